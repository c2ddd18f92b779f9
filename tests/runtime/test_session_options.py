from dataclasses import replace

import pytest

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.session_config import Eagerness, ManualTurns, SemanticVad, ServerVad, TalkMode
from desktop_assistant.runtime.session_options import audio_setup, nearest_format, session_config, turn_detection
from desktop_assistant.settings.model import Provider, SampleRate, Settings

PCM24, PCM16K = AudioFormat(), AudioFormat(rate=16_000)
PHONE = AudioFormat(encoding=Encoding.PCMU, rate=8_000)
OPENAI = replace(Settings(), provider=Provider.OPENAI)


def with_audio(settings: Settings, **changes: object) -> Settings:
    return replace(settings, audio=replace(settings.audio, **changes))


@pytest.mark.parametrize(
    ("wanted", "offered", "expected"),
    [
        (SampleRate.HIGH, (PCM24, PCM16K, PHONE), PCM24),
        (SampleRate.WIDE, (PCM24, PCM16K, PHONE), PCM16K),
        (SampleRate.WIDE, (PCM24, PHONE), PCM24),
        (SampleRate.PHONE, (PCM24, PHONE), PHONE),
        (SampleRate.PHONE, (PCM24, PCM16K), PCM16K),
    ],
)
def test_the_nearest_format_is_taken(wanted: SampleRate, offered: tuple[AudioFormat, ...], expected: AudioFormat) -> None:
    assert nearest_format(wanted, offered) == expected


@pytest.mark.parametrize(("pause", "eagerness"), [(300, Eagerness.HIGH), (700, Eagerness.MEDIUM), (2000, Eagerness.LOW)])
def test_patience_drives_semantic_detection(pause: int, eagerness: Eagerness) -> None:
    settings = with_audio(replace(OPENAI, openai=replace(OPENAI.openai, semantic_turns=True)), pause_ms=pause)
    assert turn_detection(settings, Capabilities()) == SemanticVad(eagerness=eagerness)
    assert turn_detection(settings, Capabilities(semantic_vad=False)) == ServerVad(silence_duration_ms=pause)


def test_without_server_detection_always_listening_commits_by_hand() -> None:
    settings = replace(OPENAI, conversation=replace(OPENAI.conversation, talk_mode=TalkMode.ALWAYS))
    assert turn_detection(settings, Capabilities(server_vad=False)) == ManualTurns()


def test_the_local_engine_is_told_its_own_names() -> None:
    config = session_config(Settings(), Capabilities(is_local=True))
    assert config.model == "local"
    assert config.transcription is not None
    assert config.transcription.model == "local"
    assert config.noise_reduction is None


def test_no_transcription_model_means_none() -> None:
    silent = replace(OPENAI, openai=replace(OPENAI.openai, transcription_model=""))
    assert session_config(silent, Capabilities()).transcription is None


def test_the_gate_sends_more_silence_than_the_server_waits_for() -> None:
    settings = with_audio(Settings(), pause_ms=900)
    config = session_config(settings, Capabilities())
    setup = audio_setup(settings, config)
    assert setup.gate_tail_ms > config.turn_detection.silence_duration_ms == setup.pause_ms == 900
