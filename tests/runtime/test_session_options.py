from dataclasses import replace

import pytest

from desktop_assistant.core.audio import AudioFormat, DevicePair, Duplex, Encoding, Sensitivity, WhenQuiet
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.pane_tools import SHOW_INSTRUCTIONS, SPEECH_INSTRUCTIONS
from desktop_assistant.core.session_config import Eagerness, JudgedTurns, ManualTurns, SemanticVad, ServerVad, TalkMode
from desktop_assistant.protocol.registry import capabilities_of
from desktop_assistant.runtime.session_options import HANGOVER_MS, audio_setup, nearest_format, session_config, turn_detection
from desktop_assistant.settings.model import ConversationSettings, Provider, Reasoning, SampleRate, Settings

PCM24, PCM16K = AudioFormat(), AudioFormat(rate=16_000)
PHONE = AudioFormat(encoding=Encoding.PCMU, rate=8_000)
OPENAI = replace(Settings(), provider=Provider.OPENAI)
OPENAI_CAN = Capabilities()
ALWAYS = replace(OPENAI, conversation=replace(OPENAI.conversation, talk_mode=TalkMode.ALWAYS))


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


def test_a_server_that_judges_gets_patience_and_end_phrase_and_all_the_silence_it_may_wait_for() -> None:
    judges = Capabilities(judges_turns=True, is_local=True)
    settings = with_audio(Settings(conversation=replace(Settings().conversation, end_phrase=" Over  and OUT ")), pause_ms=1200)
    assert turn_detection(settings, judges) == JudgedTurns(pause_ms=1200, end_phrase="over and out")
    setup = audio_setup(settings, session_config(settings, judges), judges)
    assert setup.gate_tail_ms > JudgedTurns(pause_ms=1200).longest_wait_ms > 2 * 1200


def test_without_server_detection_always_listening_commits_by_hand() -> None:
    settings = replace(OPENAI, conversation=replace(OPENAI.conversation, talk_mode=TalkMode.ALWAYS))
    assert turn_detection(settings, Capabilities(server_vad=False)) == ManualTurns()


def test_the_local_engine_is_told_its_own_names() -> None:
    config = session_config(Settings(), Capabilities(is_local=True, noise_reduction=()))
    assert config.model == "local"
    assert config.transcription is not None
    assert config.transcription.model == "local"
    assert config.noise_reduction is None


def test_no_transcription_model_means_none() -> None:
    silent = replace(OPENAI, openai=replace(OPENAI.openai, transcription_model=""))
    assert session_config(silent, Capabilities()).transcription is None


def tail_ms(settings: Settings, capabilities: Capabilities = OPENAI_CAN) -> int:
    return audio_setup(settings, session_config(settings, capabilities), capabilities).gate_tail_ms


def test_the_gate_sends_more_silence_than_the_server_waits_for() -> None:
    settings = with_audio(ALWAYS, pause_ms=900)
    config = session_config(settings, OPENAI_CAN)
    setup = audio_setup(settings, config, OPENAI_CAN)
    assert setup.gate_tail_ms > config.turn_detection.silence_duration_ms == setup.pause_ms == 900


@pytest.mark.parametrize(("pause", "longest"), [(300, 2000), (700, 4000), (2000, 8000)])
def test_a_server_that_weighs_the_words_gets_the_silence_of_its_longest_wait(pause: int, longest: int) -> None:
    settings = replace(with_audio(ALWAYS, pause_ms=pause), openai=replace(ALWAYS.openai, semantic_turns=True))
    assert tail_ms(settings) > longest


def test_where_we_end_the_turns_nobody_pays_for_the_pause() -> None:
    by_click = replace(ALWAYS, conversation=replace(ALWAYS.conversation, talk_mode=TalkMode.CLICK))
    for settings, capabilities in ((by_click, OPENAI_CAN), (ALWAYS, replace(OPENAI_CAN, server_vad=False))):
        assert tail_ms(with_audio(settings, pause_ms=2000), capabilities) == HANGOVER_MS


