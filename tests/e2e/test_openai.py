"""The window with "OpenAI" chosen: a key from the environment, a realtime server at the address in the settings.

The server is the local engine, which speaks the same protocol and whose token plays the key; what this shows is that the app
reaches a provider by address and key, says so, and that a wrong key costs one clear sentence and nothing of the conversation.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop_assistant.core.audio import INTERNAL_RATE
from tests.e2e.app import App, wait_until
from tests.e2e.conftest import StartApp
from tests.e2e.dialogue import (
    LONG_QUESTION,
    MILES,
    await_ear,
    check_miles,
    hear_answer,
    wait_for_silence,
    wait_for_voice,
)
from tests.e2e.pane import questions
from tests.rig.disturbances import hum
from tests.rig.recording import write_wav
from tests.rig.rig import Rig
from tests.rig.speech import SpeechLibrary

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

KEY = "sk-test-5f1c0d2e7b9a48c6a3d4e5f60718293a"


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[str]:
    """Address of a realtime server that wants `KEY`."""
    command = [sys.executable, "-m", "desktop_assistant.engine", "--data", str(tmp_path / "provider"), "--voice", "flite:slt"]
    process = subprocess.Popen(
        command, env=os.environ | {"DA_ENGINE_TOKEN": KEY}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin
    assert process.stdout
    port = json.loads(process.stdout.readline())["port"]
    yield f"ws://127.0.0.1:{port}/v1/realtime"
    process.stdin.close()
    process.wait(30)
    process.stdout.close()


def _always_listening(start_app: StartApp, sound_rig: Rig, provider: str) -> App:
    app = start_app(
        env=sound_rig.env | {"OPENAI_API_KEY": KEY},
        provider="openai",
        openai={"url": provider, "voice": "flite:slt"},
        conversation={"talk_mode": "always"},
    )
    await_ear(sound_rig)
    return app


def test_a_voice_turn_with_a_key(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary, provider: str) -> None:
    app = _always_listening(start_app, sound_rig, provider)
    with sound_rig.record() as speaker:
        sound_rig.say(speech.spoken(MILES).path)
        heard = hear_answer(app, speaker)
    check_miles(app, heard)
    assert not any("engine" in name for name in app.processes()), "the local engine runs for nothing"
    assert KEY not in "".join(p.read_text(errors="replace") for p in app.home.rglob("*.log"))
    assert KEY.encode() not in (app.home / "data/history.sqlite3").read_bytes()


def test_a_hum_does_not_end_an_answer_and_a_stop_does(
    start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary, provider: str, tmp_path: Path
) -> None:
    """The provider's detector hears the hum too, and makes a turn of it; whether it interrupts is not left to it."""
    app = _always_listening(start_app, sound_rig, provider)
    sound = hum(np.random.default_rng(2))
    wav = write_wav(tmp_path / "hum.wav", np.rint(sound / np.abs(sound).max() * 4000).astype(np.int16), INTERNAL_RATE)
    with sound_rig.record() as speaker:
        app.type(LONG_QUESTION)
        wait_for_voice(speaker)
        time.sleep(1.5)
        sound_rig.say(wav)
        time.sleep(3.0)
        assert not any(said.status == "interrupted" for said in app.history())
        wait_for_voice(speaker, 2.0)
        sound_rig.say(speech.spoken("stop", tail_s=1.5).path)
        app.wait_for("the interruption", lambda h: any(said.status == "interrupted" for said in h))
        wait_for_silence(speaker)
    assert next(said.text for said in app.history() if said.role == "user") == LONG_QUESTION
    assert len([said for said in app.history() if said.role == "assistant"]) == 1, "nothing is answered"


def test_a_wrong_key_is_one_sentence(start_app: StartApp, sound_rig: Rig, provider: str) -> None:
    app = start_app(
        ready=False, env=sound_rig.env | {"OPENAI_API_KEY": KEY[:-1] + "0"}, provider="openai", openai={"url": provider}
    )
    app.type("are you there")
    app.wait_for_pane("the question, kept", lambda rows: questions(rows) == ["are you there"])
    log = app.home / "logs/app.log"
    wait_until(lambda: "key_refused" in log.read_text() or None, 30, "the refusal in the log")
    assert KEY[:-1] not in log.read_text()
