"""The gate on a conversation: most of it is not sent, and no word is lost. `tests/bench/gate.py` does it for longer."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop_assistant.audio.ports import VAD_WINDOW
from desktop_assistant.audio.vad import FORGET_WINDOWS, SileroVad
from desktop_assistant.core.audio import AudioSetup
from tests.rig.speech import SpeechLibrary
from tests.rig.timeline import conversation, judge, send

MODEL = Path(__file__).resolve().parents[2] / "resources" / "models" / "silero_vad_16k_op15.onnx"
SETUP = AudioSetup(pause_ms=600, gate_tail_ms=900)
NAMES = ("lso_533-1066-0006", "lj_LJ001-0006", "ps_goforward", "lsc_1988-24833-0000", "sb_spk1_snt6", "lso_3331-159605-0001")


@pytest.fixture(scope="module")
def vad() -> SileroVad:
    return SileroVad(MODEL)


def test_most_of_a_conversation_is_not_sent_and_no_word_is_lost(vad: SileroVad, tmp_path: Path) -> None:
    library = SpeechLibrary.find(tmp_path)
    if library.recordings is None:
        pytest.skip("the recordings are not here")
    talk = conversation([library.clip(name) for name in NAMES], 160)
    assert len(talk.turns) >= 8
    outcome = judge(talk, send(talk, SETUP, vad))
    assert outcome.not_sent_share >= 0.6
    assert (outcome.first_words_lost, outcome.last_words_lost, outcome.middles_lost) == (0, 0, 0)
    blunt = judge(talk, send(talk, replace(SETUP, preroll_ms=0), vad))
    assert blunt.first_words_lost >= len(talk.turns) // 2, "the truth does not tell a gate without pre-roll from ours"


class FirstState:
    """Stands in for the network: says what it is told, and notes with which state it is called."""

    def __init__(self, says: list[float]) -> None:
        self._says = says
        self.fresh: list[int] = []
        """Windows that began without a memory."""
        self._calls = 0

    def run(self, _: object, inputs: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        if not inputs["state"].any():
            self.fresh.append(self._calls)
        heard = self._says[self._calls]
        self._calls += 1
        return np.array([[heard]]), np.ones((2, 1, 128), np.float32)


def test_the_detector_forgets_an_earlier_voice_once_it_is_quiet_and_only_once(vad: SileroVad) -> None:
    says = [0.0] * 200 + [0.9] * 10 + [0.2] * 100 + [0.0] * 200 + [0.9] + [0.0] * 100
    network = FirstState(says)
    own, vad._session = vad._session, network
    try:
        vad.reset()
        for _ in says:
            vad.probability(np.zeros(VAD_WINDOW, np.float32))
    finally:
        vad._session = own
    assert network.fresh == [0, 310 + FORGET_WINDOWS, 511 + FORGET_WINDOWS]
