"""Who can answer, and one table of settings for each."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from desktop_assistant.settings.option import option


class Provider(Enum):
    """Who answers."""

    LOCAL = "local"
    OPENAI = "openai"
    OPENAI_LIVE = "openai_live"
    AZURE = "azure"
    VOICE_LIVE = "voice_live"
    GEMINI = "gemini"
    COMPATIBLE = "compatible"

    @property
    def key_name(self) -> str:
        """Under which its key is kept: services of one account share it."""
        return "openai" if self is Provider.OPENAI_LIVE else self.value


class ServerKind(Enum):
    """What is known of a server that speaks OpenAI's protocol."""

    ANY = "compatible"
    """Nothing: what it says first tells."""
    OLDER = "older"
    HUGGING_FACE = "hugging_face"
    SPEACHES = "speaches"
    LOCALAI = "localai"
    XAI = "xai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What every provider's settings come to."""

    name: str
    """In the protocol's registry."""
    url: str = field(default="", repr=False)
    """May hold a password."""
    model: str = ""
    voice: str = ""
    transcription_model: str = ""
    """Empty: what is said is not written down."""
    semantic_turns: bool = False
    delegate_model: str = ""
    """Text model for the tasks of a voice model without tools; empty = none."""


class ProviderSettings(Protocol):
    """One provider's table."""

    @property
    def service(self) -> Service:
        """What it comes to."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSettings:
    """The engine on this machine."""

    chat_url: str = option(
        "", "Base URL of a chat-completions server on this machine, e.g. http://127.0.0.1:11434/v1; empty = built-in skills only."
    )
    chat_model: str = option("", "Model name to ask that server for; empty = its first.")
    voice: str = option("", "Voice of the local engine; empty = the best one found.")

    @property
    def service(self) -> Service:
        """See Service."""
        return Service(name="local", model="local", voice=self.voice, transcription_model="local")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAISettings:
    """OpenAI Realtime. The key is never here."""

    url: str = option("wss://api.openai.com/v1/realtime", "Address of the realtime service.")
    model: str = option("gpt-realtime-2.1", "Realtime model.")
    voice: str = option("marin", "Voice of the model.")
    transcription_model: str = option("gpt-transcribe", "Model that writes down what you say; empty = none.")
    semantic_turns: bool = option(False, "Let the model judge from the words when your turn is over, instead of from silence.")

    @property
    def service(self) -> Service:
        """See Service."""
        return Service(
            name="openai",
            url=self.url,
            model=self.model,
            voice=self.voice,
            transcription_model=self.transcription_model,
            semantic_turns=self.semantic_turns,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAILiveSettings:
    """OpenAI Live: it listens while it speaks, and judges all turns itself. Its key is OpenAI's."""

    url: str = option("wss://api.openai.com/v1/live/sessions", "Address of the service.")
    model: str = option("gpt-live-1", "Live model.")
    voice: str = option("marin", "Voice of the model.")
    delegate_model: str = option("", "Text model for what it cannot do itself, with the tools; paid apart; empty = none.")

    @property
    def service(self) -> Service:
        """See Service."""
        return Service(name="openai_live", url=self.url, model=self.model, voice=self.voice, delegate_model=self.delegate_model)


@dataclass(frozen=True, slots=True, kw_only=True)
class AzureSettings:
    """OpenAI's realtime models in an Azure resource of your own. The key is never here."""

    url: str = option("", "Address of your Azure resource, as its portal shows it.")
    deployment: str = option("", "Name of your deployment of a realtime model.")
    voice: str = option("marin", "Voice of the model.")
    transcription_deployment: str = option("", "Your deployment of a model that writes down what you say; empty = none.")
    semantic_turns: bool = option(False, "Let the model judge from the words when your turn is over, instead of from silence.")

    @property
    def service(self) -> Service:
        """See Service."""
        return Service(
            name="azure",
            url=self.url,
            model=self.deployment,
            voice=self.voice,
            transcription_model=self.transcription_deployment,
            semantic_turns=self.semantic_turns,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLiveSettings:
    """Azure Voice Live: a model of your choice with voices of Azure Speech. The key is never here."""

    url: str = option("", "Address of your Azure resource, as its portal shows it.")
    model: str = option("gpt-4.1", "Model; it needs no deployment.")
    voice: str = option("en-US-Ava:DragonHDLatestNeural", "Voice of Azure Speech, or of the model.")
    transcription_model: str = option("azure-speech", "Model that writes down what you say; empty = none.")
    semantic_turns: bool = option(True, "Let Azure judge from the words when your turn is over, instead of from silence.")

    @property
    def service(self) -> Service:
        """See Service."""
        return Service(
            name="voice_live",
            url=self.url,
            model=self.model,
            voice=self.voice,
            transcription_model=self.transcription_model,
            semantic_turns=self.semantic_turns,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GeminiSettings:
    """Gemini Live. The key is never here."""

    url: str = option("wss://generativelanguage.googleapis.com", "Address of the service.")
    model: str = option("gemini-3.8-live", "Live model.")
    voice: str = option("Kore", "Voice of the model.")

    @property
    def service(self) -> Service:
        """See Service. What you say is written down by the model's own service."""
        return Service(name="gemini", url=self.url, model=self.model, voice=self.voice, transcription_model="built in")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompatibleSettings:
    """Any server that speaks OpenAI's realtime protocol. A key, where it wants one, is never here."""

    kind: ServerKind = option(
        ServerKind.ANY, "compatible (found out), older (wants the header of the beta), hugging_face, speaches, localai, or xai."
    )
    url: str = option("ws://127.0.0.1:8765/v1/realtime", "Address of its realtime service.")
    model: str = option("", "Model to ask it for; empty = its own.")
    voice: str = option("", "Voice to ask it for; empty = its own.")
    transcription_model: str = option("", "Model that writes down what you say; empty = none is asked for.")
    semantic_turns: bool = option(False, "Let the server judge from the words when your turn is over, if it can.")

    @property
    def service(self) -> Service:
        """See Service."""
        return Service(
            name=self.kind.value,
            url=self.url,
            model=self.model,
            voice=self.voice,
            transcription_model=self.transcription_model,
            semantic_turns=self.semantic_turns,
        )
