"""What the window is shown of the session."""

from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import LinkState, Renewal, SessionSnapshot, VoiceState
from desktop_assistant.session.parts import Parts
from desktop_assistant.session.rules import Rules
from desktop_assistant.session.succession import Succession
from desktop_assistant.session.turn import Mic


def picture(rules: Rules, succession: Succession, *, conversation_id: str, unknown_messages: int) -> SessionSnapshot:
    """The state as of now."""
    parts = rules.parts
    ready = parts.link.is_ready
    return SessionSnapshot(
        link=parts.link.state,
        voice=_voice(parts, muted=rules.is_muted),
        mode=parts.mode,
        mic_open=parts.turn.mic is not Mic.OFF,
        muted=rules.is_muted,
        can_stop=_can_stop(parts),
        thinking_since=parts.thinking.since if ready else None,
        activity=parts.thinking.activity if ready else "",
        retry_at=parts.link.retry_at,
        conversation_id=conversation_id,
        latency=parts.clock.latency,
        extra_pause_ms=parts.patience.extra_ms,
        unknown_messages=unknown_messages,
        renewal=_renewal(succession),
        hears=parts.capabilities.hears,
        limits=parts.allowance.limits,
        images=parts.capabilities.images,
    )


def _renewal(succession: Succession) -> Renewal:
    if succession.is_under_way:
        return Renewal.UNDER_WAY
    return Renewal.DONE if succession.just_done else Renewal.NONE


def _can_stop(parts: Parts) -> bool:
    """Stop would end something."""
    answering = parts.link.is_ready and parts.response.is_active
    return answering or parts.playback.is_pending or parts.turn.is_recording or bool(parts.tools.running)


def _voice(parts: Parts, *, muted: bool) -> VoiceState:
    """The person comes first, then the assistant, then the link. A cough while ducked is not yet the person."""
    mic = parts.turn.mic
    if mic is Mic.HEARING and not parts.barge_in.is_ducked:
        return VoiceState.HEARING
    if parts.playback.is_sounding:
        return VoiceState.HELD if parts.barge_in.is_ducked else VoiceState.SPEAKING
    if mic in (Mic.LISTENING, Mic.HEARING) and parts.mode is not TalkMode.ALWAYS:
        return VoiceState.LISTENING
    if parts.link.is_ready and _is_thinking(parts):
        return VoiceState.THINKING
    return _resting(parts, muted=muted)


def _is_thinking(parts: Parts) -> bool:
    """Also while the first sound is on its way from here to the loudspeaker, and while a turn is being handed over."""
    return parts.thinking.since is not None or parts.turn.mic is Mic.CLOSING or parts.playback.is_pending


def _resting(parts: Parts, *, muted: bool) -> VoiceState:
    match parts.link.state:
        case LinkState.OFFLINE | LinkState.WAITING | LinkState.FAILED:
            return VoiceState.OFFLINE
        case LinkState.CONNECTING | LinkState.CONFIGURING:
            return VoiceState.CONNECTING
        case LinkState.READY | LinkState.RESTING:
            pass
    if muted:
        return VoiceState.MUTED
    return VoiceState.LISTENING if parts.turn.mic in (Mic.LISTENING, Mic.HEARING) else VoiceState.IDLE
