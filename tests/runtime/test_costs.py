"""What was spent: sums, caps, and a file that survives."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_assistant.core.cost import FREE, Costs, Price
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import Usage
from desktop_assistant.runtime.costs import CostMeter
from desktop_assistant.settings.prices import PriceTable

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TABLE = PriceTable(as_of="2026-11-22", prices={"m": Price(text_in=1.0, audio_out=10.0), "clock": Price(minute=0.6)})
MILLION = Usage(input_tokens=1_000_000)


class Meter:
    """On injected time, with a file."""

    def __init__(self, folder: Path) -> None:
        self.at = NOON
        self.told: list[Costs] = []
        self.problems: list[Problem] = []
        self.it = CostMeter(
            folder / "costs.json",
            TABLE,
            wall=lambda: self.at.timestamp(),
            tell=self.told.append,
            warn=self.problems.append,
        )

    def __enter__(self) -> "Meter":
        return self

    def __exit__(self, *_: object) -> None:
        self.it.close()

    def said(self) -> list[tuple[ProblemCode, bool]]:
        return [(p.code, p.over) for p in self.problems]


@pytest.mark.parametrize(
    ("usage", "dollars"),
    [
        (Usage(input_tokens=1000), 1.0),
        (Usage(output_tokens=1000), 6.0),
        (Usage(input_tokens=1000, input_audio_tokens=1000), 3.0),
        (Usage(input_tokens=1000, input_audio_tokens=400), 0.6 + 1.2),
        (Usage(output_tokens=1000, output_audio_tokens=900), 0.6 + 8.1),
        (Usage(input_tokens=1000, cached_tokens=1000), 0.2),
        (Usage(input_tokens=1000, input_audio_tokens=600, cached_tokens=500, cached_audio_tokens=300), 0.2 + 0.04 + 0.9 + 0.15),
        (Usage(input_tokens=1000, input_image_tokens=1000, cached_tokens=500, cached_image_tokens=500), 2.0 + 0.25),
        (Usage(seconds=90.0), 0.45),
        (Usage(), 0.0),
        (Usage(input_tokens=10, input_audio_tokens=1000), 3.0),  # details that do not add up cost no negative money
    ],
)
def test_nothing_is_counted_twice(usage: Usage, dollars: float) -> None:
    """Cached tokens are inside the input, sound and pictures inside the totals."""
    price = Price(
        text_in=1000.0, text_cached=200.0, text_out=6000.0, audio_in=3000.0, audio_cached=500.0, audio_out=9000.0,
        image_in=4000.0, image_cached=500.0, minute=0.3,
    )  # fmt: skip
    assert price.of(usage) == pytest.approx(dollars)


def test_by_conversation_day_and_month(tmp_path: Path) -> None:
    meter = Meter(tmp_path)
    meter.it.used("a", "1", "m", MILLION)
    meter.at += timedelta(days=1)
    meter.it.used("b", "2", "m", Usage(output_tokens=100_000, output_audio_tokens=100_000))
    assert meter.told[-1] == Costs(conversation=1.0, today=1.0, month=2.0, prices_of="2026-11-22")
    meter.at += timedelta(days=10)
    assert meter.it.costs("a") == Costs(conversation=1.0, today=0.0, month=0.0, prices_of="2026-11-22")


def test_totals_replace_what_was_said_before_of_the_same_session(tmp_path: Path) -> None:
    meter = Meter(tmp_path)
    for seconds in (60.0, 120.0, 120.0):
        meter.it.used("a", "1", "clock", Usage(seconds=seconds), is_total=True)
    meter.it.used("a", "2", "clock", Usage(seconds=60.0), is_total=True)
    assert meter.it.costs("a").conversation == pytest.approx(1.8)


def test_the_next_program_goes_on_from_there(tmp_path: Path) -> None:
    with Meter(tmp_path) as meter:
        meter.it.used("a", "1", "m", MILLION)
    again = Meter(tmp_path)
    again.it.used("a", "1", "m", MILLION)
    assert again.it.costs("a") == Costs(conversation=2.0, today=2.0, month=2.0, prices_of="2026-11-22")


@pytest.mark.parametrize("content", ["", "[]", '{"days": 3}', "\x00", '{"days": {"2026-11-22": NaN}, "conversations": {}}'])
def test_a_damaged_file_is_put_aside_and_begun_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / "costs.json").write_text(content)
    with Meter(tmp_path) as meter:
        assert (tmp_path / "costs.unreadable").read_text() == content
        meter.it.used("a", "1", "m", MILLION)
    assert Meter(tmp_path).it.costs("a").month == 1.0


def test_a_model_without_a_price_is_said_and_not_guessed(tmp_path: Path) -> None:
    meter = Meter(tmp_path)
    meter.it.used("a", "1", "new-model", MILLION)
    assert meter.told == [Costs(unpriced="new-model", prices_of="2026-11-22")]


def test_a_model_whose_price_is_of_another_kind_is_said_and_not_counted_as_nothing(tmp_path: Path) -> None:
    meter = Meter(tmp_path)
    meter.it.used("a", "1", "clock", MILLION)
    meter.it.used("a", "1", "m", Usage(seconds=60.0))
    assert [costs.unpriced for costs in meter.told] == ["clock", "m"]
    assert meter.it.costs("a").month == 0.0


def test_what_this_computer_does_is_free_and_known(tmp_path: Path) -> None:
    meter = Meter(tmp_path)
    meter.it.used("a", "1", FREE, MILLION)
    assert meter.told == [Costs(prices_of="2026-11-22")]


def test_the_cap_warns_then_stops_and_ends_with_the_month(tmp_path: Path) -> None:
    meter = Meter(tmp_path)
    meter.it.cap = 10.0
    meter.it.used("a", "1", "m", Usage(input_tokens=7_900_000))
    assert meter.said() == []
    meter.it.used("a", "1", "m", Usage(input_tokens=100_000))
    assert meter.said() == [(ProblemCode.COST_CAP_NEAR, False)]
    assert not meter.it.is_spent
    meter.it.used("a", "1", "m", Usage(input_tokens=2_000_000))
    assert meter.said()[1:] == [(ProblemCode.COST_CAP_NEAR, True), (ProblemCode.COST_CAP_REACHED, False)]
    assert meter.problems[-1].detail == "$10.00 of $10.00 this month"
    assert meter.it.is_spent
    meter.it.look()
    assert len(meter.problems) == 3, "said once"
    meter.at += timedelta(days=8)
    meter.it.look()
    assert meter.said()[-1] == (ProblemCode.COST_CAP_REACHED, True)
    assert not meter.it.is_spent
    meter.at = NOON
    meter.it.cap = 0.0
    assert not meter.it.is_spent
