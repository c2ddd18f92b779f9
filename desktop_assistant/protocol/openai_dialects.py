"""The dialects of OpenAI's Realtime protocol: how a session and the assistant's past words are written to a server.

Reading needs no dialect, since one table knows all names. Which one a server wants is told by its profile, or by the shape of
the session that it describes first.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop_assistant.core.audio import Encoding
from desktop_assistant.core.session_config import ManualTurns, SemanticVad, ServerVad, SessionConfig, TurnDetection
from desktop_assistant.protocol.openai_shapes import write_format, write_tool, write_transcription, write_turn_detection
from desktop_assistant.protocol.wire import Fields, JsonObject

DOUBTS = "item.input_audio_transcription.logprobs"
"""Asks for the likelihood of each piece of a transcript."""
SPEECH_MODEL, SPEECH_SECONDS = "speech_model", "speech_seconds"
"""In the metadata of a response of our engine: whose voice spoke for how long, where that is paid for apart."""
_FLAT_FORMAT = {Encoding.PCM16: "pcm16", Encoding.PCMU: "g711_ulaw", Encoding.PCMA: "g711_alaw"}
_OPENAI_VOICES = {"alloy", "ash", "ballad", "cedar", "coral", "echo", "marin", "sage", "shimmer", "verse"}
_AZURE_NATIVE = {"aarti", "andrew", "ava", "denise", "diya", "elsa", "florian", "francisca", "meera"}
_AZURE_NATIVE |= {"xiaoxiao", "ximena", "yunxi"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one family of servers wants to be spoken to."""

    write_session: Callable[[SessionConfig], JsonObject]
    said_as: str = "output_text"
    """Type of the content that holds an assistant's words in the history."""


def spoken_in(session: Fields, otherwise: Dialect) -> Dialect:
    """The dialect of a server that describes its session so; `otherwise` where the shape says nothing."""
    if "audio" in session or "output_modalities" in session:
        return GA
    if "modalities" in session or "input_audio_format" in session or "turn_detection" in session:
        return BETA
    return otherwise


# --- GA -----------------------------------------------------------------------------------------------------------
def _ga(config: SessionConfig) -> JsonObject:
    """The whole configuration. `type` is required in every update; the model is fixed by the address."""
    output: JsonObject = {"format": write_format(config.output_format), "speed": config.speed}
    if config.voice:
        output["voice"] = config.voice
    return {
        "type": "realtime",
        "output_modalities": ["audio"] if config.speak else ["text"],
        "instructions": config.instructions,
        "audio": {
            "input": {
                "format": write_format(config.input_format),
                "turn_detection": write_turn_detection(config.turn_detection),
                **_transcription("transcription", config),
                "noise_reduction": {"type": config.noise_reduction} if config.noise_reduction else None,
            },
            "output": output,
        },
        **_tools(config),
        **_servers_of_tools(config),
        "max_output_tokens": _most_tokens(config),
        **({"reasoning": {"effort": config.reasoning}} if config.reasoning else {}),
        **_retention(config),
        **({"include": [DOUBTS]} if config.transcription and config.transcription.tells_doubts else {}),
    }


def _servers_of_tools(config: SessionConfig) -> JsonObject:
    servers = [
        {"type": "mcp", "server_label": server.label, "server_url": server.url, "require_approval": "always"}
        | ({"authorization": server.authorization} if server.authorization else {})
        for server in config.mcp_servers
    ]
    return {"tools": [*(write_tool(tool) for tool in config.tools), *servers]} if servers else {}


def _retention(config: SessionConfig) -> JsonObject:
    if config.retention_ratio is None:
        return {}
    limits = {"token_limits": {"post_instructions": config.context_tokens}} if config.context_tokens else {}
    return {"truncation": {"type": "retention_ratio", "retention_ratio": config.retention_ratio, **limits}}


# --- the older names ----------------------------------------------------------------------------------------------
def _beta(config: SessionConfig) -> JsonObject:
    """Flat, without `type`. What is not asked for is left out: older servers refuse fields that came later."""
    session: JsonObject = {
        "modalities": ["text", "audio"] if config.speak else ["text"],
        "instructions": config.instructions,
        "input_audio_format": _FLAT_FORMAT[config.input_format.encoding],
        "output_audio_format": _FLAT_FORMAT[config.output_format.encoding],
        **_transcription("input_audio_transcription", config),
        "turn_detection": write_turn_detection(config.turn_detection),
        **_tools(config),
        "max_response_output_tokens": _most_tokens(config),
    }
    if config.voice:
        session["voice"] = config.voice
    if config.speed != 1.0:
        session["speed"] = config.speed
    if config.noise_reduction:
        session["input_audio_noise_reduction"] = {"type": config.noise_reduction}
    return session


