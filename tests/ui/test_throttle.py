import pytest
from pytestqt.qtbot import QtBot

from desktop_assistant.ui.throttle import Throttle


@pytest.fixture
def throttle(qtbot: QtBot) -> Throttle:
    made = Throttle(10_000)
    made.seen = []  # type: ignore[attr-defined]
    made.passed.connect(made.seen.append)  # type: ignore[attr-defined]
    return made


def test_the_first_at_once_and_then_only_the_newest(throttle: Throttle) -> None:
    for value in (1, 2, 3):
        throttle.put(value)
    assert throttle.seen == [1]  # type: ignore[attr-defined]
    throttle._timer.timeout.emit()
    throttle._timer.timeout.emit()
    assert throttle.seen == [1, 3]  # type: ignore[attr-defined]


def test_flush_lets_the_last_one_through_once(throttle: Throttle) -> None:
    throttle.put(1)
    throttle.put(2)
    throttle.flush()
    throttle.flush()
    assert throttle.seen == [1, 2]  # type: ignore[attr-defined]
    throttle.put(3)
    assert throttle.seen == [1, 2, 3]  # type: ignore[attr-defined]