def test_an_end_mark_waits_for_the_patience_and_digital_silence_for_nothing() -> None:
    settings = with_audio(ALWAYS, pause_ms=1200)
    assert tail_ms(settings, replace(OPENAI_CAN, when_quiet=WhenQuiet.END_MARK)) == 1200
    assert tail_ms(settings, replace(OPENAI_CAN, when_quiet=WhenQuiet.CONTINUOUS)) == HANGOVER_MS


@pytest.mark.parametrize("duplex", Duplex)
@pytest.mark.parametrize("sensitivity", Sensitivity)
def test_the_audio_process_is_told_when_to_listen_and_what_interrupts(duplex: Duplex, sensitivity: Sensitivity) -> None:
    settings = with_audio(ALWAYS, duplex=duplex, sensitivity=sensitivity)
    setup = audio_setup(settings, session_config(settings, OPENAI_CAN), OPENAI_CAN)
    assert (setup.duplex, setup.sensitivity) == (duplex, sensitivity)


@pytest.mark.parametrize("duplex", Duplex)
def test_the_audio_process_knows_the_pairs_to_rest_with_whatever_the_setting_says(duplex: Duplex) -> None:
    settings, pairs = with_audio(Settings(), duplex=duplex), (DevicePair(input_device="mic", output_device="spk"),)
    setup = audio_setup(settings, session_config(settings, OPENAI_CAN), OPENAI_CAN, resting_pairs=pairs)
    assert (setup.duplex, setup.resting_pairs) == (duplex, pairs)


def test_what_a_server_may_take_out_of_the_sound() -> None:
    clean = Capabilities(noise_reduction=("deep", "near_field"), echo_cancellation=True)
    assert session_config(Settings(), clean).noise_reduction == "deep"
    assert not session_config(Settings(), clean).echo_cancellation  # ours is on, and knows what the loudspeaker plays
    off = with_audio(Settings(), echo_cancellation=False)
    assert session_config(off, clean).echo_cancellation
    assert not session_config(off, Capabilities()).echo_cancellation


def test_a_server_that_writes_down_by_itself_needs_no_model() -> None:
    settings = replace(Settings(), provider=Provider.COMPATIBLE)
    assert session_config(settings, Capabilities()).transcription is None
    transcription = session_config(settings, Capabilities(transcribes_itself=True)).transcription
    assert transcription is not None
    assert transcription.model == ""


def test_the_model_is_told_of_the_pane_beside_the_users_own_words() -> None:
    capable = Capabilities(tools=True)
    settings = Settings(conversation=ConversationSettings(instructions="Call me Ishmael."))
    config = session_config(settings, capable)
    assert config.instructions.startswith("Call me Ishmael.\n\n")
    assert config.instructions.endswith(f"{SPEECH_INSTRUCTIONS}\n\n{SHOW_INSTRUCTIONS}")
    assert {tool.name for tool in config.tools} == {"display", "ask_choice", "switch_persona"}
    plain = session_config(settings, replace(capable, tools=False))
    assert (plain.instructions, plain.tools) == (f"Call me Ishmael.\n\n{SPEECH_INSTRUCTIONS}", ())


@pytest.mark.parametrize(
    ("microphone", "chosen"),
    [
        ("", "near_field"),
        ("alsa_input.usb-Blue_Yeti-00.analog-stereo", "near_field"),
        ("Built-in Audio Analog Stereo", "far_field"),
        ("alsa_input.usb-046d_HD_Pro_Webcam_C920-02.analog-stereo", "far_field"),
        ("MacBook Pro Microphone", "far_field"),
        ("Jabra Speakerphone 510", "far_field"),
        ("bluez_input.AA_BB.headset-head-unit", "near_field"),
        ("Headset in the monitor's jack", "near_field"),
    ],
)
def test_noise_is_taken_out_by_where_the_microphone_is(microphone: str, chosen: str) -> None:
    assert session_config(OPENAI, capabilities_of("openai"), microphone).noise_reduction == chosen
    assert session_config(OPENAI, capabilities_of("gemini"), microphone).noise_reduction is None


