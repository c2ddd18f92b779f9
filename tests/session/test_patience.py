"""The pause grows when the person was cut off, and only then."""

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_assistant.session.patience import CALM_MS, CUT_OFF_WITHIN_S, MOST_MS, STEP_MS, Patience


def test_it_grows_once_per_turn_and_only_soon_after_the_assistants_beginning() -> None:
    patience = Patience()
    assert not patience.interrupted(5.0)
    patience.assistant_began(10.0)
    assert not patience.interrupted(10.1 + CUT_OFF_WITHIN_S)
    patience.assistant_began(20.0)
    assert patience.interrupted(20.0 + CUT_OFF_WITHIN_S)
    assert not patience.cut_off()
    assert patience.extra_ms == STEP_MS


def test_it_shrinks_in_calm_and_takes_back_what_was_no_complaint_even_after_the_turn() -> None:
    patience = Patience()
    patience.cut_off()
    assert not patience.handed_over()
    assert patience.was_no_complaint()
    assert patience.extra_ms == 0
    assert not patience.was_no_complaint()
    patience.cut_off()
    patience.handed_over()
    assert patience.handed_over()
    assert patience.extra_ms == STEP_MS - CALM_MS
    assert not patience.was_no_complaint()


@settings(deadline=None)
@given(st.lists(st.sampled_from(["cut", "over", "stop", "began", "voice"]), max_size=60))
def test_it_stays_in_bounds_and_tells_of_every_change(moves: list[str]) -> None:
    patience, now = Patience(), 0.0
    for move in moves:
        now += 0.7
        before = patience.extra_ms
        changed = False
        match move:
            case "cut":
                changed = patience.cut_off()
            case "over":
                changed = patience.handed_over()
            case "stop":
                changed = patience.was_no_complaint()
            case "began":
                patience.assistant_began(now)
            case _:
                changed = patience.interrupted(now)
        assert changed == (patience.extra_ms != before)
        assert 0 <= patience.extra_ms <= MOST_MS
