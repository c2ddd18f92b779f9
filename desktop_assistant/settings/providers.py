"""Who can answer, and one table of settings for each."""

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Protocol

from desktop_assistant.core.cost import FREE
from desktop_assistant.core.hosts import host_of, is_this_machine
from desktop_assistant.core.session_config import McpServer
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
    CHAINED = "chained"
    TEXT = "text"

    @property
    def key_name(self) -> str:
        """Under which its key is kept: services of one account share it."""
        shared = {Provider.OPENAI_LIVE: Provider.OPENAI, Provider.TEXT: Provider.CHAINED}
        return shared.get(self, self).value


class SignIn(Enum):
    """How an Azure resource knows us."""

    KEY = "key"
    AZURE_CLI = "azure_cli"
    """With a token of Microsoft Entra, from the Azure command line."""


class Reasoning(Enum):
    """How hard a model thinks before it speaks."""

    OWN = "own"
    MINIMAL = "minimal"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    XHIGH = "xhigh"


class TextApi(Enum):
    """How a text model wants to be asked."""

    RESPONSES = "responses"
    CHAT = "chat"


class ServerKind(Enum):
    """What is known of a server that speaks OpenAI's protocol."""

    ANY = "compatible"
    """Nothing: what it says first tells."""
    OLDER = "older"
    HUGGING_FACE = "hugging_face"
    SPEACHES = "speaches"
    LOCALAI = "localai"
    XAI = "xai"
    QWEN = "qwen"


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
    speed: float = 1.0
    reasoning: str = ""
    """Empty = as the model likes."""
    retention_ratio: float | None = None
    context_tokens: int | None = None
    idle_timeout_s: int = 0
    """0 = it never speaks up by itself."""
    mcp_servers: tuple[McpServer, ...] = ()
    sign_in: SignIn = SignIn.KEY


def mcp_servers(written: str) -> tuple[McpServer, ...]:
    """`name=https://host/path`, several with spaces between; raises ValueError for what is none."""
    found = []
    for word in written.split():
        label, _, url = word.partition("=")
        if not (label and label.isascii() and label.replace("_", "").replace("-", "").isalnum() and url.startswith("https://")):
            raise ValueError(word)
        found.append(McpServer(label=label, url=url))
    return tuple(found)


