from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.audio.brake import (
    BRAKE_RULES,
    LONGEST_DOUBT,
    LONGEST_TRIAL,
    SHORTEST_DOUBT,
    TRIAL_FRAMES,
    WARY_FRAMES,
    Brake,
    BrakeJudge,
)
from desktop_assistant.core.audio import Sensitivity

RULES = BRAKE_RULES[Sensitivity.NORMAL]
QUIET, SOFT, LOUD = 0.0, 6.5, 20.0


def moves(
    judge: BrakeJudge, levels: Sequence[float], *, detected: Sequence[int] = (), followed_from: int = 10**9
) -> list[object]:
    """(frame, move) of everything the brake does; frames count from 0 within this call."""
    found: list[object] = []
    for frame, level in enumerate(levels):
        move = judge.push(level, RULES, detected=frame in detected, followed=frame >= followed_from)
        if move is not None:
            found.append((frame, move))
    return found


def test_two_frames_that_stand_out_are_tried_as_a_voice() -> None:
    assert moves(BrakeJudge(), [QUIET, LOUD, QUIET, LOUD, LOUD]) == [(4, Brake.HOLD)]


def test_a_trial_that_the_detector_does_not_confirm_ends_soon() -> None:
    assert moves(BrakeJudge(), [LOUD] * 2 + [QUIET] * 30) == [(1, Brake.HOLD), (1 + TRIAL_FRAMES, Brake.RELEASE)]


def test_a_hiss_that_goes_on_is_tried_until_the_vowel_may_have_come() -> None:
    """No detector takes the beginning of "stop" for a voice."""
    hiss, closed = [LOUD] * 12, [QUIET] * 5
    assert moves(BrakeJudge(), hiss + closed + [LOUD] * 6, detected=(20, 21, 22), followed_from=23) == [(1, Brake.HOLD)]
    assert moves(BrakeJudge(), hiss + [QUIET] * 30) == [(1, Brake.HOLD), (11 + TRIAL_FRAMES, Brake.RELEASE)]


def test_no_trial_goes_on_for_ever() -> None:
    assert moves(BrakeJudge(), [LOUD] * 60)[:2] == [(1, Brake.HOLD), (1 + LONGEST_TRIAL, Brake.RELEASE)]


def test_a_voice_that_is_followed_is_the_brain_s_business() -> None:
    assert moves(BrakeJudge(), [LOUD] * 200, followed_from=8) == [(1, Brake.HOLD)]


def test_the_detector_alone_is_enough_and_prolongs_a_trial() -> None:
    assert moves(BrakeJudge(), [4.5] * 40, detected=(3, 6)) == [(3, Brake.HOLD), (6 + TRIAL_FRAMES, Brake.RELEASE)]


def test_who_types_is_not_tried_again_and_again() -> None:
    judge = BrakeJudge()
    key = [LOUD] * 2 + [QUIET] * 28
    holds = [move for move in moves(judge, key * 200) if move[1] is Brake.HOLD]  # type: ignore[index]
    assert len(holds) <= 6  # a minute of keys, three a second: tried after 0, 5, 15, 35 s
    assert moves(judge, [QUIET] * 3, detected=(1,)) == [(1, Brake.HOLD)]


def test_a_failed_trial_makes_it_wary_and_a_second_one_deaf_to_loudness() -> None:
    judge = BrakeJudge()
    end = [QUIET] * (TRIAL_FRAMES + 2)
    assert moves(judge, [LOUD] * 2 + end)[0] == (1, Brake.HOLD)
    assert moves(judge, [LOUD] * (WARY_FRAMES - 1) + end) == []
    assert moves(judge, [LOUD] * WARY_FRAMES + end)[0] == (WARY_FRAMES - 1, Brake.HOLD)
    assert moves(judge, [LOUD] * 100 + end) == []
    assert moves(judge, [LOUD], detected=(0,)) == [(0, Brake.HOLD)]


def test_a_soft_beginning_is_believed_until_it_was_wrong_once() -> None:
    judge = BrakeJudge()
    end = [QUIET] * (TRIAL_FRAMES + 2)
    assert moves(judge, [SOFT] * 2 + end)[0] == (1, Brake.HOLD)
    assert moves(judge, [SOFT] * 100 + end + [QUIET] * LONGEST_DOUBT + [SOFT] * 2) == []
    assert moves(judge, [LOUD] * 2 + end)[0] == (1, Brake.HOLD)


def test_a_soft_beginning_that_gets_loud_and_was_nobody_is_a_noise_like_any_other() -> None:
    judge = BrakeJudge()
    end = [QUIET] * (TRIAL_FRAMES + 2)
    moves(judge, [SOFT] * 2 + [LOUD] * 2 + end)
    assert moves(judge, [LOUD] * (WARY_FRAMES - 1) + end) == []


def test_trust_comes_back() -> None:
    judge = BrakeJudge()
    moves(judge, [LOUD] * 2 + [QUIET] * (SHORTEST_DOUBT + TRIAL_FRAMES))
    assert moves(judge, [LOUD] * 2) == [(1, Brake.HOLD)]
    moves(judge, [LOUD] * 3, followed_from=0)
    moves(judge, [LOUD] * 2 + [QUIET] * TRIAL_FRAMES)
    moves(judge, [QUIET] * SHORTEST_DOUBT)
    assert moves(judge, [LOUD] * 2) == [(1, Brake.HOLD)]


def test_when_the_assistant_falls_silent_a_trial_is_over() -> None:
    judge = BrakeJudge()
    assert judge.stop() is None
    moves(judge, [LOUD] * 2)
    assert judge.stop() is Brake.RELEASE
    assert judge.stop() is None


@pytest.mark.parametrize("sensitivity", list(Sensitivity))
def test_a_firmer_brake_asks_for_more(sensitivity: Sensitivity) -> None:
    easy, firm = BRAKE_RULES[Sensitivity.EASY], BRAKE_RULES[Sensitivity.FIRM]
    rules = BRAKE_RULES[sensitivity]
    assert easy.level_db <= rules.level_db <= firm.level_db
    assert easy.voice_db <= rules.voice_db <= firm.voice_db


@given(st.lists(st.tuples(st.floats(-40, 40), st.booleans(), st.booleans()), max_size=300))
def test_holds_and_releases_take_turns(frames: list[tuple[float, bool, bool]]) -> None:
    """Never two holds without the brain (a voice that was followed) or a release between them."""
    judge, is_held = BrakeJudge(), False
    for level, detected, followed in frames:
        move = judge.push(level, RULES, detected=detected, followed=followed)
        if followed:
            is_held = False
        if move is Brake.HOLD:
            assert not is_held
            is_held = True
        elif move is Brake.RELEASE:
            assert is_held
            is_held = False
    assert judge._next_doubt <= LONGEST_DOUBT
