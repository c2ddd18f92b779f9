"""What the microphone path costs, as a ratio: `tests/bench/levels.py` has the figures."""

import numpy as np
import pytest

from desktop_assistant.audio.service import ALERT_TICK_MS, QUIET_TICK_MS
from desktop_assistant.core.audio import INTERNAL_RATE
from tests.bench.levels import ANSWER_S, NOISE_DB, WARM_S, cost, in_answers, in_room
from tests.rig.speech import SpeechLibrary
from tests.rig.voices import at_level, load, noise


@pytest.mark.slow
def test_the_canceller_costs_less_than_three_times_what_the_rest_does(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Processor time in one process, so what else runs on the machine hardly counts. On a machine of 2026 all of it is 3 % of a
    core, and a quarter of that while it only listens."""
    library = SpeechLibrary.find(tmp_path_factory.mktemp("speech"))
    sentence = at_level(load(library.spoken("The quick brown fox jumps over the lazy dog, again and again.").path), -23)
    count = int((WARM_S + 18) * INTERNAL_RATE)
    voice, hiss = np.resize(sentence, count), noise(count, NOISE_DB)
    echo = in_room(voice)
    bare = cost(hiss + echo, voice, ALERT_TICK_MS, cancels=False)
    assert cost(hiss + echo, voice, ALERT_TICK_MS) < 3 * bare
    assert cost(hiss + echo * in_answers(count), voice, ALERT_TICK_MS, answer_s=ANSWER_S) < 3 * bare
    assert cost(hiss, None, QUIET_TICK_MS) < 0.75 * bare
