"""What was spent, in the strip and in words."""

import pytest
from PySide6.QtWidgets import QLabel

from desktop_assistant.core.cost import Costs
from desktop_assistant.core.server_events import RateLimit
from desktop_assistant.core.snapshot import SessionSnapshot
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.voice.cost_words import cost_sentences, cost_short, money


@pytest.mark.parametrize(
    ("dollars", "words"), [(0.0, "$0.00"), (0.004, "under $0.01"), (0.01, "$0.01"), (1.239, "$1.24"), (1234.5, "$1,234.50")]
)
def test_money(dollars: float, words: str) -> None:
    assert money(dollars) == words


def test_nothing_spent_nothing_said() -> None:
    assert cost_short(Costs(today=3.0, month=9.0)) == ""


def test_how_sure_it_is() -> None:
    said = cost_sentences(Costs(conversation=1.0, today=2.0, month=3.0, unpriced="new-model", prices_of="2026-11-22"))
    assert said[:3] == ["This conversation: $1.00", "Today: $2.00", "This month: $3.00"]
    assert "prices of 2026-11-22" in said[3]
    assert "new-model" in said[4]


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_what_the_account_may_still_ask_is_said_beside_it(window: MainWindow) -> None:
    strip = window.status
    limits = (
        RateLimit(name="requests", limit=1000, remaining=999, reset_s=0.4),
        RateLimit(name="tokens", limit=40_000, remaining=1200, reset_s=58.2),
    )
    strip._bridge.show_costs(Costs(conversation=1.0))
    strip._bridge.show_state(SessionSnapshot(limits=limits))
    strip.cost.click()
    assert strip.explanation is not None
    said = [label.text() for label in strip.explanation.findChildren(QLabel)]
    assert said[-2:] == [
        "Questions left: 999 of 1,000, all of them again in 1 s.",
        "Tokens left: 1,200 of 40,000, all of them again in 59 s.",
    ]
    strip.explanation.close()


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_the_strip_shows_it_and_explains_it(window: MainWindow) -> None:
    strip = window.status
    assert strip.cost.isHidden()
    strip._bridge.show_costs(Costs(conversation=0.1234, today=0.5, month=3.2, prices_of="2026-11-22"))
    assert not strip.cost.isHidden()
    assert strip.cost.text() == "$0.12"
    assert "$3.20" in strip.cost.toolTip()
    strip.cost.click()
    assert strip.explanation is not None
    assert strip.explanation.isVisible()
    strip.explanation.close()
    window.resize(360, 500)
    assert strip.sizeHint().width() <= strip.width()
