"""From what the user chose to what a session and the audio process are told; pure."""

import re
from dataclasses import replace

from desktop_assistant.core.audio import AudioFormat, AudioSetup, DevicePair, Encoding, WhenQuiet
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.pane_tools import (
    ASK_CHOICE,
    DISPLAY,
    PANE_TOOLS,
    SHOW_INSTRUCTIONS,
    SPEECH_INSTRUCTIONS,
    STOP_TOOL,
    switch_tool,
)
from desktop_assistant.core.session_config import (
    Eagerness,
    JudgedTurns,
    ManualTurns,
    SemanticVad,
    ServerVad,
    SessionConfig,
    TalkMode,
    Transcription,
    TurnDetection,
    is_ours_to_answer,
)
from desktop_assistant.core.tools import ToolSpec
from desktop_assistant.settings.model import Provider, SampleRate, Settings
from desktop_assistant.settings.personas import known

SNAPPY_MS = 400
PATIENT_MS = 1000
GATE_MARGIN_MS = 300
"""Silence sent beyond the pause, so that a server's own detector is sure to see its pause end."""
HANGOVER_MS = 300
"""Silence sent where nobody waits for it: the last consonant is softer than what the detector calls a voice."""

LANGUAGE_INSTRUCTIONS = "The person speaks this language, unless you plainly hear another: {0} (ISO 639-1)."
"""For services whose recogniser cannot be told."""
SHORTEST_IDLE_S = 5
NEAR = re.compile(r"head(?:set|phone)|ear(?:buds|pods)|airpods|bluez|bluetooth|hands.?free|lavalier|lapel", re.IGNORECASE)
FAR = re.compile(
    r"built.?in|internal|laptop|macbook|web.?cam|camera|monitor|display|array|conference|speakerphone|room", re.IGNORECASE
)
"""How systems name microphones on the mouth, and those in the lid, on the screen or in the middle of a table."""

_WANTED = {
    SampleRate.HIGH: AudioFormat(encoding=Encoding.PCM16, rate=24_000),
    SampleRate.WIDE: AudioFormat(encoding=Encoding.PCM16, rate=16_000),
    SampleRate.PHONE: AudioFormat(encoding=Encoding.PCMU, rate=8_000),
}


def session_config(settings: Settings, capabilities: Capabilities, microphone: str = "") -> SessionConfig:
    """The provider's session as the settings want it and its capabilities allow it. microphone: id of the one in use."""
    service = settings.service
    return SessionConfig(
        model=service.model,
        instructions=_instructions(settings, capabilities),
        tools=_tools(settings, capabilities) if capabilities.tools else (),
        voice=service.voice,
        input_format=nearest_format(settings.audio.sample_rate, capabilities.input_formats),
        output_format=nearest_format(settings.audio.sample_rate, capabilities.output_formats),
        turn_detection=turn_detection(settings, capabilities),
        transcription=(
            Transcription(
                model=service.transcription_model,
                language=settings.conversation.language or None,
                tells_doubts=service.transcription_model.startswith(capabilities.tells_doubts),
            )
            if _writes_down(settings, capabilities)
            else None
        ),
        noise_reduction=noise_reduction(capabilities, f"{settings.audio.input_name} {microphone}"),
        mcp_servers=service.mcp_servers if capabilities.mcp else (),
        delegate_model=service.delegate_model,
        speed=service.speed,
        reasoning=service.reasoning if capabilities.reasoning else "",
        retention_ratio=service.retention_ratio if capabilities.retention else None,
        context_tokens=service.context_tokens if capabilities.retention else None,
        # The server's assumes that sound plays as soon as it comes; ours knows what the loudspeaker plays.
        echo_cancellation=capabilities.echo_cancellation and not settings.audio.echo_cancellation,
    )


def _writes_down(settings: Settings, capabilities: Capabilities) -> bool:
    """What the user says."""
    return capabilities.user_transcripts and bool(settings.service.transcription_model or capabilities.transcribes_itself)


def _tools(settings: Settings, capabilities: Capabilities) -> tuple[ToolSpec, ...]:
    """Those that the persona may use; handing over needs somebody to hand over to. To end the sharing needs no leave."""
    names = [one.name for one in known(settings.conversation.personas)]
    offered = (*PANE_TOOLS, switch_tool(names)) if len(names) > 1 else PANE_TOOLS
    is_shown = capabilities.images is not None and capabilities.images.frames_per_s > 0
    return (*(tool for tool in offered if settings.persona.may_use(tool.name)), *([STOP_TOOL] if is_shown else []))


def _instructions(settings: Settings, capabilities: Capabilities) -> str:
    """The user's, and what the model must know of voice, pane and language."""
    own = settings.conversation.instructions.strip()
    language = settings.conversation.language
    is_pinned = capabilities.is_local or (capabilities.pins_language and settings.service.transcription_model)
    heard = LANGUAGE_INSTRUCTIONS.format(language) if language and not is_pinned else ""
    may_show = capabilities.tools and settings.persona.may_use(DISPLAY) and settings.persona.may_use(ASK_CHOICE)
    return "\n\n".join(filter(None, (own, SPEECH_INSTRUCTIONS, SHOW_INSTRUCTIONS if may_show else "", heard)))


