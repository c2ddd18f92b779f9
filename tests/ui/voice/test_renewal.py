"""A session that is renewed: what the strip says of it."""

import pytest

from desktop_assistant.core.snapshot import LinkState, Renewal, SessionSnapshot
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.voice.words import link_words, renewal_words


@pytest.mark.parametrize(
    ("renewal", "words", "meaning"),
    [
        (Renewal.NONE, "Connected", ""),
        (Renewal.UNDER_WAY, "Connected, renewing", "told the conversation"),
        (Renewal.DONE, "Connected anew", "nothing was lost"),
    ],
)
def test_in_plain_words(renewal: Renewal, words: str, meaning: str) -> None:
    snapshot = SessionSnapshot(link=LinkState.READY, renewal=renewal)
    assert link_words(snapshot, 0.0) == words
    assert meaning in renewal_words(renewal)


def test_a_lost_link_comes_first() -> None:
    snapshot = SessionSnapshot(link=LinkState.WAITING, retry_at=3.0, renewal=Renewal.DONE)
    assert link_words(snapshot, 0.0) == "Trying again in 3 s"


async def test_the_strip_says_so_and_fits(window: MainWindow) -> None:
    window.resize(360, 500)
    strip = window.status
    for renewal in Renewal:
        strip._bridge.show_state(SessionSnapshot(link=LinkState.READY, renewal=renewal))
        assert strip._link.text() == link_words(strip._bridge.snapshot, 0.0)
        assert strip._link.toolTip() == renewal_words(renewal)
        assert strip.sizeHint().width() <= strip.width()
