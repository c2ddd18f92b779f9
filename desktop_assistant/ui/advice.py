"""The table of what the window says about every problem: one plain sentence, and one button that helps."""

from dataclasses import dataclass
from enum import Enum

from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.snapshot import EchoCause
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP


class Remedy(Enum):
    """What the button of a banner does."""

    PROVIDER_SETTINGS = "provider_settings"
    AUDIO_SETTINGS = "audio_settings"
    PRIVACY_SETTINGS = "privacy_settings"
    RECONNECT = "reconnect"
    USE_LOCAL = "use_local"
    SYSTEM_SOUND = "system_sound"
    CHOOSE_MICROPHONE = "choose_microphone"
    CHOOSE_SPEAKER = "choose_speaker"
    WIRED_MICROPHONE = "wired_microphone"
    TEST_ECHO = "test_echo"
    SEND_UNSENT = "send_unsent"
    COST_SETTINGS = "cost_settings"
    OPEN_DATA = "open_data"
    OPEN_CONFIG = "open_config"
    DISMISS = "dismiss"


class Weight(Enum):
    """How loudly to say it."""

    NOTE = "note"
    """Nothing to do; the banner leaves by itself."""
    WARNING = "warning"
    """Something does not work; the rest does."""
    ERROR = "error"
    """Nobody can answer until the user acts."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Sentence and button of one problem, both in English for the translator."""

    sentence: str
    button: str
    remedy: Remedy
    weight: Weight = Weight.WARNING


_SETTINGS = QT_TRANSLATE_NOOP("Problems", "Open settings")
_RETRY = QT_TRANSLATE_NOOP("Problems", "Try again")
_LOCAL = QT_TRANSLATE_NOOP("Problems", "Use this computer")
_SOUND = QT_TRANSLATE_NOOP("Problems", "Sound settings")
_FOLDER = QT_TRANSLATE_NOOP("Problems", "Open folder")
_OK = QT_TRANSLATE_NOOP("Problems", "OK")

