import sys

import pytest

from desktop_assistant.engine.synthesizer.espeak import Espeak
from desktop_assistant.engine.synthesizer.port import VoiceFailed
from desktop_assistant.engine.synthesizer.program import Flite

STUCK = (sys.executable, "-c", "import time; time.sleep(600)")


async def test_an_espeak_process_that_is_alive_but_stuck_is_given_up() -> None:
    espeak = Espeak(STUCK, answer_within_s=0.1)
    assert await espeak.voices() == []
    with pytest.raises(VoiceFailed, match="stopped working"):
        await anext(espeak.speak("Hello.", "gmw/en", 1.0))
    assert espeak.pid is None


async def test_a_voice_program_that_never_ends_is_given_up() -> None:
    flite = Flite()
    flite.answer_within_s = 0.1
    with pytest.raises(VoiceFailed, match="does not answer"):
        await flite.feed(*STUCK)
