"""The window with "OpenAI" chosen: a key from the environment, a realtime server at the address in the settings.

The server is the local engine, which speaks the same protocol and whose token plays the key; what this shows is that the app
reaches a provider by address and key, says so, and that a wrong key costs one clear sentence and nothing of the conversation.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.app import wait_until
from tests.e2e.conftest import StartApp
from tests.e2e.dialogue import MILES, await_ear, check_miles, hear_answer
from tests.e2e.pane import questions
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


def test_a_voice_turn_with_a_key(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary, provider: str) -> None:
    app = start_app(
        env=sound_rig.env | {"OPENAI_API_KEY": KEY},
        provider="openai",
        openai={"url": provider, "voice": "flite:slt"},
        conversation={"talk_mode": "always"},
    )
    await_ear(sound_rig)
    with sound_rig.record() as speaker:
        sound_rig.say(speech.spoken(MILES).path)
        heard = hear_answer(app, speaker)
    check_miles(app, heard)
    assert not any("engine" in name for name in app.processes()), "the local engine runs for nothing"
    assert KEY not in "".join(p.read_text(errors="replace") for p in app.home.rglob("*.log"))
    assert KEY.encode() not in (app.home / "data/history.sqlite3").read_bytes()


def test_a_wrong_key_is_one_sentence(start_app: StartApp, sound_rig: Rig, provider: str) -> None:
    app = start_app(
        ready=False, env=sound_rig.env | {"OPENAI_API_KEY": KEY[:-1] + "0"}, provider="openai", openai={"url": provider}
    )
    app.type("are you there")
    app.wait_for_pane("the question, kept", lambda rows: questions(rows) == ["are you there"])
    log = app.home / "logs/app.log"
    wait_until(lambda: "key_refused" in log.read_text() or None, 30, "the refusal in the log")
    assert KEY[:-1] not in log.read_text()
