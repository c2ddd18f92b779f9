"""How long the turns of this run took, and of what that was made: kept, summed up, written as CSV."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.snapshot import TurnLatency

MOST = 1000
"""Turns kept; more than a day of talking."""
PARTS = ("pause_ms", "network_ms", "model_ms", "buffer_ms", "first_sound_ms")
"""The four parts of the wait and their sum, in the order in which they pass."""
COLUMNS = ("ended_at", "item_id", *PARTS[:4], "first_text_ms", "first_audio_ms", "first_sound_ms")


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """Of one part over all turns in which it is known, ms."""

    p50: float
    p95: float
    count: int


class LatencyLog:
    """Turns in their order, oldest first; the newest may still be growing."""

    def __init__(self) -> None:
        self._turns: list[TurnLatency] = []

    @property
    def turns(self) -> tuple[TurnLatency, ...]:
        """Those that were answered."""
        return tuple(turn for turn in self._turns if turn.first_audio_ms is not None or turn.first_text_ms is not None)

    def note(self, turn: TurnLatency | None) -> None:
        """The session's picture of its last turn, again and again while it grows."""
        if turn is None or (self._turns and turn == self._turns[-1]):
            return
        if self._turns and self._turns[-1].ended_at == turn.ended_at:
            self._turns[-1] = turn
        else:
            self._turns.append(turn)
            del self._turns[:-MOST]


def distribution(turns: Sequence[TurnLatency], part: str) -> Distribution | None:
    """`part` is one of `PARTS`; None: it is not known of any turn."""
    known = sorted(ms for turn in turns if (ms := getattr(turn, part)) is not None)
    return Distribution(p50=_percentile(known, 0.5), p95=_percentile(known, 0.95), count=len(known)) if known else None


def write_csv(path: Path, turns: Sequence[TurnLatency]) -> None:
    """One line per turn, times in ms, the end of speech as ISO 8601 in UTC; StoreError says why it cannot be written."""
    try:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(_row(turn) for turn in turns)
    except OSError as error:
        raise StoreError(f"The file could not be written: {error.strerror or error}.") from error


def _row(turn: TurnLatency) -> list[str]:
    ended_at = datetime.fromtimestamp(turn.ended_at, UTC).isoformat(timespec="milliseconds")
    times = (getattr(turn, name) for name in COLUMNS[2:])
    return [ended_at, turn.item_id, *("" if ms is None else f"{ms:.1f}" for ms in times)]


def _percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all do not exceed: always one that was measured."""
    return ordered[ceil(share * len(ordered)) - 1]