# --- Azure Voice Live: the older names, and more of its own --------------------------------------------------------
def _voice_live(config: SessionConfig) -> JsonObject:
    session = _beta(config)
    session |= {
        "input_audio_sampling_rate": config.input_format.rate,
        "output_audio_format": _azure_output(config),
        "turn_detection": _azure_turn_detection(config.turn_detection),
        "input_audio_echo_cancellation": {"type": "server_echo_cancellation"} if config.echo_cancellation else None,
    }
    if config.voice:
        session["voice"] = _azure_voice(config.voice)
    return session


def _azure_output(config: SessionConfig) -> str:
    fmt = config.output_format
    if fmt.encoding is Encoding.PCM16 and fmt.rate != 24_000:
        return f"pcm16_{fmt.rate}hz"
    return _FLAT_FORMAT[fmt.encoding]


def _azure_turn_detection(detection: TurnDetection) -> JsonObject | None:
    """Its own semantic detector takes every model; OpenAI's, only the gpt-realtime family."""
    match detection:
        case ManualTurns():
            return None
        case SemanticVad():
            shape: JsonObject = {"type": "azure_semantic_vad"}
        case ServerVad():
            shape = {
                "type": "server_vad",
                "threshold": detection.threshold,
                "prefix_padding_ms": detection.prefix_padding_ms,
                "silence_duration_ms": detection.silence_duration_ms,
            }
        case _:
            return write_turn_detection(detection)
    # We truncate by what was really heard; were the server to do it as well, it would guess.
    return {
        **shape,
        "create_response": detection.create_response,
        "interrupt_response": detection.interrupt_response,
        "auto_truncate": False,
    }


def _azure_voice(name: str) -> JsonObject:
    """Its voices are told apart by kind: OpenAI's, the native ones of its own model, and those of Azure Speech."""
    if name in _OPENAI_VOICES:
        return {"type": "openai", "name": name}
    if name in _AZURE_NATIVE:
        return {"type": "azure-realtime-native", "name": name}
    return {"type": "azure-standard", "name": name}


# --- xAI: new names, but voice and turn detection at the top -------------------------------------------------------
def _xai(config: SessionConfig) -> JsonObject:
    heard: JsonObject = {"format": _rated(write_format(config.input_format), config.input_format.rate)}
    if config.transcription:
        hint = {"language_hint": config.transcription.language} if config.transcription.language else {}
        heard["transcription"] = {"model": config.transcription.model, **hint}
    session: JsonObject = {
        "instructions": config.instructions,
        "turn_detection": write_turn_detection(config.turn_detection),
        "audio": {
            "input": heard,
            "output": {"format": _rated(write_format(config.output_format), config.output_format.rate)},
        },
        **_tools(config),
    }
    if config.voice:
        session["voice"] = config.voice
    return session


def _rated(shape: JsonObject, rate: int) -> JsonObject:
    return {**shape, "rate": rate}


# --- Qwen: the older names, with formats of fixed rates and tools as the chat API has them ---------------------------
def _qwen(config: SessionConfig) -> JsonObject:
    session = _beta(replace(config, transcription=None))
    del session["input_audio_transcription"]  # it writes down what it hears in its own way
    tools = [{"type": "function", "function": _without_type(tool)} for tool in session["tools"]]
    return {**session, "input_audio_format": "pcm", "output_audio_format": "pcm", "tools": tools}


def _without_type(tool: JsonObject) -> JsonObject:
    return {name: value for name, value in tool.items() if name != "type"}


# --- what all share -----------------------------------------------------------------------------------------------
def _tools(config: SessionConfig) -> JsonObject:
    return {"tools": [write_tool(tool) for tool in config.tools], "tool_choice": "auto"}


def _transcription(name: str, config: SessionConfig) -> JsonObject:
    is_servers = config.transcription is not None and not config.transcription.model
    return {} if is_servers else {name: write_transcription(config.transcription)}


def _most_tokens(config: SessionConfig) -> int | str:
    return config.max_output_tokens if config.max_output_tokens is not None else "inf"


GA = Dialect(write_session=_ga)
BETA = Dialect(write_session=_beta, said_as="text")
VOICE_LIVE = Dialect(write_session=_voice_live, said_as="text")
XAI = Dialect(write_session=_xai)
QWEN = Dialect(write_session=_qwen, said_as="text")
