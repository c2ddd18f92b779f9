"""Whose voice it is, by how loud it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.audio.presence import Presence, Whose


def said(presence: Presence, *levels: float, playing: bool = True) -> list[Whose]:
    return [presence.hear(level, playing=playing) for level in levels]


def after_a_turn(*levels_db: float) -> Presence:
    """Somebody has said something at these levels, a turn each."""
    presence = Presence()
    for level in levels_db:
        said(presence, *[level] * 30, playing=False)
        presence.voice_over(is_turn=True)
    return presence


@given(st.lists(st.floats(-120, 0), min_size=1, max_size=60))
def test_everybody_is_the_user_until_somebody_has_spoken(levels: list[float]) -> None:
    assert set(said(Presence(), *levels)) == {Whose.USERS}


@given(st.lists(st.floats(-120, 0), min_size=1, max_size=60))
def test_everybody_is_the_user_while_the_assistant_is_silent(levels: list[float]) -> None:
    assert set(said(after_a_turn(-20), *levels, playing=False)) == {Whose.USERS}


@pytest.mark.parametrize(("softer_db", "is_users"), [(-5, True), (0, True), (6, True), (9, True), (11, False), (20, False)])
def test_a_voice_far_below_the_users_is_somebody_elses(softer_db: float, is_users: bool) -> None:
    heard = said(after_a_turn(-25), *[-25.0 - softer_db] * 20)
    if is_users:
        assert set(heard) == {Whose.USERS}
    else:
        assert heard == [Whose.DOUBTFUL] * 9 + [Whose.OTHERS] * 11


@pytest.mark.parametrize(("softer_db", "nearness"), [(-5, 1.0), (4, 1.0), (7, 0.5), (8, 0.25), (12, 0.0)])
def test_the_farther_away_a_voice_is_the_less_it_is_worth(softer_db: float, nearness: float) -> None:
    presence = after_a_turn(-25)
    said(presence, *[-25.0 - softer_db] * 5)
    assert presence.nearness == pytest.approx(nearness)


def test_where_nobody_has_spoken_yet_every_voice_is_near() -> None:
    presence = Presence()
    said(presence, -80)
    assert presence.nearness == 1.0


def test_a_soft_beginning_is_doubted_and_then_believed() -> None:
    heard = said(after_a_turn(-25), -40, -38, -26, -24, -25)
    assert heard[:2] == [Whose.DOUBTFUL] * 2
    assert heard[3:] == [Whose.USERS] * 2


def test_the_user_is_heard_over_the_next_table() -> None:
    presence = after_a_turn(-25)
    assert said(presence, *[-40.0] * 12)[-1] is Whose.OTHERS
    assert said(presence, -26, -25, -25) == [Whose.OTHERS, Whose.USERS, Whose.USERS]


def test_a_knock_at_the_next_table_is_not_the_user() -> None:
    presence = after_a_turn(-25)
    said(presence, *[-40.0] * 12)
    assert set(said(presence, -20, -40, -40, -20, -40)) == {Whose.OTHERS}


def test_the_next_table_goes_on_after_it_was_given_up() -> None:
    presence = after_a_turn(-25)
    said(presence, *[-40.0] * 12)
    presence.voice_over(is_turn=False)
    assert said(presence, -40) == [Whose.OTHERS]
    for _ in range(20):
        presence.pause()
    assert said(presence, -40) == [Whose.DOUBTFUL]


def test_who_moves_away_is_the_measure_from_their_next_turn_on() -> None:
    assert said(after_a_turn(-25), *[-40.0] * 12)[-1] is Whose.OTHERS
    assert set(said(after_a_turn(-25, -40), *[-40.0] * 12)) == {Whose.USERS}
    assert said(after_a_turn(-40, -25, -25), *[-40.0] * 12)[-1] is Whose.OTHERS


def test_what_was_no_turn_or_hardly_one_teaches_nothing() -> None:
    presence = Presence()
    said(presence, *[-20.0] * 30, playing=False)
    presence.voice_over(is_turn=False)
    said(presence, *[-20.0] * 5, playing=False)
    presence.voice_over(is_turn=True)
    assert set(said(presence, *[-60.0] * 20)) == {Whose.USERS}


def test_a_knock_during_a_turn_does_not_make_the_user_loud() -> None:
    presence = Presence()
    said(presence, *[-30.0] * 20, -5, -5, *[-30.0] * 20, playing=False)
    presence.voice_over(is_turn=True)
    assert set(said(presence, *[-36.0] * 20)) == {Whose.USERS}


def test_another_microphone_knows_nobody() -> None:
    presence = after_a_turn(-25)
    presence.forget()
    assert set(said(presence, *[-50.0] * 20)) == {Whose.USERS}
