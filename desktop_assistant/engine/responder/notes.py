"""Notes and lists: written down, read back, deleted; kept in a file."""

import json
import logging
import os
import re
from collections.abc import Callable
from pathlib import Path

from desktop_assistant.engine.responder.port import Sentence

log = logging.getLogger(__name__)
MOST_NOTES = 1000
LONGEST_NOTE = 2000
_READ_ALOUD = 5
_NOT_KEPT = "But your notes could not be saved on the disk; they last until the program ends."


class Notebook:
    """Notes in order, and lists by name. Saved atomically after each change."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.notes: list[str] = []
        self.lists: dict[str, list[str]] = {}
        self.is_kept = True
        """What is here is also in the file."""
        self._load()

    def save(self) -> None:
        """Write everything; `is_kept` says whether that worked."""
        fresh = self._file.with_suffix(".new")
        try:
            fresh.write_text(
                json.dumps({"notes": self.notes, "lists": self.lists}, ensure_ascii=False, indent=1), encoding="utf-8"
            )
            os.replace(fresh, self._file)  # noqa: PTH105
        except OSError:
            log.warning("notes could not be saved")
            self.is_kept = False
        else:
            self.is_kept = True

    def _load(self) -> None:
        try:
            data = json.loads(self._file.read_text(encoding="utf-8"))
            self.notes = [str(note) for note in data["notes"]]
            self.lists = {str(name): [str(one) for one in entries] for name, entries in data["lists"].items()}
        except FileNotFoundError:
            return
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            log.warning("the notes file could not be read; it is kept aside")
            self._keep_aside()

    def _keep_aside(self) -> None:
        try:
            os.replace(self._file, self._file.with_suffix(".unreadable"))  # noqa: PTH105
        except OSError:
            log.warning("the unreadable notes file could not be moved")


_WRITE = re.compile(
    r"^(?:(?:take|make|write|leave|create|add|save|new)\s+(?:a |an |me a |this |the )?(?:quick |new )?(?:note|memo|"
    r"not)s?|note(?: down)?|write(?: this)? down|"
    r"jot down|remember|don'?t forget|new note)\b\s*(?:(?:that |which )?says|that|to|of|saying|about)?\s*:?\s*(?P<what>.*)$"
)
_LIST_NAME = r"(?:my |the |our |a )?(?P<name>[a-z]+(?: [a-z]+)?)?\s*\blist\b"
_ADD = re.compile(rf"^(?:add|put|at|and|append|ad)\s+(?P<what>.+?)\s+(?:to|on|onto|into|in|two|too)\s+{_LIST_NAME}$")
_REMOVE = re.compile(rf"^(?:remove|delete|take|cross|strike)\s+(?P<what>.+?)\s+(?:off of|off|from|of)\s+{_LIST_NAME}$")
_READ_LIST = re.compile(
    rf"^(?:what is|what are|read(?: me)?(?: out)?|show(?: me)?|what do i have|whats|what things are|is there "
    rf"anything)\s+(?:things )?(?:on |in )?{_LIST_NAME}$|"
    rf"^(?:my |the )(?P<bare>[a-z]+) list$"
)
_CLEAR_LIST = re.compile(rf"^(?:clear|empty|delete|erase|wipe)\s+{_LIST_NAME}$")
_READ = re.compile(r"^(?:read|show|list|what are|tell me|what is in|play|do i have)\b.*\b(?:notes|note|memos)\b|^(?:my )?notes$")
_DELETE = re.compile(r"^(?:delete|remove|clear|erase|forget|scratch)\b.*\b(?:notes?|memos?)\b")
_WHICH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "one": 0, "two": 1, "three": 2, "four": 3, "five": 4}
_YES = re.compile(r"^(?:yes|yeah|yep|sure|do it|go ahead|okay|ok|confirm|please do|yes please|yes do it)$")


class NoteSkill:
    """Understands requests about notes. Asks before it deletes more than one thing, and remembers that it asked."""

    def __init__(self, book: Notebook) -> None:
        self._book = book
        self._asked: Callable[[], Sentence] | None = None
        self._dictating = False

    def answer(self, text: str, original: str) -> Sentence | None:
        """`text` is plain, `original` as it was written or recognised. If the notes are not kept, the answer says so."""
        answer = self._answer(text, original)
        return answer if answer is None or self._book.is_kept else answer.and_also(_NOT_KEPT)

    def _answer(self, text: str, original: str) -> Sentence | None:
        asked, self._asked = self._asked, None
        if asked is not None:
            return (
                asked()
                if _YES.match(text)
                else Sentence(text="Nothing was deleted.")
                if re.match(r"no\b|cancel|stop", text)
                else None
            )
        dictating, self._dictating = self._dictating, False
        if dictating and not re.match(r"(?:cancel|never mind|stop|nothing)\b", text):
            return self._write(original)
        for skill in (self._lists, self._notes):
            if (found := skill(text, original)) is not None:
                return found
        return None

    def _lists(self, text: str, original: str) -> Sentence | None:
        if found := _ADD.match(text):
            return self._add(found["what"], found["name"] or "shopping")
        if found := _REMOVE.match(text):
            return self._remove(found["what"], found["name"] or "shopping")
        if found := _CLEAR_LIST.match(text):
            name = found["name"] or "shopping"
            return self._confirm(
                len(self._book.lists.get(name, ())), f"Your {name} list is empty.", lambda: self._clear(name), f"{name} list"
            )
        if found := _READ_LIST.match(text):
            return self._read_list(found["name"] or found["bare"] or "shopping")
        return None

    def _notes(self, text: str, original: str) -> Sentence | None:
        if _DELETE.match(text):
            return self._delete(text)
        if _READ.match(text):
            return self._read()
        found = _WRITE.match(text)
        if found is None:
            return None
        if not found["what"]:
            self._dictating = True
            return Sentence(text="What should I write down?")
        return self._write(_as_written(found["what"], original))

    def _write(self, what: str) -> Sentence:
        if len(self._book.notes) >= MOST_NOTES:
            return Sentence(text="The notebook is full. Delete a note first.")
        note = what.strip()[:LONGEST_NOTE]
        self._book.notes.append(note[:1].upper() + note[1:])
        self._book.save()
        return Sentence(text=f"Noted: {note.rstrip('.')}.")

    def _read(self) -> Sentence:
        notes = self._book.notes
        if not notes:
            return Sentence(text="You have no notes.")
        shown = notes[-_READ_ALOUD:]
        first = len(notes) - len(shown) + 1
        count = "You have 1 note" if len(notes) == 1 else f"You have {len(notes)} notes"
        which = f"; the last {len(shown)}" if len(shown) < len(notes) else ""
        body = " ".join(f"{number}: {note.rstrip('.')}." for number, note in enumerate(shown, first))
        return Sentence(text=f"{count}{which}. {body}" if len(notes) > 1 else f"{count}: {notes[0].rstrip('.')}.")

    def _delete(self, text: str) -> Sentence:
        notes = self._book.notes
        if not notes:
            return Sentence(text="You have no notes.")
        if re.search(r"\b(?:all|every|my notes|the notes|everything)\b", text) or re.search(r"^\w+ notes$", text):
            return self._confirm(len(notes), "You have no notes.", self._clear_notes, "notes")
        numbered = re.search(r"\bnote (?:number )?(\d+)\b", text)
        at = (
            int(numbered.group(1)) - 1
            if numbered
            else next((i for w, i in _WHICH.items() if re.search(rf"\b{w}\b", text)), len(notes) - 1)
        )
        if not 0 <= at < len(notes):
            return Sentence(text=f"There is no note {at + 1}.")
        gone = notes.pop(at)
        self._book.save()
        return Sentence(text=f"Deleted: {gone.rstrip('.')}.")

    def _add(self, what: str, name: str) -> Sentence:
        entries = [one.strip() for one in re.split(r"\s+and\s+", what) if one.strip()]
        self._book.lists.setdefault(name, []).extend(entries)
        self._book.save()
        return Sentence(text=f"Added {' and '.join(entries)} to your {name} list.")

    def _remove(self, what: str, name: str) -> Sentence:
        entries = self._book.lists.get(name, [])
        wanted = what.removeprefix("the ").strip()
        if wanted not in entries:
            return Sentence(text=f"There is no {wanted} on your {name} list.")
        entries.remove(wanted)
        self._book.save()
        return Sentence(text=f"Removed {wanted} from your {name} list.")

    def _read_list(self, name: str) -> Sentence | None:
        entries = self._book.lists.get(name)
        if entries is None and name not in ("shopping", "to do", "todo", "grocery"):
            return None
        if not entries:
            return Sentence(text=f"Your {name} list is empty.")
        joined = ", ".join(entries[:-1]) + (f" and {entries[-1]}" if len(entries) > 1 else entries[-1])
        return Sentence(text=f"On your {name} list: {joined}.")

    def _confirm(self, count: int, empty: str, action: Callable[[], Sentence], what: str) -> Sentence:
        if not count:
            return Sentence(text=empty)
        if count == 1:
            return action()
        self._asked = action
        of_what = f"all {count} {what}" if what == "notes" else f"all {count} entries of your {what}"
        return Sentence(text=f"Delete {of_what}? Say yes or no.")

    def _clear(self, name: str) -> Sentence:
        self._book.lists[name] = []
        self._book.save()
        return Sentence(text=f"Your {name} list is empty now.")

    def _clear_notes(self) -> Sentence:
        self._book.notes.clear()
        self._book.save()
        return Sentence(text="All notes are deleted.")


def _as_written(what: str, original: str) -> str:
    """The same stretch in the user's own capitals and punctuation, where it can be found."""
    at = original.lower().rfind(what.split(maxsplit=1)[0])
    tail = original[at:] if at >= 0 else ""
    return tail if tail and len(tail.split()) == len(what.split()) else what