def test_what_only_one_provider_can_be_told_is_told_to_no_other() -> None:
    ours = replace(OPENAI.openai, reasoning=Reasoning.HIGH, context_tokens=20_000, idle_timeout_s=2, speed=1.2)
    settings = replace(OPENAI, openai=ours, conversation=replace(OPENAI.conversation, talk_mode=TalkMode.ALWAYS))
    config = session_config(settings, capabilities_of("openai"))
    assert (config.reasoning, config.retention_ratio, config.context_tokens, config.speed) == ("high", 0.8, 20_000, 1.2)
    assert config.turn_detection == ServerVad(silence_duration_ms=settings.audio.pause_ms, idle_timeout_ms=5000)
    config = session_config(settings, capabilities_of("azure"))
    assert (config.reasoning, config.retention_ratio, config.context_tokens) == ("", None, None)
    assert config.turn_detection == left_to_us(settings.audio.pause_ms)


def left_to_us(pause_ms: int) -> ServerVad:
    return ServerVad(silence_duration_ms=pause_ms, create_response=False, interrupt_response=False)


@pytest.mark.parametrize("name", ["openai", "azure", "voice_live"])
def test_who_lets_us_only_finds_the_turns_and_its_words_tell_what_interrupts(name: str) -> None:
    capabilities = capabilities_of(name)
    config = session_config(ALWAYS, capabilities)
    assert config.turn_detection == left_to_us(ALWAYS.audio.pause_ms)
    assert audio_setup(ALWAYS, config, capabilities).words_follow


@pytest.mark.parametrize("name", ["compatible", "gemini", "xai"])
def test_who_may_not_understand_that_answers_by_itself(name: str) -> None:
    capabilities = capabilities_of(name)
    config = session_config(ALWAYS, capabilities)
    assert config.turn_detection == ServerVad(silence_duration_ms=ALWAYS.audio.pause_ms)
    assert not audio_setup(ALWAYS, config, capabilities).words_follow


def test_without_words_or_where_the_service_speaks_up_by_itself_it_answers_by_itself() -> None:
    unwritten = replace(ALWAYS, openai=replace(ALWAYS.openai, transcription_model=""))
    prompting = replace(ALWAYS, openai=replace(ALWAYS.openai, idle_timeout_s=10))
    for settings in (unwritten, prompting):
        config = session_config(settings, capabilities_of("openai"))
        assert config.turn_detection.create_response  # type: ignore[union-attr]
        assert not audio_setup(settings, config, capabilities_of("openai")).words_follow


# --- language -----------------------------------------------------------------------------------------------------
def speaking(settings: Settings, language: str) -> Settings:
    return replace(settings, conversation=replace(settings.conversation, language=language))


@pytest.mark.parametrize("provider", [p for p in Provider if p is not Provider.COMPATIBLE])
@pytest.mark.parametrize("language", ["", "de"])
def test_the_pinned_language_reaches_the_recogniser_or_else_the_model(provider: Provider, language: str) -> None:
    settings = speaking(replace(Settings(), provider=provider), language)
    can = capabilities_of(settings.service.name)
    config = session_config(settings, can)
    told_recogniser = (
        can.pins_language and config.transcription is not None and config.transcription.language == (language or None)
    )
    told_model = "de (ISO 639-1)" in config.instructions
    assert told_recogniser or told_model or not language
    can_tell = can.pins_language and bool(settings.service.transcription_model)
    assert told_model is (bool(language) and not can_tell)


def test_a_server_that_writes_down_in_its_own_way_is_told_through_the_model() -> None:
    settings = speaking(replace(Settings(), provider=Provider.COMPATIBLE), "ar")
    can = Capabilities(transcribes_itself=True)
    assert "ar (ISO 639-1)" in session_config(settings, can).instructions
    named = replace(settings, compatible=replace(settings.compatible, transcription_model="whisper-1"))
    assert "ISO 639-1" not in session_config(named, can).instructions
