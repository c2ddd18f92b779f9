"""The price table: ours, the person's, and one that is damaged."""

from pathlib import Path

import pytest

from desktop_assistant.core.cost import FREE, Price
from desktop_assistant.settings.model import Settings
from desktop_assistant.settings.prices import AS_OF, KNOWN, PriceTable, load


def test_a_missing_table_is_written_and_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "config" / "prices.toml"
    assert load(path) == PriceTable(as_of=AS_OF, prices=KNOWN)
    assert load(path) == PriceTable(as_of=AS_OF, prices=dict(KNOWN))
    assert path.read_text(encoding="utf-8").startswith("# What models cost")


def test_the_persons_own_prices_count(tmp_path: Path) -> None:
    path = tmp_path / "prices.toml"
    path.write_text('as_of = "2027-01-01"\n[models."my.model"]\ntext_in = 2\nminute = 0.5\n')
    table = load(path)
    assert table.as_of == "2027-01-01"
    assert table.of("my.model") == Price(text_in=2.0, minute=0.5)
    assert table.of("gpt-realtime-2.1") is None


@pytest.mark.expects_logs("price table cannot be read")
@pytest.mark.parametrize(
    "content",
    [
        "nonsense",
        "models = 3",
        "[models.m]\ntext_in = 'much'",
        "[models.m]\nfoo = 1",
        "[models.m]\ntext_in = -1",
        "[models.m]\ntext_in = true",
    ],
)
def test_a_table_that_cannot_be_read_costs_nothing(tmp_path: Path, content: str) -> None:
    path = tmp_path / "prices.toml"
    path.write_text(content)
    assert load(path) == PriceTable()
    assert path.read_text() == content, "the person's file is theirs"


@pytest.mark.parametrize(
    ("model", "is_known"),
    [
        ("gpt-realtime-2.1", True),
        ("gpt-realtime-2.1-2026-09-01", True),
        ("gpt-realtime-2.1-mini", True),
        ("gpt-realtime-9", False),
    ],
)
def test_dated_names_are_their_models(model: str, is_known: bool) -> None:
    assert (PriceTable().of(model) is not None) is is_known
    assert PriceTable().of("gpt-realtime-2.1-mini") != PriceTable().of("gpt-realtime-2.1")


def test_what_is_set_by_default_has_a_price() -> None:
    settings = Settings()
    for service in (settings.openai, settings.gemini, settings.openai_live):
        assert PriceTable().of(service.model) is not None
    assert PriceTable().of(settings.openai.transcription_model) is not None
    for stage in ("text", "transcription", "speech"):
        assert PriceTable().of(settings.chained.stages("", "")[stage]["paid"]) is not None


def test_what_this_computer_does_is_free_whatever_the_table_says() -> None:
    assert PriceTable(prices={}).of(FREE) == Price()