ADVICE: dict[ProblemCode, Advice] = {
    ProblemCode.KEY_MISSING: Advice(
        QT_TRANSLATE_NOOP("Problems", "The chosen provider needs a key before it can answer."),
        QT_TRANSLATE_NOOP("Problems", "Add a key"),
        Remedy.PROVIDER_SETTINGS,
        Weight.ERROR,
    ),
    ProblemCode.KEY_REFUSED: Advice(
        QT_TRANSLATE_NOOP("Problems", "The provider refused the key. Check that it is complete and still valid."),
        QT_TRANSLATE_NOOP("Problems", "Change the key"),
        Remedy.PROVIDER_SETTINGS,
        Weight.ERROR,
    ),
    ProblemCode.ACCESS_FORBIDDEN: Advice(
        QT_TRANSLATE_NOOP("Problems", "The key is right, but its account may not use this service or model."),
        _SETTINGS,
        Remedy.PROVIDER_SETTINGS,
        Weight.ERROR,
    ),
    ProblemCode.REGION_REFUSED: Advice(
        QT_TRANSLATE_NOOP("Problems", "The provider does not offer this in your country."),
        _LOCAL,
        Remedy.USE_LOCAL,
        Weight.ERROR,
    ),
    ProblemCode.MODEL_RETIRED: Advice(
        QT_TRANSLATE_NOOP("Problems", "The provider has switched this model off. Choose another one."),
        QT_TRANSLATE_NOOP("Problems", "Choose a model"),
        Remedy.PROVIDER_SETTINGS,
        Weight.ERROR,
    ),
    ProblemCode.QUOTA_EXCEEDED: Advice(
        QT_TRANSLATE_NOOP("Problems", "The account has no credit left. Top it up, or let this computer answer."),
        _LOCAL,
        Remedy.USE_LOCAL,
        Weight.ERROR,
    ),
    ProblemCode.RATE_LIMITED: Advice(
        QT_TRANSLATE_NOOP("Problems", "The provider asks for a pause: too many requests in a short time."),
        _RETRY,
        Remedy.RECONNECT,
    ),
    ProblemCode.RATE_LIMIT_NEAR: Advice(
        QT_TRANSLATE_NOOP("Problems", "Your account may ask only so much at a time, so this answer waits a little."),
        _OK,
        Remedy.DISMISS,
        Weight.NOTE,
    ),
    ProblemCode.MODEL_UNAVAILABLE: Advice(
        QT_TRANSLATE_NOOP("Problems", "The chosen model does not exist, or the key may not use it."),
        QT_TRANSLATE_NOOP("Problems", "Choose a model"),
        Remedy.PROVIDER_SETTINGS,
        Weight.ERROR,
    ),
    ProblemCode.TOOL_SERVER_FAILED: Advice(
        QT_TRANSLATE_NOOP(
            "Problems", "The provider could not use a server of tools. Check its address and token; the conversation goes on."
        ),
        _SETTINGS,
        Remedy.PROVIDER_SETTINGS,
    ),
    ProblemCode.CONFIG_REJECTED: Advice(
        QT_TRANSLATE_NOOP(
            "Problems", "The provider refused one of the settings, so it cannot answer. Change it, and it is asked again."
        ),
        _SETTINGS,
        Remedy.PROVIDER_SETTINGS,
        Weight.ERROR,
    ),
    ProblemCode.NETWORK_DOWN: Advice(
        QT_TRANSLATE_NOOP("Problems", "There is no connection to the provider. This computer can answer without one."),
        _LOCAL,
        Remedy.USE_LOCAL,
    ),
    ProblemCode.SERVER_UNREACHABLE: Advice(
        QT_TRANSLATE_NOOP("Problems", "The provider does not answer. It may be down, or something blocks the way."),
        _RETRY,
        Remedy.RECONNECT,
    ),
    ProblemCode.ADDRESS_UNUSABLE: Advice(
        QT_TRANSLATE_NOOP("Problems", "The provider's address in the settings cannot be used."),
        _SETTINGS,
        Remedy.PROVIDER_SETTINGS,
        Weight.ERROR,
    ),
    ProblemCode.CERTIFICATE_REFUSED: Advice(
        QT_TRANSLATE_NOOP(
            "Problems",
            "The connection is not safe: the server's certificate was refused. Check this computer's clock and network.",
        ),
        _RETRY,
        Remedy.RECONNECT,
        Weight.ERROR,
    ),
    ProblemCode.SERVER_GARBAGE: Advice(
        QT_TRANSLATE_NOOP("Problems", "The server sent something that makes no sense, so the connection was closed."),
        QT_TRANSLATE_NOOP("Problems", "Reconnect"),
        Remedy.RECONNECT,
    ),
    ProblemCode.SERVER_FLOOD: Advice(
        QT_TRANSLATE_NOOP("Problems", "The server sent far too many messages at once, so the connection was closed."),
        QT_TRANSLATE_NOOP("Problems", "Reconnect"),
        Remedy.RECONNECT,
    ),
    ProblemCode.SESSION_EXPIRED: Advice(
        QT_TRANSLATE_NOOP("Problems", "The session reached the provider's time limit. The conversation goes on from here."),
        QT_TRANSLATE_NOOP("Problems", "Reconnect"),
        Remedy.RECONNECT,
    ),
    ProblemCode.PROVIDER_FAILED: Advice(
        QT_TRANSLATE_NOOP("Problems", "The provider could not finish this answer."), _RETRY, Remedy.RECONNECT
    ),
    ProblemCode.CONTENT_FILTERED: Advice(
        QT_TRANSLATE_NOOP("Problems", "The provider withheld this answer because of its content rules. Try other words."),
        _OK,
        Remedy.DISMISS,
        Weight.NOTE,
    ),
    ProblemCode.ENGINE_MISSING: Advice(
        QT_TRANSLATE_NOOP("Problems", "The engine on this computer does not start, so nobody can answer."),
        _RETRY,
        Remedy.RECONNECT,
        Weight.ERROR,
    ),
    ProblemCode.ENGINE_RESTARTED: Advice(
        QT_TRANSLATE_NOOP("Problems", "The engine on this computer stopped and was started again. Nothing was lost."),
        _OK,
        Remedy.DISMISS,
        Weight.NOTE,
    ),
    ProblemCode.VOICE_MISSING: Advice(
        QT_TRANSLATE_NOOP("Problems", "The chosen voice is not here, so answers use another one or appear as text."),
        QT_TRANSLATE_NOOP("Problems", "Choose a voice"),
        Remedy.PROVIDER_SETTINGS,
    ),
    ProblemCode.RECOGNISER_MISSING: Advice(
        QT_TRANSLATE_NOOP("Problems", "Speech cannot be understood on this computer at the moment. Typing works."),
        _SETTINGS,
        Remedy.PROVIDER_SETTINGS,
    ),
    ProblemCode.CHAT_SERVER_UNREACHABLE: Advice(
        QT_TRANSLATE_NOOP("Problems", "The chat server on this computer does not answer. Start it, or choose another."),
        _SETTINGS,
        Remedy.PROVIDER_SETTINGS,
    ),
    ProblemCode.NO_MICROPHONE: Advice(
        QT_TRANSLATE_NOOP("Problems", "No microphone was found. Plug one in; until then you can type."),
        _SOUND,
        Remedy.SYSTEM_SOUND,
    ),
    ProblemCode.MICROPHONE_DENIED: Advice(
        QT_TRANSLATE_NOOP("Problems", "The assistant may not use the microphone. Allow it in the system's settings."),
        _SOUND,
        Remedy.SYSTEM_SOUND,
    ),
    ProblemCode.MICROPHONE_SILENT: Advice(
        QT_TRANSLATE_NOOP(
            "Problems", "The microphone delivers only silence. It may be muted by a switch or in the system's settings."
        ),
        QT_TRANSLATE_NOOP("Problems", "Choose another"),
        Remedy.CHOOSE_MICROPHONE,
    ),
    ProblemCode.MICROPHONE_GONE: Advice(
        QT_TRANSLATE_NOOP("Problems", "The microphone was unplugged. Plug it in again, or use another."),
        QT_TRANSLATE_NOOP("Problems", "Choose another"),
        Remedy.CHOOSE_MICROPHONE,
    ),
    ProblemCode.HEADSET_MICROPHONE: Advice(
        QT_TRANSLATE_NOOP(
            "Problems",
            "Use the built-in microphone with these headphones: while theirs is open, everything sounds like a telephone.",
        ),
        QT_TRANSLATE_NOOP("Problems", "Use it"),
        Remedy.WIRED_MICROPHONE,
    ),
    ProblemCode.NO_SPEAKER: Advice(
        QT_TRANSLATE_NOOP("Problems", "No loudspeaker was found. Answers appear as text."), _SOUND, Remedy.SYSTEM_SOUND
    ),
    ProblemCode.SPEAKER_GONE: Advice(
        QT_TRANSLATE_NOOP("Problems", "The loudspeaker was unplugged. Plug it in again, or use another."),
        QT_TRANSLATE_NOOP("Problems", "Choose another"),
        Remedy.CHOOSE_SPEAKER,
    ),
    ProblemCode.SOUND_SERVER_GONE: Advice(
        QT_TRANSLATE_NOOP("Problems", "This computer's sound service does not answer. Typing works; sound returns when it does."),
        _SOUND,
        Remedy.SYSTEM_SOUND,
    ),
    ProblemCode.ECHO_HALF_DUPLEX: Advice(
        QT_TRANSLATE_NOOP("Problems", "The assistant hears itself, so the microphone rests while it speaks."),
        QT_TRANSLATE_NOOP("Problems", "Test the sound"),
        Remedy.TEST_ECHO,
    ),
    ProblemCode.ECHO_TAKEN_AWAY: Advice(
        QT_TRANSLATE_NOOP("Problems", "The microphone listens again while the assistant speaks: you can talk over it."),
        _OK,
        Remedy.DISMISS,
        Weight.NOTE,
    ),
    ProblemCode.AUDIO_RESTARTED: Advice(
        QT_TRANSLATE_NOOP("Problems", "Sound stopped for a moment and was started again."), _OK, Remedy.DISMISS, Weight.NOTE
    ),
    ProblemCode.NO_SPEECH_HEARD: Advice(
        QT_TRANSLATE_NOOP("Problems", "No speech was heard. Is the right microphone in use?"),
        QT_TRANSLATE_NOOP("Problems", "Microphone"),
        Remedy.CHOOSE_MICROPHONE,
        Weight.NOTE,
    ),
    ProblemCode.COST_CAP_NEAR: Advice(
        QT_TRANSLATE_NOOP("Problems", "Most of what you want to spend this month is spent."),
        _SETTINGS,
        Remedy.COST_SETTINGS,
        Weight.WARNING,
    ),
    ProblemCode.COST_CAP_REACHED: Advice(
        QT_TRANSLATE_NOOP("Problems", "What you want to spend this month is spent, so the paid provider is not asked any more."),
        _SETTINGS,
        Remedy.COST_SETTINGS,
    ),
    ProblemCode.STANDING_IN: Advice(
        QT_TRANSLATE_NOOP(
            "Problems",
            "Your provider cannot be reached. Answering for it, with the conversation so far: {name}. It changes back by itself.",
        ),
        QT_TRANSLATE_NOOP("Problems", "Change back now"),
        Remedy.RECONNECT,
        Weight.WARNING,
    ),
    ProblemCode.STANDING_IN_UNPAID: Advice(
        QT_TRANSLATE_NOOP(
            "Problems",
            "Until next month, or until you allow more, the conversation goes on with this one, which costs nothing: {name}.",
        ),
        _SETTINGS,
        Remedy.COST_SETTINGS,
        Weight.WARNING,
    ),
    ProblemCode.TEXT_ONLY: Advice(
        QT_TRANSLATE_NOOP(
            "Problems",
            "Nobody who can hear you can be reached. Please type: a text model answers, and knows the conversation. "
            "It changes back by itself.",
        ),
        _RETRY,
        Remedy.RECONNECT,
    ),
    ProblemCode.NOBODY_HEARS: Advice(
        QT_TRANSLATE_NOOP("Problems", "Who answers at the moment cannot hear. Please type."), _OK, Remedy.DISMISS, Weight.NOTE
    ),
    ProblemCode.BACK_AGAIN: Advice(
        QT_TRANSLATE_NOOP("Problems", "Answering again, with the whole conversation: {name}."), _OK, Remedy.DISMISS, Weight.NOTE
    ),
    ProblemCode.UPLINK_SLOW: Advice(
        QT_TRANSLATE_NOOP(
            "Problems", "Your connection is slow, so your voice is sent in smaller packets. Nothing of it is lost."
        ),
        _SETTINGS,
        Remedy.COST_SETTINGS,
    ),
    ProblemCode.UPLINK_WELL: Advice(
        QT_TRANSLATE_NOOP("Problems", "Your connection is fast enough again: your voice is sent as before."),
        _OK,
        Remedy.DISMISS,
        Weight.NOTE,
    ),
    ProblemCode.DOWNLINK_UNEVEN: Advice(
        QT_TRANSLATE_NOOP("Problems", "The assistant's voice arrives unevenly, so it is played a little later, without gaps."),
        _OK,
        Remedy.DISMISS,
        Weight.NOTE,
    ),
    ProblemCode.DOWNLINK_EVEN: Advice(
        QT_TRANSLATE_NOOP("Problems", "The assistant's voice arrives evenly again, and is played as soon as before."),
        _OK,
        Remedy.DISMISS,
        Weight.NOTE,
    ),
    ProblemCode.NOBODY_ANSWERS: Advice(
        QT_TRANSLATE_NOOP(
            "Problems",
            "Nobody can answer at the moment. What you say and type is kept, and is sent as soon as somebody can be reached.",
        ),
        _RETRY,
        Remedy.RECONNECT,
    ),
    ProblemCode.WORDS_UNSENT: Advice(
        QT_TRANSLATE_NOOP("Problems", "Something you said or typed when the program last ran was never answered."),
        QT_TRANSLATE_NOOP("Problems", "Send it now"),
        Remedy.SEND_UNSENT,
        Weight.WARNING,
    ),
    ProblemCode.PICTURES_NOT_TAKEN: Advice(
        QT_TRANSLATE_NOOP(
            "Problems", "The provider in use takes no pictures. Yours is kept in the conversation, but no model has seen it."
        ),
        QT_TRANSLATE_NOOP("Problems", "Choose a provider"),
        Remedy.PROVIDER_SETTINGS,
        Weight.WARNING,
    ),
    ProblemCode.WORDS_LOST: Advice(
        QT_TRANSLATE_NOOP(
            "Problems",
            "There was no connection for so long that what you said more than five minutes ago is lost. The rest is kept.",
        ),
        _RETRY,
        Remedy.RECONNECT,
        Weight.WARNING,
    ),
    ProblemCode.DISK_FULL: Advice(
        QT_TRANSLATE_NOOP("Problems", "The disk is full. This conversation is kept in memory only until you free some space."),
        _FOLDER,
        Remedy.OPEN_DATA,
        Weight.ERROR,
    ),
    ProblemCode.HISTORY_UNREADABLE: Advice(
        QT_TRANSLATE_NOOP("Problems", "Past conversations could not be read. Their file is kept as it is."),
        _FOLDER,
        Remedy.OPEN_DATA,
    ),
    ProblemCode.HISTORY_UNWRITABLE: Advice(
        QT_TRANSLATE_NOOP("Problems", "This conversation cannot be saved: the data folder does not accept changes."),
        _FOLDER,
        Remedy.OPEN_DATA,
    ),
    ProblemCode.HISTORY_LOCKED: Advice(
        QT_TRANSLATE_NOOP(
            "Problems",
            "The conversations are encrypted, and the key store does not give their key out. Unlock it; until then this one is"
            " kept in memory.",
        ),
        QT_TRANSLATE_NOOP("Problems", "Privacy settings"),
        Remedy.PRIVACY_SETTINGS,
    ),
    ProblemCode.HISTORY_NOT_CONVERTED: Advice(
        QT_TRANSLATE_NOOP("Problems", "The encryption of the conversations could not be changed; they are as they were."),
        QT_TRANSLATE_NOOP("Problems", "Privacy settings"),
        Remedy.PRIVACY_SETTINGS,
    ),
    ProblemCode.RECORDING_UNPLAYABLE: Advice(
        QT_TRANSLATE_NOOP("Problems", "This recording cannot be played."), _OK, Remedy.DISMISS, Weight.NOTE
    ),
    ProblemCode.SETTINGS_FIELD_BAD: Advice(
        QT_TRANSLATE_NOOP("Problems", "A value in the settings file was not understood, so the default is used."),
        _SETTINGS,
        Remedy.PROVIDER_SETTINGS,
    ),
    ProblemCode.SETTINGS_UNWRITABLE: Advice(
        QT_TRANSLATE_NOOP("Problems", "The settings cannot be saved; they hold until you close the window."),
        _FOLDER,
        Remedy.OPEN_CONFIG,
    ),
    ProblemCode.KEY_STORE_UNAVAILABLE: Advice(
        QT_TRANSLATE_NOOP(
            "Problems", "This computer's key store does not answer. A file that only you can read can keep the key."
        ),
        QT_TRANSLATE_NOOP("Problems", "Allow a key file"),
        Remedy.PRIVACY_SETTINGS,
    ),
}
"""Every code has an entry; a test holds us to it."""

SENT_CHEAPER = QT_TRANSLATE_NOOP(
    "Problems", "Your connection is very slow, so your voice is sent in less detail, as over a telephone. No word of it is lost."
)
"""UPLINK_SLOW, when it has come to the cheapest format."""

ECHO = {
    EchoCause.LEVEL.value: QT_TRANSLATE_NOOP(
        "Problems",
        "The loudspeaker drowns you out, so the microphone rests while the assistant speaks: turn it down, or wear headphones.",
    ),
    EchoCause.DELAY.value: QT_TRANSLATE_NOOP(
        "Problems", "The sound comes back too late, as with Bluetooth, so the microphone rests while the assistant speaks."
    ),
    EchoCause.DISTORTION.value: QT_TRANSLATE_NOOP(
        "Problems", "The loudspeaker distorts, so the microphone rests while the assistant speaks: a lower volume may help."
    ),
}
"""By the `detail` of ECHO_HALF_DUPLEX."""
