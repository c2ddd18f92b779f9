import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.snapshot import TurnLatency
from desktop_assistant.runtime.latency import COLUMNS, MOST, PARTS, Distribution, LatencyLog, distribution, write_csv


def turn(at: float = 0.0, *, sound: float = 700.0, network: float | None = 40.0) -> TurnLatency:
    return TurnLatency(
        item_id=f"u{at:.0f}",
        ended_at=at,
        pause_ms=500.0,
        network_ms=network,
        model_ms=sound - 560.0,
        buffer_ms=20.0,
        first_text_ms=600.0,
        first_audio_ms=sound - 20,
        first_sound_ms=sound,
    )


def test_a_turn_that_grows_is_one_turn() -> None:
    log = LatencyLog()
    for picture in (None, TurnLatency(ended_at=5.0), TurnLatency(ended_at=5.0, pause_ms=500.0)):
        log.note(picture)
    assert log.turns == ()
    for picture in (turn(5.0), turn(5.0), turn(9.0)):
        log.note(picture)
    assert log.turns == (turn(5.0), turn(9.0))


def test_only_so_many_are_kept() -> None:
    log = LatencyLog()
    for at in range(MOST + 10):
        log.note(turn(float(at)))
    assert len(log.turns) == MOST
    assert log.turns[0].ended_at == 10.0


def test_the_distribution_leaves_out_what_is_not_known() -> None:
    turns = [turn(sound=600.0 + n, network=None if n % 2 else 40.0) for n in range(1, 101)]
    assert distribution(turns, "first_sound_ms") == Distribution(p50=650.0, p95=695.0, count=100)
    assert distribution(turns, "network_ms") == Distribution(p50=40.0, p95=40.0, count=50)
    assert distribution([], "model_ms") is None


@given(st.lists(st.floats(0, 1e5), min_size=1, max_size=50))
def test_percentiles_are_measured_values_in_order(values: list[float]) -> None:
    found = distribution([turn(sound=560.0 + value) for value in values], "first_sound_ms")
    assert found is not None
    assert found.p50 <= found.p95
    assert {found.p50, found.p95} <= {560.0 + value for value in values}


def test_what_is_written_can_be_read_by_a_spreadsheet(tmp_path: Path) -> None:
    file = tmp_path / "turns.csv"
    write_csv(file, [turn(1_700_000_000.25), turn(1_700_000_060.0, network=None)])
    with file.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["ended_at"] == "2023-11-14T22:13:20.250+00:00"
    assert sum(float(rows[0][part]) for part in PARTS[:4]) == pytest.approx(float(rows[0]["first_sound_ms"]))
    assert rows[1]["network_ms"] == ""


def test_a_place_that_cannot_be_written_is_named_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"^The file could not be written: .+\.$"):
        write_csv(tmp_path / "nowhere" / "turns.csv", [])
