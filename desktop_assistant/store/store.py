"""The one face of this room: conversations, items and recordings of one user, for `runtime.ports.StorePort`."""

import asyncio
import contextlib
import logging
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from desktop_assistant.core.archive import ArchiveForm, Imported
from desktop_assistant.core.audio import AudioFormat, Recording
from desktop_assistant.core.draft import Draft
from desktop_assistant.core.errors import StoreError, UnreadableError
from desktop_assistant.core.items import ConversationInfo, Item
from desktop_assistant.core.problems import Problem
from desktop_assistant.core.search import SearchHit
from desktop_assistant.store import archive, conversations, drafts, expiry, items, pictures, search, versions
from desktop_assistant.store.database import Database, Fault, verify
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.recorded import as_heard, with_recording
from desktop_assistant.store.recordings import Recordings, item_name
from desktop_assistant.store.sealing import KeyHolder
from desktop_assistant.store.troubles import Troubles
from desktop_assistant.store.writer import LAG_S, RETRY_S, Job, Writer, WriterState

log = logging.getLogger(__name__)

T = TypeVar("T")

DATABASE = "history.sqlite3"


class _Damaged(UnreadableError):
    """The file is not the database that it was."""


class _Place:
    """Where an item of this run belongs. It is also the key of the item's waiting save, so a save that comes after
    the item was removed never takes the place of one from before."""

    __slots__ = ("first", "latest")

    def __init__(self, after_id: str | None) -> None:
        self.first = after_id
        """A save that replaces an unwritten one must still insert where the first one would have."""
        self.latest = after_id


