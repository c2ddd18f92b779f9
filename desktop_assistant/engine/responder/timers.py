"""Timers, alarms and reminders: kept in a file, so that they ring after a restart too."""

import asyncio
import json
import logging
import os
import re
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from desktop_assistant.engine.responder.clock import said_time, spoken_time
from desktop_assistant.engine.responder.durations import find_duration, find_time_of_day, named_duration
from desktop_assistant.engine.responder.port import Sentence

log = logging.getLogger(__name__)
MOST_TIMERS = 50
_NOT_KEPT = "But it could not be saved on the disk; it lasts until the program ends."
_LATE_S = 30.0
"""Later than this, the announcement says when it should have rung."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """One of them. `due` is Unix time; `length_s` is 0 for alarms; `label` is what it is for."""

    due: float
    length_s: float = 0.0
    label: str = ""
    is_reminder: bool = False

    @property
    def kind(self) -> str:
        """timer, alarm or reminder."""
        return "reminder" if self.is_reminder else "timer" if self.length_s else "alarm"

    def name(self, zone_of: datetime) -> str:
        """As it is called in answers: `5 minute pasta timer`, `7:30 AM alarm`."""
        label = f"{self.label} " if self.label and not self.is_reminder else ""
        if self.is_reminder:
            return f"reminder to {self.label}" if self.label else "reminder"
        if self.length_s:
            return f"{_adjective(self.length_s)} {label}timer"
        return f"{spoken_time(datetime.fromtimestamp(self.due, zone_of.tzinfo))} {label}alarm"


def _adjective(seconds: float) -> str:
    return re.sub(r"(day|hour|minute|second)s\b", r"\1", named_duration(seconds)).replace(" and ", " ")


class Timers:
    """All timers of this user, kept in a file until they have rung."""

    def __init__(self, file: Path, now: Callable[[], datetime]) -> None:
        self._file = file
        self._now = now
        self._timers = _load(file)
        self.is_kept = True
        """What runs is also in the file."""
        self._changed = asyncio.Event()

    @property
    def running(self) -> list[Timer]:
        """Soonest first."""
        return sorted(self._timers, key=lambda timer: timer.due)

    def add(self, timer: Timer) -> None:
        """Start one."""
        self._timers.append(timer)
        self._save()

    def remove(self, timers: list[Timer]) -> None:
        """Take these away."""
        self._timers = [timer for timer in self._timers if timer not in timers]
        self._save()

    async def watch(self, ring: Callable[[Timer], Awaitable[None]]) -> None:
        """Ring each timer when it is due, for ever. `ring` returns when it is being said, however long that takes."""
        while True:
            self._changed.clear()
            pending = self.running
            wait_s = pending[0].due - self._now().timestamp() if pending else None
            if wait_s is not None and wait_s <= 0:
                await ring(pending[0])  # first: nobody may be there to hear it before the program ends
                self.remove(pending[:1])
                continue
            try:
                # Short naps: the machine may sleep, and the clock may be set.
                async with asyncio.timeout(min(wait_s, 30.0) if wait_s is not None else None):
                    await self._changed.wait()
            except TimeoutError:
                continue

    def announcement(self, timer: Timer) -> Sentence:
        """What is said when it rings."""
        now = self._now()
        late_s = now.timestamp() - timer.due
        ago = f" It was due {named_duration(late_s)} ago." if late_s > _LATE_S else ""
        if timer.is_reminder:
            return Sentence(text=f"Reminder: {timer.label or 'you asked me to remind you'}.{ago}")
        return Sentence(
            text=f"Your {timer.name(now)} is done.{ago}" if timer.length_s else f"This is your {timer.name(now)}.{ago}"
        )

    def _save(self) -> None:
        """Atomic, so that a crash cannot leave half a file."""
        fresh = self._file.with_suffix(".new")
        try:
            fresh.write_text(json.dumps([asdict(timer) for timer in self._timers]), encoding="utf-8")
            os.replace(fresh, self._file)  # noqa: PTH105 - Path.replace is the same call; the name says what matters
        except OSError:
            log.warning("timers could not be saved")
            self.is_kept = False
        else:
            self.is_kept = True
        self._changed.set()


def _load(file: Path) -> list[Timer]:
    try:
        return [_timer(**one) for one in json.loads(file.read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError):
        log.warning("the timers file could not be read and is begun anew")
        return []


def _timer(*, due: float, length_s: float, label: str, is_reminder: bool) -> Timer:
    """One of the file: whatever cannot be a timer raises here, and not when it is due."""
    return Timer(due=float(due), length_s=float(length_s), label=str(label), is_reminder=bool(is_reminder))


_ABOUT = re.compile(r"\b(?:timers?|time or|alarms?|alarm clock|remind(?:er|ers)?|wake|tamer|tie mer)\b")
_CANCEL = re.compile(r"\b(?:cancel|stop|delete|remove|clear|kill|turn off|switch off|end|forget|council|cancelled)\b")
_LIST = re.compile(
    r"\bhow (?:much|long|many).*\b(?:left|remain|remaining|timers?|alarms?|to go)\b|\b(?:what|which|list|show|any|"
    r"read)\b.*\b(?:timers|alarms|reminders)\b|"
    r"^(?:my )?(?:timers|alarms|reminders)$|\btime (?:is )?(?:left|remaining)\b|\b(?:when|what time) (?:is|does|will) "
    r"(?:my|the) (?:timer|alarm|reminder)\b|"
    r"\b(?:check|status of) (?:my |the )?timers?\b"
)
_REMIND = re.compile(r"\bremind(?:er)?\b")
_TASK = re.compile(r"\b(?:to|that|about|two|too)\s+(.+)$")
_LABEL = re.compile(
    r"\b(?:set|start|begin|create|add|make|said|sat|put)\b(?: on| up)? (?:me )?(?:an? |the |another |my "
    r")?(.*?)\s*\b(?:timer|alarm)\b"
)
_DULL_TEXT = """
a an the of for new another minute minutes second seconds hour hours my me please one up on and and and countdown
second
"""
_DULL = frozenset(_DULL_TEXT.split())


class TimerSkill:
    """Understands requests about timers. Remembers that it asked "for how long"."""

    def __init__(self, timers: Timers, now: Callable[[], datetime]) -> None:
        self._timers = timers
        self._now = now
        self._asked_length = False

    def answer(self, text: str) -> Sentence | None:
        """`text` is plain. Whoever relies on a timer is told if it is not kept."""
        answer = self._answer(text)
        return answer if answer is None or self._timers.is_kept else answer.and_also(_NOT_KEPT)

    def _answer(self, text: str) -> Sentence | None:
        asked, self._asked_length = self._asked_length, False
        if asked and (found := find_duration(text)) is not None and len(found[1].split()) <= 3:
            return self._set(Timer(due=self._due_in(found[0]), length_s=found[0]))
        if _LIST.search(text) and not re.search(r"\b(?:set|start)\b", text):
            return self._list(text)
        if not _ABOUT.search(text):
            return None
        if _CANCEL.search(text):
            return self._cancel(text)
        return self._new(text)

    def _new(self, text: str) -> Sentence | None:
        if len(self._timers.running) >= MOST_TIMERS:
            return Sentence(text=f"There are {MOST_TIMERS} timers running already.")
        is_reminder = _REMIND.search(text) is not None
        if (length := find_duration(text)) is not None:
            seconds, rest = length
            label = _task(rest) if is_reminder else _label(rest)
            kept = 0.0 if is_reminder else seconds
            return self._set(Timer(due=self._due_in(seconds), length_s=kept, label=label, is_reminder=is_reminder), seconds)
        if (moment := find_time_of_day(text, self._now())) is not None:
            at, rest = moment
            label = _task(rest) if is_reminder else ""
            return self._set(Timer(due=at.timestamp(), label=label, is_reminder=is_reminder))
        if re.search(r"\b(?:set|start|need|create|another|begin|make)\b|^(?:timer|alarm)$|\bremind me\b", text) is None:
            return None
        self._asked_length = not is_reminder
        return Sentence(
            text="When should I remind you? Say, for example: remind me in ten minutes." if is_reminder else "For how long?"
        )

    def _set(self, timer: Timer, seconds: float = 0.0) -> Sentence:
        self._timers.add(timer)
        length = timer.length_s or seconds
        if timer.is_reminder:
            task = f" to {timer.label}" if timer.label else ""
            when, said = self._when(timer, length)
            return Sentence(text=f"I'll remind you{task} {when}.", speech=f"I'll remind you{task} {said}.")
        if timer.length_s:
            label = f"{timer.label} timer" if timer.label else "Timer"
            return Sentence(text=f"{label[:1].upper()}{label[1:]} set for {named_duration(length)}.")
        when, said = self._when(timer, 0)
        return Sentence(text=f"Alarm set {when}.", speech=f"Alarm set {said}.")

    def _when(self, timer: Timer, length: float) -> tuple[str, str]:
        if length:
            return (f"in {named_duration(length)}",) * 2
        moment = datetime.fromtimestamp(timer.due, self._now().tzinfo)
        day = " tomorrow" if moment.date() > self._now().date() else ""
        at = "at" if timer.is_reminder else "for"
        return f"{at} {spoken_time(moment)}{day}", f"{at} {said_time(moment)}{day}"

    def _cancel(self, text: str) -> Sentence | None:
        running = _of_kind(text, self._timers.running)
        if not running:
            return Sentence(text=f"There is no {_kind(text) or 'timer'} running.")
        is_all = re.search(r"\b(?:all|every|both|everything|timers|alarms|reminders)\b", text) is not None
        chosen = running if is_all or len(running) == 1 else self._meant(text, running)
        if not chosen:
            names = self._joined(running)
            return Sentence(text=f"There are {len(running)}: {names}. Say which one, or: cancel all.")
        self._timers.remove(chosen)
        if len(chosen) == 1:
            return Sentence(text=f"Your {chosen[0].name(self._now())} is cancelled.")
        return Sentence(text=f"All {len(chosen)} are cancelled.")

    @staticmethod
    def _meant(text: str, running: list[Timer]) -> list[Timer]:
        """The one that the text names by length or label; nothing if it names none."""
        length = find_duration(text)
        by_length = [timer for timer in running if length and timer.length_s == length[0]]
        by_label = [timer for timer in running if timer.label and timer.label in text]
        return (by_length or by_label)[:1]

    def _list(self, text: str) -> Sentence:
        running = _of_kind(text, self._timers.running)
        if not running:
            return Sentence(text=f"There is no {_kind(text) or 'timer'} running.")
        now = self._now()
        if len(running) == 1:
            left = named_duration(running[0].due - now.timestamp())
            return Sentence(
                text=f"Your {running[0].name(now)} has {left} left."
                if running[0].length_s
                else f"Your {running[0].name(now)} is in {left}."
            )
        parts = ", ".join(f"{t.name(now)}, {named_duration(t.due - now.timestamp())} left" for t in running[:5])
        return Sentence(text=f"{len(running)} are running: {parts}.")

    def _joined(self, running: list[Timer]) -> str:
        names = [timer.name(self._now()) for timer in running[:5]]
        return ", ".join(names[:-1]) + f" and {names[-1]}"

    def _due_in(self, seconds: float) -> float:
        return self._now().timestamp() + seconds


def _kind(text: str) -> str:
    return next((kind for kind in ("alarm", "reminder") if kind in text), "timer" if re.search(r"\btimers?\b", text) else "")


def _of_kind(text: str, timers: list[Timer]) -> list[Timer]:
    """Those that the text speaks of: `timers`, `alarms`, `reminders`, or all of them."""
    kind = _kind(text)
    return [timer for timer in timers if kind in ("", timer.kind)]


def _task(rest: str) -> str:
    found = _TASK.search(re.sub(r"\b(?:in|at|for)\s*$", "", rest.strip()))
    return re.sub(r"\s+(?:in|at)$", "", found.group(1).strip()) if found else ""


def _label(rest: str) -> str:
    found = _LABEL.search(rest)
    words = [word for word in found.group(1).split() if word not in _DULL] if found else []
    return " ".join(words) if len(words) <= 3 else ""
