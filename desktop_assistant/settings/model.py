"""The one frozen tree of settings; file, dialog and documentation are derived from the fields' metadata."""

from dataclasses import dataclass, field
from enum import Enum

from desktop_assistant.core.audio import DeviceName, Duplex, Sensitivity
from desktop_assistant.core.hosts import host_of, is_this_machine
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.settings.continuity import ContinuitySettings
from desktop_assistant.settings.option import option as _option
from desktop_assistant.settings.personas import DEFAULT, Persona, persona_of
from desktop_assistant.settings.providers import (
    AzureSettings,
    ChainedSettings,
    CompatibleSettings,
    GeminiSettings,
    LocalSettings,
    OpenAILiveSettings,
    OpenAISettings,
    ProviderSettings,
    TextSettings,
    VoiceLiveSettings,
)
from desktop_assistant.settings.providers import Provider as Provider
from desktop_assistant.settings.providers import Reasoning as Reasoning
from desktop_assistant.settings.providers import ServerKind as ServerKind
from desktop_assistant.settings.providers import Service as Service
from desktop_assistant.settings.providers import SignIn as SignIn
from desktop_assistant.settings.providers import TextApi as TextApi

SCHEMA_VERSION = 2
PAUSE_MARKS = {"snappy": 300, "middle": 600, "thoughtful": 1200}
"""Named places on the slider of `audio.pause_ms`."""


class Theme(Enum):
    """Colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(Enum):
    """Of the window."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"
    ARABIC = "ar"


class SampleRate(Enum):
    """Sound on the wire; a provider that lacks it gets its nearest."""

    HIGH = "24000"
    WIDE = "16000"
    PHONE = "8000"
    """G.711 mu-law."""


