"""What the window calls each state, and what it says the person can do in it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import LinkState, Renewal, SessionSnapshot, VoiceState
from desktop_assistant.settings.model import Provider
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP, number

_TITLES = {
    VoiceState.IDLE: QT_TRANSLATE_NOOP("Voice", "Ready"),
    VoiceState.CONNECTING: QT_TRANSLATE_NOOP("Voice", "Connecting"),
    VoiceState.LISTENING: QT_TRANSLATE_NOOP("Voice", "Listening"),
    VoiceState.HEARING: QT_TRANSLATE_NOOP("Voice", "Hearing you"),
    VoiceState.THINKING: QT_TRANSLATE_NOOP("Voice", "Thinking"),
    VoiceState.SPEAKING: QT_TRANSLATE_NOOP("Voice", "Speaking"),
    VoiceState.HELD: QT_TRANSLATE_NOOP("Voice", "Was that you?"),
    VoiceState.MUTED: QT_TRANSLATE_NOOP("Voice", "Muted"),
    VoiceState.OFFLINE: QT_TRANSLATE_NOOP("Voice", "Offline"),
}

_HOW_TO_BEGIN = {
    TalkMode.CLICK: QT_TRANSLATE_NOOP("Voice", "Click or press Space to talk"),
    TalkMode.HOLD: QT_TRANSLATE_NOOP("Voice", "Hold the button or Space to talk"),
    TalkMode.ALWAYS: QT_TRANSLATE_NOOP("Voice", "Just talk"),
}

_HOW_TO_END = {
    TalkMode.CLICK: QT_TRANSLATE_NOOP("Voice", "Click again to send"),
    TalkMode.HOLD: QT_TRANSLATE_NOOP("Voice", "Let go to send"),
    TalkMode.ALWAYS: QT_TRANSLATE_NOOP("Voice", "Just talk"),
}

_WHILE_SPEAKING = {
    TalkMode.CLICK: QT_TRANSLATE_NOOP("Voice", "Esc to stop, click to talk"),
    TalkMode.HOLD: QT_TRANSLATE_NOOP("Voice", "Esc to stop, hold to talk"),
    TalkMode.ALWAYS: QT_TRANSLATE_NOOP("Voice", "Esc to stop, or just talk"),
}

_DEAF_HINT = QT_TRANSLATE_NOOP("Voice", "The microphone rests meanwhile. Esc to stop")

_LINKS = {
    LinkState.OFFLINE: QT_TRANSLATE_NOOP("Voice", "Not connected"),
    LinkState.CONNECTING: QT_TRANSLATE_NOOP("Voice", "Connecting…"),
    LinkState.CONFIGURING: QT_TRANSLATE_NOOP("Voice", "Connecting…"),
    LinkState.READY: QT_TRANSLATE_NOOP("Voice", "Connected"),
    LinkState.WAITING: QT_TRANSLATE_NOOP("Voice", "Connection lost"),
    LinkState.FAILED: QT_TRANSLATE_NOOP("Voice", "Cannot connect"),
    LinkState.RESTING: QT_TRANSLATE_NOOP("Voice", "Resting until you speak"),
}

_PROVIDERS = {
    Provider.LOCAL: QT_TRANSLATE_NOOP("Voice", "This computer"),
    Provider.OPENAI: QT_TRANSLATE_NOOP("Voice", "OpenAI"),
    Provider.OPENAI_LIVE: QT_TRANSLATE_NOOP("Voice", "OpenAI Live"),
    Provider.AZURE: QT_TRANSLATE_NOOP("Voice", "Azure OpenAI"),
    Provider.VOICE_LIVE: QT_TRANSLATE_NOOP("Voice", "Azure Voice Live"),
    Provider.GEMINI: QT_TRANSLATE_NOOP("Voice", "Gemini"),
    Provider.CHAINED: QT_TRANSLATE_NOOP("Voice", "Three services in a row"),
    Provider.TEXT: QT_TRANSLATE_NOOP("Voice", "Typing only"),
    Provider.COMPATIBLE: QT_TRANSLATE_NOOP("Voice", "A server of your own"),
}

_ACTIVITIES = {
    "": QT_TRANSLATE_NOOP("Voice", "Thinking it over"),
    "clock": QT_TRANSLATE_NOOP("Voice", "Looking at the clock"),
    "time": QT_TRANSLATE_NOOP("Voice", "Looking at the clock"),
    "date": QT_TRANSLATE_NOOP("Voice", "Looking at the calendar"),
    "arithmetic": QT_TRANSLATE_NOOP("Voice", "Doing the sum"),
    "units": QT_TRANSLATE_NOOP("Voice", "Converting units"),
    "timer": QT_TRANSLATE_NOOP("Voice", "Setting the timer"),
    "timers": QT_TRANSLATE_NOOP("Voice", "Looking at the timers"),
    "note": QT_TRANSLATE_NOOP("Voice", "Writing the note"),
    "notes": QT_TRANSLATE_NOOP("Voice", "Looking through the notes"),
    "search": QT_TRANSLATE_NOOP("Voice", "Searching"),
}


@dataclass(frozen=True, slots=True)
class StateWords:
    """Two short lines: what is going on, and what to do."""

    title: str
    hint: str


def words_for(snapshot: SessionSnapshot, now: float, *, is_half_duplex: bool = False) -> StateWords:
    """`now` is CLOCK_MONOTONIC seconds, for the countdown while waiting."""
    if is_half_duplex and snapshot.voice is VoiceState.SPEAKING:
        return StateWords(_tr(_TITLES[snapshot.voice]), _tr(_DEAF_HINT))
    return StateWords(_tr(_TITLES[snapshot.voice]), _hint(snapshot, now))


_RENEWALS = {
    Renewal.UNDER_WAY: (
        QT_TRANSLATE_NOOP("Voice", "Connected, renewing"),
        QT_TRANSLATE_NOOP(
            "Voice",
            "The service ends each session after a while, so the next one is made ready and told the conversation. "
            "Go on as you like.",
        ),
    ),
    Renewal.DONE: (
        QT_TRANSLATE_NOOP("Voice", "Connected anew"),
        QT_TRANSLATE_NOOP("Voice", "A fresh session has taken over. It knows the conversation; nothing was lost."),
    ),
}
"""What the strip says, and what that means."""


def link_words(snapshot: SessionSnapshot, now: float) -> str:
    """The connection in plain words."""
    seconds = seconds_to_retry(snapshot, now)
    if seconds is not None:
        return _tr(QT_TRANSLATE_NOOP("Voice", "Trying again in {seconds} s")).format(seconds=number(seconds))
    if snapshot.link is LinkState.READY and snapshot.renewal is not Renewal.NONE:
        return _tr(_RENEWALS[snapshot.renewal][0])
    return _tr(_LINKS[snapshot.link])


def renewal_words(renewal: Renewal) -> str:
    """What it means that the session is renewed, in a sentence or two; empty = it is not."""
    return _tr(_RENEWALS[renewal][1]) if renewal in _RENEWALS else ""


def seconds_to_retry(snapshot: SessionSnapshot, now: float) -> int | None:
    """Whole seconds until the next attempt, at least 1; None when no attempt is planned."""
    if snapshot.link is not LinkState.WAITING or snapshot.retry_at is None:
        return None
    return max(1, round(snapshot.retry_at - now))


def provider_name(provider: Provider) -> str:
    """Who answers."""
    return _tr(_PROVIDERS[provider])


def activity_words(activity: str) -> str:
    """What the thinking is about; an unknown tool is named as it names itself."""
    known = _ACTIVITIES.get(activity)
    if known is not None:
        return _tr(known)
    return _tr(QT_TRANSLATE_NOOP("Voice", "Using {tool}")).format(tool=activity.replace("_", " "))


def _hint(snapshot: SessionSnapshot, now: float) -> str:
    match snapshot.voice:
        case VoiceState.IDLE if not snapshot.hears:
            return _tr(QT_TRANSLATE_NOOP("Voice", "Please type: who answers cannot hear"))
        case VoiceState.IDLE:
            return _tr(_HOW_TO_BEGIN[snapshot.mode])
        case VoiceState.LISTENING | VoiceState.HEARING:
            return _tr(_HOW_TO_END[snapshot.mode])
        case VoiceState.SPEAKING:
            return _tr(_WHILE_SPEAKING[snapshot.mode])
        case VoiceState.HELD:
            return _tr(QT_TRANSLATE_NOOP("Voice", "Go on talking, or it goes on"))
        case VoiceState.CONNECTING:
            return _tr(QT_TRANSLATE_NOOP("Voice", "You can type already"))
        case VoiceState.MUTED:
            return _tr(QT_TRANSLATE_NOOP("Voice", "The microphone is off. Ctrl+M turns it on"))
        case VoiceState.OFFLINE:
            return link_words(snapshot, now)
        case VoiceState.THINKING:
            return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Voice", text)
