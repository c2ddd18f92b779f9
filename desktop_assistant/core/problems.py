"""What can go wrong, as codes: the window turns each into one clear sentence and one button that helps."""

from dataclasses import dataclass
from enum import Enum


class ProblemCode(Enum):
    """One code per sentence; `ui/problems.py` holds the sentences and the buttons."""

    KEY_MISSING = "key_missing"
    KEY_REFUSED = "key_refused"
    ACCESS_FORBIDDEN = "access_forbidden"
    """The key is right, and its account may not do this."""
    REGION_REFUSED = "region_refused"
    QUOTA_EXCEEDED = "quota_exceeded"
    RATE_LIMITED = "rate_limited"
    MODEL_UNAVAILABLE = "model_unavailable"
    MODEL_RETIRED = "model_retired"
    CONFIG_REJECTED = "config_rejected"
    NETWORK_DOWN = "network_down"
    SERVER_UNREACHABLE = "server_unreachable"
    ADDRESS_UNUSABLE = "address_unusable"
    """What the settings name is no address, or one that a key must not be sent to."""
    CERTIFICATE_REFUSED = "certificate_refused"
    SERVER_GARBAGE = "server_garbage"
    SERVER_FLOOD = "server_flood"
    SESSION_EXPIRED = "session_expired"
    PROVIDER_FAILED = "provider_failed"
    CONTENT_FILTERED = "content_filtered"
    ENGINE_MISSING = "engine_missing"
    ENGINE_RESTARTED = "engine_restarted"
    VOICE_MISSING = "voice_missing"
    RECOGNISER_MISSING = "recogniser_missing"
    CHAT_SERVER_UNREACHABLE = "chat_server_unreachable"
    NO_MICROPHONE = "no_microphone"
    MICROPHONE_DENIED = "microphone_denied"
    MICROPHONE_SILENT = "microphone_silent"
    """All-zero samples for a second."""
    MICROPHONE_GONE = "microphone_gone"
    HEADSET_MICROPHONE = "headset_microphone"
    """Of a Bluetooth headset that also plays; `detail` names a better one."""
    NO_SPEAKER = "no_speaker"
    SPEAKER_GONE = "speaker_gone"
    SOUND_SERVER_GONE = "sound_server_gone"
    ECHO_HALF_DUPLEX = "echo_half_duplex"
    """The echo cannot be cancelled, so the microphone rests while the assistant speaks; `detail` is an EchoCause value."""
    AUDIO_RESTARTED = "audio_restarted"
    STANDING_IN = "standing_in"
    """The chosen provider cannot be reached; `detail` is the value of the one that answers instead."""
    NOBODY_ANSWERS = "nobody_answers"
    """Neither the chosen provider nor any that may stand in can be reached, and the person has asked something."""
    NO_SPEECH_HEARD = "no_speech_heard"
    WORDS_UNSENT = "words_unsent"
    """Said or typed when the program last ran, and never answered; `detail` is the length of what was spoken, if any."""
    WORDS_LOST = "words_lost"
    """More was said without a connection than can be kept."""
    DISK_FULL = "disk_full"
    HISTORY_UNREADABLE = "history_unreadable"
    HISTORY_UNWRITABLE = "history_unwritable"
    RECORDING_UNPLAYABLE = "recording_unplayable"
    SETTINGS_FIELD_BAD = "settings_field_bad"
    SETTINGS_UNWRITABLE = "settings_unwritable"
    KEY_STORE_UNAVAILABLE = "key_store_unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that went wrong. `detail` is plain text fit for the window and the log: no secret, nothing said."""

    code: ProblemCode
    detail: str = ""
    over: bool = False
    """True: the problem has gone away; take its banner down."""
