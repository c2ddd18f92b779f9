"""Adds up what conversations cost, by conversation, day and month; warns at a part of the cap and stops at the cap.

The sums live in a small file of ours, written after each change by a thread of its own, since a disk may be slow; one that
cannot be read is put aside and begun anew.
"""

import contextlib
import json
import logging
import math
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from desktop_assistant.core.cost import Costs
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import Usage
from desktop_assistant.settings.prices import PriceTable

log = logging.getLogger(__name__)

WARN_AT = 0.8
"""Of the cap."""
DAYS_KEPT = 400
MOST_CONVERSATIONS = 500


class CostMeter:
    """`tell` hears of each new sum, `warn` of the cap. wall: Unix seconds; days are those of this computer's time zone.

    Acquires a thread with the first sum; released by `close`, which waits until the last sum is on the disk.
    """

    def __init__(
        self,
        path: Path,
        prices: PriceTable,
        *,
        wall: Callable[[], float],
        tell: Callable[[Costs], None],
        warn: Callable[[Problem], None],
    ) -> None:
        self._path, self._prices, self._wall, self._tell, self._warn = path, prices, wall, tell, warn
        self._days: dict[str, float] = {}
        self._conversations: dict[str, float] = {}
        self._running: dict[tuple[str, str], float] = {}
        """What a session has cost so far, by (session, model), where the provider tells totals."""
        self._unpriced = ""
        self._warned: ProblemCode | None = None
        self._writer = ThreadPoolExecutor(1, "costs")
        self.cap = 0.0
        """US dollars a month; 0 = none."""
        self._load()

    def costs(self, conversation_id: str) -> Costs:
        """As of now."""
        day = self._today()
        return Costs(
            conversation=self._conversations.get(conversation_id, 0.0),
            today=self._days.get(day, 0.0),
            month=self._month(),
            unpriced=self._unpriced,
            prices_of=self._prices.as_of,
        )

    @property
    def is_spent(self) -> bool:
        """The cap of this month is reached."""
        return 0 < self.cap <= self._month()

    def used(self, conversation_id: str, session: str, model: str, usage: Usage, *, is_total: bool = False) -> None:
        """A provider says what it took. is_total: of the session so far, in place of what it said before."""
        price = self._prices.of(model)
        if price is None or price.misses(usage):
            self._unpriced = model
            self._tell(self.costs(conversation_id))
            return
        dollars = price.of(usage)
        if is_total:
            before, self._running[session, model] = self._running.get((session, model), 0.0), dollars
            dollars = max(0.0, dollars - before)
        self._add(conversation_id, dollars)

    def look(self) -> None:
        """Say it when the cap is near or reached, and when it is not any more."""
        code = None
        if self.is_spent:
            code = ProblemCode.COST_CAP_REACHED
        elif self.cap > 0 and self._month() >= WARN_AT * self.cap:
            code = ProblemCode.COST_CAP_NEAR
        if code is self._warned:
            return
        if self._warned is not None:
            self._warn(Problem(code=self._warned, over=True))
        self._warned = code
        if code is not None:
            self._warn(Problem(code=code, detail=f"${self._month():.2f} of ${self.cap:.2f} this month"))

    def _add(self, conversation_id: str, dollars: float) -> None:
        day = self._today()
        self._days[day] = self._days.get(day, 0.0) + dollars
        self._conversations[conversation_id] = self._conversations.pop(conversation_id, 0.0) + dollars  # newest last
        self._save()
        self._tell(self.costs(conversation_id))
        self.look()

    def _today(self) -> str:
        return datetime.fromtimestamp(self._wall(), UTC).astimezone().date().isoformat()

    def _month(self) -> float:
        month = self._today()[:7]
        return sum(dollars for day, dollars in self._days.items() if day.startswith(month))

    def _load(self) -> None:
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
            self._days, self._conversations = _sums(raw["days"]), _sums(raw["conversations"])
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            log.info("the sums of what was spent could not be read: %s", error)
            with contextlib.suppress(OSError):
                self._path.replace(self._path.with_suffix(".unreadable"))

    def close(self) -> None:
        """Nothing more is added."""
        self._writer.shutdown()

    def _save(self) -> None:
        days = dict(sorted(self._days.items())[-DAYS_KEPT:])
        conversations = dict(list(self._conversations.items())[-MOST_CONVERSATIONS:])
        self._writer.submit(_write, self._path, json.dumps({"days": days, "conversations": conversations}))


def _write(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        log.info("the sums of what was spent could not be kept: %s", error)


def _sums(raw: Mapping[str, object]) -> dict[str, float]:
    """ValueError for what is no sum of money: one NaN would make the cap unreachable for a month."""
    sums = {str(name): float(str(dollars)) for name, dollars in raw.items()}
    if not all(math.isfinite(dollars) and dollars >= 0 for dollars in sums.values()):
        raise ValueError("a sum is no amount of money")
    return sums