class KeyPlace(Enum):
    """Where the key in use was found."""

    NONE = "none"
    KEYRING = "keyring"
    ENVIRONMENT = "environment"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyState:
    """Which store is in use, said in the dialog. Never the key itself."""

    place: KeyPlace
    detail: str = ""
    """Name of the key store, of the variable, or path of the file."""
    keyring_works: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioSettings:
    """Microphone, loudspeaker, and how patiently to listen."""

    input_preference: tuple[DeviceName, ...] = _option(
        (), "Microphones in your order of preference: the first that is plugged in is used. Empty = follow the system."
    )
    output_preference: tuple[DeviceName, ...] = _option((), "Loudspeakers, likewise.")
    sample_rate: SampleRate = _option(SampleRate.HIGH, "Sound on the wire: 24000, 16000, or 8000 (telephone, G.711).")
    pause_ms: int = _option(
        PAUSE_MARKS["middle"], "Silence in ms that ends your turn: small is snappy, large lets you think.", low=200, high=3000
    )
    volume: float = _option(1.0, "Loudness of the assistant, 0 to 1.", low=0.0, high=1.0)
    duplex: Duplex = _option(
        Duplex.AUTO,
        "Listen while the assistant speaks: auto (while the echo can be cancelled, unless you let the microphone rest with the "
        "devices in use), full (always), half (never).",
    )
    sensitivity: Sensitivity = _option(Sensitivity.NORMAL, "How readily a sound interrupts the assistant: easy, normal, or firm.")
    echo_cancellation: bool = _option(True, "Remove the assistant's own voice from the microphone.")
    noise_suppression: bool = _option(False, "Take steady noise out of what is sent; for fans and streets.")
    gain_control: bool = _option(False, "Raise a quiet voice in what is sent; it raises the room too.")
    earcons: bool = _option(True, "Soft sounds while thinking and when the microphone opens.")
    headset_advice: bool = _option(True, "Say that a Bluetooth headset's own microphone spoils its sound; off once it was said.")

    @property
    def input_device(self) -> str:
        """Id of the most preferred microphone; empty = follow the system."""
        return self.input_preference[0].id if self.input_preference else ""

    @property
    def input_name(self) -> str:
        """What it was called."""
        return self.input_preference[0].name if self.input_preference else ""

    @property
    def output_device(self) -> str:
        """Id of the most preferred loudspeaker; empty = follow the system."""
        return self.output_preference[0].id if self.output_preference else ""

    @property
    def output_name(self) -> str:
        """What it was called."""
        return self.output_preference[0].name if self.output_preference else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationSettings:
    """Who the assistant is and how you talk to it."""

    talk_mode: TalkMode = _option(TalkMode.CLICK, "click, hold, or always.")
    instructions: str = _option(
        "You are a helpful desktop voice assistant. Speak briefly and naturally.",
        "Who the assistant is; sent to the model.",
    )
    language: str = _option("", "Two-letter language of your speech, e.g. en; empty = automatic.")
    persona: str = _option(DEFAULT, "Id of the persona that answers, one of those below.")
    personas: tuple[Persona, ...] = _option((), "Empty = those that come with the program. Easier to change in the window.")
    own_pause_ms: int = _option(
        0, "audio.pause_ms as it was before a persona with a patience of its own; 0 = none did.", low=0, high=3000
    )
    end_phrase: str = _option("over", "Said at the end of your turn it sends at once and is left out; empty = none.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AppearanceSettings:
    """How the window looks."""

    theme: Theme = _option(Theme.SYSTEM, "system, light, or dark.")
    language: Language = _option(Language.SYSTEM, "Language of the window: system, en, de, or ar; read when the program starts.")
    text_scale: float = _option(1.0, "Size of all text, 0.75 to 2.", low=0.75, high=2.0)
    captions: bool = _option(False, "A strip above other windows with what is being said.")
    reduced_motion: bool = _option(False, "No animation beyond what carries meaning.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacySettings:
    """What is kept."""

    keep_days: int = _option(
        0, "Delete conversations in which nothing was said for so many days; 0 = keep them. Pinned ones stay.", low=0, high=3650
    )
    keep_audio: bool = _option(False, "Keep recordings of both sides beside the history.")
    encrypt_history: bool = _option(False, "Encrypt the history; its key is in the system's key store.")
    allow_key_file: bool = _option(False, "Keep keys in a file that only you can read, when the system has no key store.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The tree; each attribute is one table of the file."""

    schema: int = SCHEMA_VERSION
    provider: Provider = _option(
        Provider.LOCAL, "Who answers: local, openai, openai_live, azure, voice_live, gemini, compatible, chained, or text."
    )
    conversation: ConversationSettings = field(default_factory=ConversationSettings)
    audio: AudioSettings = field(default_factory=AudioSettings)
    local: LocalSettings = field(default_factory=LocalSettings)
    openai: OpenAISettings = field(default_factory=OpenAISettings)
    openai_live: OpenAILiveSettings = field(default_factory=OpenAILiveSettings)
    azure: AzureSettings = field(default_factory=AzureSettings)
    voice_live: VoiceLiveSettings = field(default_factory=VoiceLiveSettings)
    gemini: GeminiSettings = field(default_factory=GeminiSettings)
    compatible: CompatibleSettings = field(default_factory=CompatibleSettings)
    chained: ChainedSettings = field(default_factory=ChainedSettings)
    text: TextSettings = field(default_factory=TextSettings)
    continuity: ContinuitySettings = field(default_factory=ContinuitySettings)
    appearance: AppearanceSettings = field(default_factory=AppearanceSettings)
    privacy: PrivacySettings = field(default_factory=PrivacySettings)

    @property
    def persona(self) -> Persona:
        """Who answers, as a character."""
        return persona_of(self.conversation.personas, self.conversation.persona)

    @property
    def key_names(self) -> tuple[str, ...]:
        """Under which the key of who answers may be kept, best first: a text model at OpenAI takes the key of its voice too."""
        own = self.provider.key_name
        return (own, Provider.OPENAI.key_name) if self.is_text_at_openai else (own,)

    @property
    def is_text_at_openai(self) -> bool:
        """Who answers is a text model at OpenAI, which wants a key."""
        if self.provider not in (Provider.CHAINED, Provider.TEXT):
            return False
        text = self.text if self.provider is Provider.TEXT else TextSettings()
        host = host_of(text.stage(self.chained, "").get("url", ""))
        return bool(host) and host == host_of(self.openai.url)

    @property
    def stand_ins(self) -> tuple[Provider, ...]:
        """Who may answer instead, best first: those that were chosen, and typing with a text model of a company that hears
        what is said anyway, or on this computer. What is said to this computer's own engine stays here."""
        if not self.continuity.automatic:
            return ()
        named = () if self.provider is Provider.LOCAL else self.continuity.named
        if not self.continuity.chose_chain and not self.hosts(Provider.CHAINED) <= self.hosts(self.provider):
            named = tuple(provider for provider in named if provider is not Provider.CHAINED)
        heard = frozenset[str]().union(*(self.hosts(provider) for provider in (self.provider, *named)))
        has_model = bool(self.text.stage(self.chained, ""))
        writing = self.hosts(Provider.TEXT)
        may_type = has_model and (not writing or (bool(named) and writing <= heard))
        found = (*named, *((Provider.TEXT,) if may_type else ()))
        return tuple(provider for provider in dict.fromkeys(found) if provider is not self.provider)

    def hosts(self, provider: Provider) -> frozenset[str]:
        """Who hears what is said to this provider, but for this machine."""
        match provider:
            case Provider.LOCAL:
                urls = []
            case Provider.CHAINED:
                urls = [self.chained.text_url, self.chained.transcription_url, self.chained.speech_url]
            case Provider.TEXT:
                urls = [self.text.stage(self.chained, "").get("url", "")]
            case _:
                urls = [self.service_of(provider).url]
        return frozenset(host_of(url) or url for url in urls if url and not is_this_machine(url))

    @property
    def service(self) -> Service:
        """Who answers, in the words that are the same for all."""
        return self.service_of(self.provider)

    def service_of(self, provider: Provider) -> Service:
        """The same for another provider."""
        tables: dict[Provider, ProviderSettings] = {
            Provider.LOCAL: self.local,
            Provider.OPENAI: self.openai,
            Provider.OPENAI_LIVE: self.openai_live,
            Provider.AZURE: self.azure,
            Provider.VOICE_LIVE: self.voice_live,
            Provider.GEMINI: self.gemini,
            Provider.COMPATIBLE: self.compatible,
            Provider.CHAINED: self.chained,
            Provider.TEXT: self.text,
        }
        return tables[provider].service
