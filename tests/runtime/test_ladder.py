"""One step down at a time, and up again; on injected time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.runtime.ladder import ASK_AT_MOST_EVERY_S, ASK_EVERY_S, DOWN_AFTER_S, STEADY_S, Ladder, order_of
from desktop_assistant.settings.continuity import ContinuitySettings
from desktop_assistant.settings.model import Provider, Settings, TextApi
from desktop_assistant.settings.providers import ChainedSettings, TextSettings
from desktop_assistant.world import _capabilities as capabilities_here

CLOUD, OTHER, LOCAL, TEXT = Provider.OPENAI, Provider.GEMINI, Provider.LOCAL, Provider.TEXT


def down(it: Ladder, now: float) -> bool:
    """Everybody below is there."""
    return any(it.step_down(provider, now) for provider in it.to_ask_below(now)[:1])


def ladder() -> Ladder:
    return Ladder((CLOUD, OTHER, LOCAL), 0.0)


@pytest.mark.parametrize(
    ("chosen", "continuity", "order"),
    [
        (CLOUD, ContinuitySettings(), (CLOUD, Provider.CHAINED, LOCAL, TEXT)),
        (Provider.OPENAI_LIVE, ContinuitySettings(), (Provider.OPENAI_LIVE, Provider.CHAINED, LOCAL, TEXT)),
        (OTHER, ContinuitySettings(), (OTHER, LOCAL)),
        (OTHER, ContinuitySettings(second="chained"), (OTHER, Provider.CHAINED, LOCAL, TEXT)),
        (OTHER, ContinuitySettings(second="openai", third=""), (OTHER, CLOUD, TEXT)),
        (OTHER, ContinuitySettings(second="", third="same"), (OTHER,)),
        (OTHER, ContinuitySettings(second="text"), (OTHER, TEXT, LOCAL)),
        (Provider.COMPATIBLE, ContinuitySettings(), (Provider.COMPATIBLE, LOCAL)),
        (Provider.CHAINED, ContinuitySettings(), (Provider.CHAINED, LOCAL, TEXT)),
        (LOCAL, ContinuitySettings(), (LOCAL,)),
        (LOCAL, ContinuitySettings(second="gemini"), (LOCAL,)),
        (CLOUD, ContinuitySettings(second="gemini", third="local"), (CLOUD, OTHER, LOCAL, TEXT)),
        (CLOUD, ContinuitySettings(second="gemini", third="openai"), (CLOUD, OTHER, TEXT)),
        (CLOUD, ContinuitySettings(second="nobody knows", third=""), (CLOUD,)),
        (TEXT, ContinuitySettings(second="", third=""), (TEXT,)),
        (CLOUD, ContinuitySettings(automatic=False, second="gemini"), (CLOUD,)),
    ],
)
def test_the_order_is_the_persons(chosen: Provider, continuity: ContinuitySettings, order: tuple[Provider, ...]) -> None:
    assert order_of(replace(Settings(), provider=chosen, continuity=continuity)) == order


def test_typing_with_a_model_on_this_machine_may_stand_in_for_anybody() -> None:
    settings = replace(Settings(), text=TextSettings(url="http://127.0.0.1:11434/v1", model="tiny", api=TextApi.CHAT))
    assert order_of(settings) == (LOCAL, TEXT)
    nobody = ContinuitySettings(second="", third="")
    assert order_of(replace(settings, provider=CLOUD, continuity=nobody)) == (CLOUD, TEXT)


def test_a_chain_of_services_on_this_machine_stands_in_for_anybody_and_where_one_is_elsewhere_for_its_company_only() -> None:
    here = ChainedSettings(text_url="http://localhost:11434/v1", transcription_url="", speech_url="http://127.0.0.1:8880/v1")
    settings = Settings(provider=OTHER, chained=here)
    assert order_of(settings) == (OTHER, Provider.CHAINED, LOCAL, TEXT)
    assert capabilities_here(replace(settings, provider=Provider.CHAINED)).is_local, "it costs nothing, so no cap ends it"
    elsewhere = replace(settings, chained=replace(here, speech_url="https://api.openai.com/v1"))
    assert order_of(elsewhere) == (OTHER, LOCAL, TEXT), "typing needs no voice"
    assert not capabilities_here(replace(elsewhere, provider=Provider.CHAINED)).is_local
    assert order_of(replace(elsewhere, provider=CLOUD)) == (CLOUD, Provider.CHAINED, LOCAL, TEXT)


def test_nobody_below_who_would_answer_is_the_end_until_one_would() -> None:
    it = Ladder((LOCAL, TEXT), 0.0)
    it.heard(LinkState.FAILED, 1.0)
    assert not it.is_at_end
    assert it.to_ask_below(1.0) == (TEXT,)
    assert it.is_at_end
    assert it.to_ask_below(2.0) == ()
    assert it.to_ask_below(1.0 + ASK_EVERY_S) == (TEXT,)
    assert it.step_down(TEXT, 1.0 + ASK_EVERY_S)
    it.heard(LinkState.READY, 20.0)
    assert not it.is_at_end


def test_a_refusal_is_left_at_once_and_an_absence_after_a_while() -> None:
    it = ladder()
    assert not down(it, DOWN_AFTER_S - 0.1)
    assert down(it, DOWN_AFTER_S)
    assert (it.at, it.is_down) == (OTHER, True)
    it.heard(LinkState.FAILED, 7.0)
    assert down(it, 7.0)
    assert it.at is LOCAL
    assert not down(it, 1000.0)
    assert it.is_at_end


@pytest.mark.parametrize("link", [LinkState.CONNECTING, LinkState.CONFIGURING, LinkState.WAITING])
def test_attempts_that_go_on_do_not_begin_the_waiting_anew(link: LinkState) -> None:
    it = ladder()
    for now in range(int(DOWN_AFTER_S)):
        it.heard(link, float(now))
    assert down(it, DOWN_AFTER_S)


def test_a_short_break_changes_nothing() -> None:
    it = ladder()
    it.heard(LinkState.READY, 1.0)
    it.heard(LinkState.WAITING, 100.0)
    assert not down(it, 100.0 + DOWN_AFTER_S - 0.1)
    it.heard(LinkState.READY, 100.0 + DOWN_AFTER_S - 0.1)
    assert not down(it, 500.0)
    assert it.at is CLOUD


def test_a_session_that_rests_is_not_lost() -> None:
    it = ladder()
    it.heard(LinkState.READY, 1.0)
    it.heard(LinkState.RESTING, 700.0)
    assert not down(it, 10_000.0)


def test_those_above_are_asked_and_the_first_that_would_takes_over() -> None:
    it = ladder()
    down(it, DOWN_AFTER_S)
    it.heard(LinkState.FAILED, DOWN_AFTER_S)
    down(it, DOWN_AFTER_S)
    it.heard(LinkState.READY, 8.0)
    assert it.to_ask(10.0) == ()
    assert it.to_ask(DOWN_AFTER_S + ASK_EVERY_S) == (CLOUD, OTHER)
    assert it.to_ask(DOWN_AFTER_S + ASK_EVERY_S) == ()
    assert it.step_up(OTHER, 30.0)
    assert (it.at, it.is_down) == (OTHER, True)
    assert not it.step_up(LOCAL, 30.0), "that would be down"


def test_the_person_need_not_wait() -> None:
    it = ladder()
    down(it, DOWN_AFTER_S)
    it.ask_now(7.0)
    assert it.to_ask(7.0) == (CLOUD,)


def test_one_that_fails_soon_after_it_came_back_is_asked_less_and_less_often() -> None:
    it, now, gaps = ladder(), DOWN_AFTER_S, []
    for _ in range(8):
        assert down(it, now)
        begun = now
        while not it.to_ask(now):
            now += 1.0
        gaps.append(now - begun)
        assert it.step_up(CLOUD, now)
        it.heard(LinkState.FAILED, now)
    assert gaps == sorted(gaps)
    assert gaps[-1] > 10 * gaps[0]
    assert gaps[-1] <= ASK_AT_MOST_EVERY_S + 1


def test_one_that_was_well_for_a_while_is_trusted_again() -> None:
    it = ladder()
    now = DOWN_AFTER_S
    for _ in range(4):
        down(it, now)
        it.ask_now(now)
        it.to_ask(now)
        it.step_up(CLOUD, now)
        it.heard(LinkState.FAILED, now)
    it = ladder()
    it.heard(LinkState.READY, 1.0)
    it.forgive(1.0 + STEADY_S)
    it.heard(LinkState.FAILED, 200.0)
    assert down(it, 200.0)
    assert it.to_ask(200.0 + ASK_EVERY_S) == (CLOUD,)


def test_barred_ones_are_passed_over_until_they_are_not() -> None:
    it = ladder()
    it.heard(LinkState.READY, 1.0)
    assert it.bar(frozenset({CLOUD, OTHER}), 2.0)
    assert (it.at, it.is_down, it.is_chosen_barred) == (LOCAL, True, True)
    it.heard(LinkState.READY, 3.0)
    assert it.to_ask(100_000.0) == ()
    assert not it.step_up(CLOUD, 100_000.0)
    assert not it.bar(frozenset(), 100_001.0), "the one below goes on until the chosen one would take a session"
    assert it.to_ask(100_001.0) == (CLOUD, OTHER)
    assert it.step_up(CLOUD, 100_001.0)


def test_a_barred_one_that_nobody_stands_in_for_stays() -> None:
    it = Ladder((CLOUD,), 0.0)
    assert not it.bar(frozenset({CLOUD}), 1.0)
    assert it.at is CLOUD
    it.heard(LinkState.FAILED, 2.0)
    assert it.is_at_end


def test_who_cannot_be_reached_is_not_replaced_by_a_barred_one() -> None:
    it = Ladder((LOCAL, CLOUD), 0.0)
    it.bar(frozenset({CLOUD}), 0.0)
    assert not down(it, DOWN_AFTER_S)
    assert it.deadline is None
    assert it.is_at_end


steps = st.one_of(
    st.tuples(st.just("link"), st.sampled_from(list(LinkState))),
    st.tuples(st.just("wait"), st.floats(0.0, 700.0)),
    st.tuples(st.just("up"), st.sampled_from([CLOUD, OTHER, LOCAL])),
)


@given(st.lists(steps, max_size=60))
def test_whatever_happens_somebody_on_the_ladder_answers(moves: list[tuple[str, object]]) -> None:
    it, now = ladder(), 0.0
    for what, value in moves:
        before = it.order.index(it.at)
        match value:
            case LinkState():
                it.heard(value, now)
            case float():
                now += value
            case Provider():
                assert it.step_up(value, now) == (it.order.index(value) < before)
                continue
        moved = down(it, now)
        assert it.order.index(it.at) == before + moved, "one step at a time"
        asked = it.to_ask(now)
        assert asked in ((), it.order[: it.order.index(it.at)])
        assert what