def _mcp_servers_if_fine(written: str) -> tuple[McpServer, ...]:
    try:
        return mcp_servers(written)
    except ValueError:
        return ()


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
    chat_sees: bool = option(False, "Whether that model sees pictures.")
    voice: str = option("", "Voice of the local engine; empty = the best one found.")

    @property
    def sees_pictures(self) -> bool:
        """Somebody behind the engine does."""
        return self.chat_sees and bool(self.chat_url)

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
    speed: float = option(1.0, "How fast it speaks, 0.25 to 1.5.", low=0.25, high=1.5)
    reasoning: Reasoning = option(
        Reasoning.OWN, "How hard it thinks before it speaks: own (as the model likes), minimal, low, medium, high, or xhigh."
    )
    retention_ratio: float = option(
        0.8,
        "Share of a full context that stays when the oldest is dropped; less is dropped more seldom, and costs less.",
        low=0.1,
        high=1.0,
    )
    context_tokens: int = option(
        0, "Tokens of the conversation that it is sent at most; 0 = as many as the model takes.", low=0, high=120_000
    )
    mcp_servers: str = option("", "Servers of tools that OpenAI calls with your leave: name=https://..., with spaces between.")
    idle_timeout_s: int = option(
        0, "After so many seconds of silence (5 to 30) it speaks up by itself, while always listening; 0 = never.", low=0, high=30
    )

    @property
    def service(self) -> Service:
        """See Service."""
        return Service(
            speed=self.speed,
            reasoning="" if self.reasoning is Reasoning.OWN else self.reasoning.value,
            retention_ratio=self.retention_ratio,
            context_tokens=self.context_tokens or None,
            idle_timeout_s=self.idle_timeout_s,
            mcp_servers=_mcp_servers_if_fine(self.mcp_servers),
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
    sign_in: SignIn = option(SignIn.KEY, "key, or azure_cli (as whoever is signed in with `az login`).")
    deployment: str = option("", "Name of your deployment of a realtime model.")
    voice: str = option("marin", "Voice of the model.")
    transcription_deployment: str = option("", "Your deployment of a model that writes down what you say; empty = none.")
    semantic_turns: bool = option(False, "Let the model judge from the words when your turn is over, instead of from silence.")

    @property
    def service(self) -> Service:
        """See Service."""
        return Service(
            name="azure",
            sign_in=self.sign_in,
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
    sign_in: SignIn = option(SignIn.KEY, "key, or azure_cli (as whoever is signed in with `az login`).")
    model: str = option("gpt-4.1", "Model; it needs no deployment.")
    voice: str = option("en-US-Ava:DragonHDLatestNeural", "Voice of Azure Speech, or of the model.")
    transcription_model: str = option("azure-speech", "Model that writes down what you say; empty = none.")
    semantic_turns: bool = option(True, "Let Azure judge from the words when your turn is over, instead of from silence.")

    @property
    def service(self) -> Service:
        """See Service."""
        return Service(
            name="voice_live",
            sign_in=self.sign_in,
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
        ServerKind.ANY,
        "compatible (found out), older (wants the header of the beta), hugging_face, speaches, localai, xai, or qwen.",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainedSettings:
    """Recogniser, text model and voice in a row, each over HTTP. A stage without an address is this computer's own."""

    text_url: str = option("https://api.openai.com/v1", "Base address of the text model; empty = built-in skills only.")
    text_model: str = option("gpt-5.4-mini", "Text model.")
    text_api: TextApi = option(
        TextApi.RESPONSES, "responses (OpenAI), or chat (chat completions, which most other servers speak)."
    )
    transcription_url: str = option("https://api.openai.com/v1", "Base address of the recogniser; empty = the built-in one.")
    transcription_model: str = option("gpt-transcribe", "Model that writes down what you say.")
    speech_url: str = option("https://api.openai.com/v1", "Base address of the voice; empty = this computer's own.")
    speech_model: str = option("gpt-4o-mini-tts", "Model that speaks.")
    voice: str = option("marin", "Voice of that model.")

    @property
    def service(self) -> Service:
        """See Service. The engine on this machine serves it; the models are those that are paid for."""
        return Service(
            name="chained",
            model=_paid(self.text_model, self.text_url),
            voice=self.voice,
            transcription_model=_paid(self.transcription_model, self.transcription_url),
        )

    def stages(self, key: str, language: str) -> dict[str, Any]:
        """As the engine is told them. The key goes to the text model's host, encrypted or on this machine, and to no other."""
        stages: dict[str, dict[str, str]] = {
            "text": {"url": self.text_url, "model": self.text_model, "api": self.text_api.value},
            "transcription": {"url": self.transcription_url, "model": self.transcription_model},
            "speech": {"url": self.speech_url, "model": self.speech_model, "voice": self.voice},
        }
        home = host_of(self.text_url)
        for stage in stages.values():
            url = stage["url"]
            stage["paid"] = _paid(stage["model"], url)
            if key and home and host_of(url) == home and (url.lower().startswith("https://") or is_this_machine(url)):
                stage["key"] = key
        return {**stages, "language": language}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSettings:
    """A text model over HTTP, for typing only: what is left when nobody can hear. Its key is that of the chain."""

    url: str = option("", "Base address of the text model; empty = that of three services in a row.")
    model: str = option("", "Text model; empty = that of three services in a row.")
    api: TextApi = option(TextApi.RESPONSES, "How a model with an address of its own is asked: responses, or chat.")

    @property
    def service(self) -> Service:
        """See Service."""
        return Service(name="text", url=self.url, model=self.model)

    def stage(self, chained: ChainedSettings, key: str) -> dict[str, str]:
        """Where it is, as `engine.chain.services.Stage` is told; no address: there is none."""
        if self.url:
            chained = replace(chained, text_url=self.url, text_model=self.model, text_api=self.api)
        stage: dict[str, str] = chained.stages(key, "")["text"]
        return stage if stage["url"] else {}


def _paid(model: str, url: str) -> str:
    """What a stage is called in the price table; one without a name by its host, to be found there as well."""
    return FREE if not url or is_this_machine(url) else model or host_of(url) or url