def turn_detection(settings: Settings, capabilities: Capabilities) -> TurnDetection:
    """How turns are found while always listening; the other modes commit by hand (the session sees to that).

    Where the service lets us, we ask for the answers ourselves: its detector would let a cough or a listener's "mm-hmm" end an
    answer, while our own ear and its words tell whether somebody has interrupted. That costs the way to the service once more.
    Not with an idle timeout: what it asks after a silence is its own to answer.
    """
    pause = settings.audio.pause_ms
    if settings.conversation.talk_mode is TalkMode.ALWAYS and not capabilities.server_vad:
        return ManualTurns()
    if capabilities.judges_turns:
        return JudgedTurns(pause_ms=pause, end_phrase=" ".join(settings.conversation.end_phrase.lower().split()))
    is_ours = capabilities.leaves_turns_to_us and _writes_down(settings, capabilities)
    if settings.service.semantic_turns and capabilities.semantic_vad:
        eagerness = Eagerness.HIGH if pause <= SNAPPY_MS else Eagerness.LOW if pause >= PATIENT_MS else Eagerness.MEDIUM
        return SemanticVad(eagerness=eagerness, create_response=not is_ours, interrupt_response=not is_ours)
    if settings.service.idle_timeout_s and capabilities.idle_timeout:
        return ServerVad(silence_duration_ms=pause, idle_timeout_ms=max(SHORTEST_IDLE_S, settings.service.idle_timeout_s) * 1000)
    return ServerVad(silence_duration_ms=pause, create_response=not is_ours, interrupt_response=not is_ours)


def noise_reduction(capabilities: Capabilities, microphone: str) -> str | None:
    """What to take out of the sound: the first that is offered, or, with a microphone that is known to stand far from the mouth,
    the one made for that. microphone: whatever the system calls it."""
    offered = capabilities.noise_reduction
    if "far_field" in offered and FAR.search(microphone) and not NEAR.search(microphone):
        return "far_field"
    return next(iter(offered), None)


def nearest_format(wanted: SampleRate, offered: tuple[AudioFormat, ...]) -> AudioFormat:
    """The wanted format where offered, else the offered one with the closest rate (the higher of two equals)."""
    target = _WANTED[wanted]
    if target in offered:
        return target
    return min(offered, key=lambda f: (abs(f.rate - target.rate), -f.rate))


def silence_to_send_ms(settings: Settings, config: SessionConfig, capabilities: Capabilities) -> int:
    """How much of the silence after a voice goes to the provider: as much as whoever ends the turns needs, and no more."""
    pause = settings.audio.pause_ms
    if isinstance(config.turn_detection, JudgedTurns):
        return JudgedTurns(pause_ms=pause).longest_wait_ms + GATE_MARGIN_MS
    if settings.conversation.talk_mode is not TalkMode.ALWAYS or isinstance(config.turn_detection, ManualTurns):
        return HANGOVER_MS  # our own detector or the person's hand ends the turn
    match capabilities.when_quiet:
        case WhenQuiet.TRAILING_SILENCE:
            semantic = config.turn_detection if isinstance(config.turn_detection, SemanticVad) else None
            return (semantic.longest_wait_ms if semantic else pause) + GATE_MARGIN_MS
        case WhenQuiet.END_MARK:
            return pause  # the mark ends the turn, so it must not come before the person's patience is over
        case WhenQuiet.CONTINUOUS:
            return HANGOVER_MS  # digital silence is as good as any


def audio_setup(
    settings: Settings,
    config: SessionConfig,
    capabilities: Capabilities,
    *,
    extra_pause_ms: int = 0,
    resting_pairs: tuple[DevicePair, ...] = (),
) -> AudioSetup:
    """What the audio process is told. `extra_pause_ms`: by how much the pause has grown in this session."""
    settings = replace(settings, audio=replace(settings.audio, pause_ms=settings.audio.pause_ms + extra_pause_ms))
    audio = settings.audio
    return AudioSetup(
        input_preference=audio.input_preference,
        output_preference=audio.output_preference,
        input_format=config.input_format,
        output_format=config.output_format,
        pause_ms=audio.pause_ms,
        gate_tail_ms=silence_to_send_ms(settings, config, capabilities),
        when_quiet=capabilities.when_quiet,
        echo_cancellation=audio.echo_cancellation,
        duplex=audio.duplex,
        resting_pairs=resting_pairs,
        sensitivity=audio.sensitivity,
        words_follow=is_ours_to_answer(config.turn_detection),
        noise_suppression=audio.noise_suppression,
        gain_control=audio.gain_control,
        headset_advice=audio.headset_advice,
        volume=audio.volume,
    )


def hang_up_after_s(settings: Settings, capabilities: Capabilities) -> float | None:
    """Silence after which the link rests; what this machine does costs nothing."""
    minutes = settings.continuity.hang_up_after_min
    return 60.0 * minutes if minutes and not capabilities.is_local else None


def needs_new_session(old: Settings, new: Settings) -> bool:
    """What a running session cannot change: who answers, where, with which model, and the sound's format."""
    return (
        new.provider is not old.provider
        or (new.service.name, new.service.url, new.service.model) != (old.service.name, old.service.url, old.service.model)
        or new.service.sign_in is not old.service.sign_in
        or (new.provider is Provider.CHAINED and new.chained != old.chained)
        or (new.provider is Provider.LOCAL and new.local.sees_pictures is not old.local.sees_pictures)
        or new.audio.sample_rate is not old.audio.sample_rate
        or (new.provider is not Provider.LOCAL and new.privacy.allow_key_file is not old.privacy.allow_key_file)
        or new.continuity.hang_up_after_min != old.continuity.hang_up_after_min
        or new.privacy.keep_audio is not old.privacy.keep_audio
        or new.audio.earcons is not old.audio.earcons
    )
