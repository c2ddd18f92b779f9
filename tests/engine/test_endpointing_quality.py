"""Recorded people with thinking pauses, through the true listening path on stream time: a few turns of the bench."""

import numpy as np
import pytest
from scipy.signal import resample_poly

from desktop_assistant.engine.vad import RATE
from tests.bench.endpointing import FIXED, FOREIGN, judged, share, waits
from tests.engine.conftest import say
from tests.rig.speech import SpeechLibrary
from tests.rig.thinking import Outcome, RememberingRecognizer, SpokenTurn, listen, turns

NAMES = ("lso_533-1066-0006", "sb_spk1_snt5", "lst_7367-86737-0000", "az_weather")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> list[SpokenTurn]:
    library = SpeechLibrary.find(tmp_path_factory.mktemp("speech"))
    clips = [clip for clip in library.human() if clip.path.stem in NAMES]
    if not clips:
        pytest.skip("the speech recordings are not on this machine")
    return list(turns(clips))


@pytest.fixture(scope="module")
def recognizer() -> RememberingRecognizer:
    return RememberingRecognizer()


async def test_the_end_phrase_ends_a_turn_at_once(recognizer: RememberingRecognizer) -> None:
    """Of a person with all the patience there is."""

    async def committed_ms(text: str) -> float:
        sound = resample_poly(await say(text), 2, 3).astype(np.float32)
        ends_at = int(np.flatnonzero(np.abs(sound) > 0.01)[-1])
        silence = 1e-4 * np.random.default_rng(1).standard_normal(5 * RATE).astype(np.float32)
        turn = SpokenTurn(text, "", np.concatenate((silence[: RATE // 2], sound, silence)), 500 + ends_at * 1000 / RATE)
        outcome = listen(turn, judged(3000), recognizer)
        assert outcome.committed_ms is not None
        return outcome.committed_ms

    assert await committed_ms("Tell me about the moon, over.") < 1000
    assert await committed_ms("Tell me about the moon.") > 2000


@pytest.mark.slow
def test_middle_does_not_cut_people_off_and_a_fixed_silence_does(
    spoken: list[SpokenTurn], recognizer: RememberingRecognizer
) -> None:
    assert len(spoken) == 7
    assert all(len(turn.sound) > RATE for turn in spoken)

    def with_(detection: dict[str, object]) -> list[Outcome]:
        return [listen(turn, detection, recognizer) for turn in spoken]

    middle, fixed = with_(judged(600)), with_(FIXED)
    assert share(middle, "cut_off") <= 0.15  # one turn of seven: the bench has the figure
    assert share(fixed, "cut_off") >= share(middle, "cut_off") + 0.2
    figures = waits(middle)
    assert figures["extra_wait_ms"]["p50"] < 600
    assert all(outcome.committed_ms is not None for outcome in middle)
    assert all(outcome.heard_ms is not None for outcome in middle)
    thoughtful, snappy = with_(judged(1200)), with_(judged(300))
    assert share(thoughtful, "cut_off") <= share(middle, "cut_off") <= share(snappy, "cut_off")
    assert waits(snappy)["heard_wait_ms"]["p50"] < figures["heard_wait_ms"]["p50"] < waits(thoughtful)["heard_wait_ms"]["p50"]


@pytest.mark.slow
def test_of_all_kinds_of_turns_hardly_one_is_cut_off(
    recognizer: RememberingRecognizer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every fifth of the bench, over all speakers."""
    clips = [clip for clip in SpeechLibrary.find(tmp_path_factory.mktemp("all")).human() if clip.path.stem not in FOREIGN]
    if not clips:
        pytest.skip("the speech recordings are not on this machine")
    some = list(turns(clips))[::5]
    assert len(some) > 20
    outcomes = [listen(turn, judged(600), recognizer) for turn in some]
    assert sum(outcome.cut_off for outcome in outcomes) <= 1
    assert waits(outcomes)["extra_wait_ms"]["p50"] < 600