class Store:
    """Conversations on disk, in one folder. Nothing here blocks the caller; nothing said is lost while running.

    If the disk is full, or the file locked or not writable, `on_problem` hears of it once, work is kept in memory and
    tried again every `retry_s` seconds, reads see it as if it were written, and `on_problem` hears `over=True` when
    all is on the disk. A damaged database is put aside under another name and a new one begun.

    | resource | acquired | released |
    |---|---|---|
    | writer thread with its connection | `__init__` | `aclose` |
    | reader thread, one connection per read | first read | `aclose` |
    """

    def __init__(
        self,
        folder: Path,
        *,
        on_problem: Callable[[Problem], None],
        now: Callable[[], float] = time.time,
        keys: KeyHolder | None = None,
        is_encrypted: bool | None = None,
        lag_s: float = LAG_S,
        retry_s: float = RETRY_S,
    ) -> None:
        """`on_problem` is called on the writer's thread, and `keys` are asked there.

        is_encrypted: what the history shall be from now on; None: what it is.
        """
        self._now = now
        self._troubles = Troubles(folder / DATABASE, on_problem)
        self._places: dict[tuple[str, str], _Place] = {}
        """By conversation and item."""
        self.recordings = Recordings(folder / "recordings", lambda: self._database.key)
        self._spool = Recordings(folder / "unsent", lambda: self._database.key)
        """What was said and not answered yet, whatever is kept otherwise."""
        self._database = Database(
            folder / DATABASE,
            on_set_aside=self._troubles.was_set_aside,
            keys=keys,
            on_form_kept=self._troubles.form_was_kept,
            convert_sound=self._convert_sound,
        )
        self._database.wanted = is_encrypted
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="store-reader")
        self._writer = Writer(
            self._database.open,
            is_ours=lambda error: self._troubles.diagnose(error) is Fault.BUG,
            # SQLite's side files cannot be made anew on a full disk, and readers need them.
            keeps_connection=lambda error: self._troubles.diagnose(error) is Fault.DISK_FULL,
            on_stuck=self._stuck,
            on_working=self._troubles.working,
            afterwards=self._flush_sound,
            lag_s=lag_s,
            retry_s=retry_s,
        )
        started = now()
        self._writer.submit(items.recover, urgent=False)
        self._writer.submit(versions.recover, urgent=False)
        self._writer.submit(lambda c: self._purge(c, started), urgent=False)

    def save(self, conversation_id: str, item: Item, *, final: bool, after_id: str | None) -> None:
        """Insert or replace; durable at once when final, else within a second.

        `after_id` places a new item: None = first, an unknown id = last. The same answer again means no move, although
        others may have come between; another answer than last time moves the item there.
        """
        place = self._places.setdefault((conversation_id, item.id), _Place(after_id))
        moved, place.latest = after_id != place.latest, after_id
        now = self._now()
        self._writer.submit(lambda c: items.save(c, conversation_id, item, place.first, now), key=place, urgent=final)
        if moved:  # a job of its own, behind those that it may refer to
            self._writer.submit(lambda c: items.move(c, conversation_id, item.id, after_id), urgent=final)

    def remove(self, conversation_id: str, item_id: str) -> None:
        """Forget an item that turned out to be none, such as a turn in which nobody spoke."""
        self._places.pop((conversation_id, item_id), None)
        self._writer.submit(lambda c: items.remove(c, conversation_id, item_id), urgent=False)

    def shelve(self, conversation_id: str, item_ids: tuple[str, ...], *, instead: str) -> None:
        """Keep a turn (the first of them) and what followed it as an earlier version; `instead` is the next one."""
        self._writer.submit(lambda c: versions.shelve(c, conversation_id, item_ids, instead))

    async def choose_version(self, conversation_id: str, item_id: str) -> None:
        """Bring an item of an earlier version on screen, with all of that version."""
        await self._write(lambda c: versions.choose(c, conversation_id, item_id))

    async def picture(self, conversation_id: str, picture_id: str) -> bytes:
        """A picture's content; empty if it is not here."""
        return await self._read(lambda c: pictures.load(c, conversation_id, picture_id))

    def keep_draft(self, draft: Draft) -> None:
        """What is written and not sent, in the place of what was; on the disk within half a second."""
        self._writer.submit(lambda c: drafts.save(c, draft), key=drafts.PLACE, urgent=False)

    async def draft(self) -> Draft:
        """What was kept."""
        return await self._read(drafts.load)

    def encrypt(self, wanted: bool) -> None:
        """Encrypt the history, or make it plain again, as soon as the writer comes to it; a problem says why it could not."""
        self._database.wanted = wanted
        self._writer.reopen()

    def keep_audio(self, conversation_id: str, item_id: str, audio: bytes, fmt: AudioFormat) -> None:
        """Append to the item's recording."""
        self.recordings.append(conversation_id, item_id, audio, fmt)
        self._writer.nudge()

    def spool(self, conversation_id: str, turn_id: str, audio: bytes, fmt: AudioFormat) -> None:
        """Keep sound of a turn until it is answered."""
        self._spool.append(conversation_id, turn_id, audio, fmt)
        self._writer.nudge()

    def unspool(self, conversation_id: str, turn_id: str) -> None:
        """It is answered, or nobody wants it."""
        self._spool.remove(conversation_id, turn_id)
        self._writer.nudge()

    async def unsent(self, conversation_id: str) -> Sequence[tuple[str, Recording]]:
        """Turns that were said and never answered, oldest first; without what cannot be read, and what is part of a version
        that is not on screen."""
        await self._write(lambda _: None)  # by then the key is known with which they are read
        hidden: frozenset[str] = frozenset()
        with contextlib.suppress(StoreError):  # rather offered in the wrong version than not at all
            hidden = frozenset(item_name(one) for one in await self._read(lambda c: versions.shelved(c, conversation_id)))
        return [one for one in await asyncio.to_thread(self._read_spool, conversation_id) if one[0] not in hidden]

    async def items(self, conversation_id: str) -> Sequence[Item]:
        """All items of a conversation, oldest first, with the names of their recordings and the newest of their pictures."""
        return await self._read(lambda c: self._loaded(c, conversation_id))

    async def recording(self, conversation_id: str, item_id: str) -> Recording:
        """What was kept of an item, an interrupted answer only as far as it was heard; StoreError if nothing was."""
        item = await self._read(lambda c: items.load_one(c, conversation_id, item_id))
        kept = await asyncio.to_thread(self.recordings.read, conversation_id, item_id)
        return kept if item is None else as_heard(kept, item)

    async def recorded_items(self, conversation_id: str) -> frozenset[str]:
        """Ids of the items whose sound was kept."""
        names = await asyncio.to_thread(self.recordings.names, conversation_id)
        if not names:
            return frozenset()
        return frozenset(i for i in await self._read(lambda c: items.ids(c, conversation_id)) if item_name(i) in names)

    async def create(self, title: str = "") -> ConversationInfo:
        """A new, empty conversation; an untitled one takes its title from the first thing said in it."""
        now = self._now()
        info = ConversationInfo(id=uuid.uuid4().hex, title=_one_line(title), created_at=now, updated_at=now)
        self._writer.submit(lambda c: conversations.create(c, info), urgent=False)
        return info

    async def conversations(self) -> Sequence[ConversationInfo]:
        """Not deleted, not empty, newest first."""
        return await self._read(conversations.listed)

    async def rename(self, conversation_id: str, title: str) -> None:
        """Give it a title."""
        await self._write(lambda c: conversations.rename(c, conversation_id, _one_line(title)))

    async def delete(self, conversation_id: str) -> None:
        """Mark as deleted; removed for good at the next start."""
        now = self._now()
        await self._write(lambda c: conversations.delete(c, conversation_id, now))

    async def restore(self, conversation_id: str) -> None:
        """Undo a deletion."""
        await self._write(lambda c: conversations.restore(c, conversation_id))

    async def pin(self, conversation_id: str, *, pinned: bool) -> None:
        """Keep it above the others, or no longer."""
        now = self._now() if pinned else None
        await self._write(lambda c: conversations.pin(c, conversation_id, now))

    async def tag(self, conversation_id: str, tags: Sequence[str]) -> None:
        """Sort it by these tags, and no others."""
        await self._write(lambda c: conversations.tag(c, conversation_id, tags))

    async def expire(self, days: int) -> None:
        """Delete conversations in which nothing was said for so many days, but pinned ones; removed at the next start."""
        now = self._now()
        await self._write(lambda c: expiry.expire(c, days, now))

    async def search(self, text: str) -> Sequence[SearchHit]:
        """Messages of all conversations with these words, the newest first."""
        return await self._read(lambda c: search.find(c, text))

    async def export(self, path: Path, form: ArchiveForm, conversation_id: str | None = None, *, audio: bool = False) -> None:
        """Write one conversation, or all of them; with `audio` a ZIP file with the recordings. StoreError with a sentence."""
        archived = await self._read(lambda c: archive.taken(c, conversation_id))
        await self._write(lambda _: None)  # sound reaches the disk behind a batch: when this one runs, it is there
        await asyncio.to_thread(archive.write, path, form, archived, self.recordings if audio else None)

    async def import_from(self, path: Path) -> Imported:
        """Read conversations in from a file that this program or ChatGPT exported; StoreError with a sentence."""
        archived = await asyncio.to_thread(archive.read, path)
        counted: list[Imported] = []
        await self._write(lambda c: counted.append(archive.put(c, archived)))
        return counted[-1] if counted else Imported()

    async def aclose(self) -> None:
        """Write everything that is pending and stop the threads."""
        if self._writer.state is not WriterState.CLOSED:
            await asyncio.get_running_loop().run_in_executor(self._reader, self.close)
            self._reader.shutdown(wait=False)

    def close(self) -> None:
        """`aclose` for callers without a loop; waits."""
        if lost := self._writer.close():
            log.error("changes of the history could not be written before the end", extra={"count": lost})

    async def _write(self, job: Job) -> None:
        await asyncio.wrap_future(self._writer.submit(job))

    async def _read(self, query: Callable[[sqlite3.Connection], T]) -> T:
        await self._write(lambda _: None)  # so that a read sees every save before it
        try:
            return await self._ask(query)
        except _Damaged:
            await self._write(verify)  # the writer finds it too, puts the file aside and begins a new one
        return await self._ask(query)

    async def _ask(self, query: Callable[[sqlite3.Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._reader, self._answer, query)

    def _answer(self, query: Callable[[sqlite3.Connection], T]) -> T:
        kept = self._writer.kept_in_memory()
        try:
            with (
                self._database.steady,
                contextlib.closing(self._database.read() if kept is None else self._database.copy()) as connection,
            ):
                self._replay(connection, kept or [])
                return query(connection)
        except sqlite3.Error as error:
            fault = self._troubles.diagnose(error)
            log.warning("the history could not be read", extra={"fault": fault.value, "error": str(error)})
            kind = _Damaged if fault is Fault.UNREADABLE else UnreadableError
            raise kind(f"The history could not be read: it is {fault.value}.") from error

    def _replay(self, connection: sqlite3.Connection, jobs: Sequence[Job]) -> None:
        for job in jobs:
            try:
                job(connection)
            except Exception as error:
                if self._troubles.diagnose(error) is not Fault.BUG:  # the writer will log and drop that one
                    raise

    def _loaded(self, connection: sqlite3.Connection, conversation_id: str) -> list[Item]:
        found = pictures.filled(connection, conversation_id, versions.load(connection, conversation_id))
        return self._with_recordings(conversation_id, found)

    def _with_recordings(self, conversation_id: str, found: list[Item]) -> list[Item]:
        names = self.recordings.names(conversation_id)
        return [with_recording(i, names[n]) if (n := item_name(i.id)) in names else i for i in found] if names else found

    def _purge(self, connection: sqlite3.Connection, started: float) -> None:
        removed = conversations.purge(connection, started)
        for conversation_id in removed:
            self.recordings.forget(conversation_id)
            self._spool.forget(conversation_id)
        if removed:
            search.tidy(connection)

    def _flush_sound(self) -> None:
        self.recordings.flush()
        self._spool.flush()

    def _read_spool(self, conversation_id: str) -> list[tuple[str, Recording]]:
        found: list[tuple[str, Recording]] = []
        for turn_id in self._spool.in_order(conversation_id):
            try:
                found.append((turn_id, self._spool.read(conversation_id, turn_id)))
            except StoreError as error:
                log.warning("sound of a turn that was not answered is lost", extra={"error": str(error)})
        return found

    def _stuck(self, error: Exception) -> None:
        if self._troubles.diagnose(error) is not Fault.UNREADABLE or not self._put_aside(error):
            self._troubles.stuck(error)

    def _put_aside(self, error: Exception) -> bool:
        """The file was damaged while we had it open."""
        try:
            self._database.set_aside(error)
        except OSError:
            log.exception("the unreadable history could not be renamed")
            return False
        return True

    def _convert_sound(self, old_key: str, new_key: str) -> None:
        for sound in (self.recordings, self._spool):
            sound.convert(old_key, new_key)


def _one_line(title: str) -> str:
    return " ".join(title.encode("utf-8", "replace").decode().split())[:200]
