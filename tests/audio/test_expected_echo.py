"""An echo that is known in all but its delay."""

import numpy as np
import pytest

from desktop_assistant.audio.bands import EMPHASIS
from desktop_assistant.audio.expected_echo import ExpectedEcho
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.core.audio import Samples

LOUD: Samples = np.random.default_rng(1).standard_normal(FRAME).astype(np.float32)
SILENCE: Samples = np.zeros(FRAME, np.float32)
DOUBLED = 2.0 * (1 + EMPHASIS**2)
"""White noise of power 1, after the pre-emphasis and with some margin."""


def played(*frames: Samples) -> ExpectedEcho:
    echo = ExpectedEcho()
    for frame in frames:
        echo.push(frame, 1.0)
    return echo


def test_only_what_was_played_at_that_time_is_expected() -> None:
    echo = played(LOUD, *[SILENCE] * 9)  # nine frames ago, and so in two windows
    assert echo.between(8, 12).sum() == pytest.approx(DOUBLED, rel=0.5)
    assert echo.between(10, 20).sum() == 0
    assert echo.between(0, 7).sum() < 0.5 * DOUBLED


def test_it_rings_on() -> None:
    echo = played(LOUD, LOUD, *[SILENCE] * 20)
    levels = [echo.between(0, latest).sum() for latest in (20, 15, 10)]
    assert levels[0] > 2 * levels[1] > 4 * levels[2] > 0


def test_a_new_beginning_forgets_what_it_is_known_of_when_it_comes() -> None:
    echo = played(LOUD, LOUD)
    echo.begin()
    assert echo.between(0, 20).sum() == 0


def test_where_nobody_knows_when_the_loudest_of_the_last_second_counts() -> None:
    echo = played(LOUD, LOUD, *[SILENCE] * 50)
    assert echo.anytime() == pytest.approx(DOUBLED * 0.99**50, rel=0.5)


def test_the_coupling_says_how_much_of_it_is_heard() -> None:
    echo = ExpectedEcho()
    echo.push(LOUD, 0.1)
    whole = played(LOUD)
    assert echo.between(0, 0) == pytest.approx(0.1 * whole.between(0, 0))
