"""What one kind of server differs in, as data. A new one is an entry here, its golden transcript, and a line of the registry."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.capabilities import Capabilities, ImageLimits
from desktop_assistant.protocol.address import (
    Headers,
    azure_headers,
    azure_openai_url,
    bearer,
    model_url,
    realtime_url,
    voice_live_url,
)
from desktop_assistant.protocol.openai_dialects import BETA, GA, QWEN, VOICE_LIVE, XAI, Dialect

G711 = (AudioFormat(encoding=Encoding.PCMU, rate=8000), AudioFormat(encoding=Encoding.PCMA, rate=8000))
_WITH_TELEPHONE = (AudioFormat(), *G711)
_PCM_RATES = tuple(AudioFormat(rate=rate) for rate in (24_000, 16_000, 8000))


class Address(Protocol):
    """From what the user wrote to the WebSocket's address; raises UsageError."""

    def __call__(self, url: str, /, *, model: str) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One kind of server that speaks OpenAI's Realtime protocol."""

    capabilities: Capabilities
    dialect: Dialect = GA
    adapts: bool = False
    """The dialect is only the first guess: the shape of the session that the server describes first decides."""
    greetings: tuple[str, ...] = ()
    """Messages besides `session.created` with which a session may begin."""
    address: Address = realtime_url
    identify: Callable[[str], Headers] = bearer
    """Headers that carry the key; raises AuthError."""
    check: Callable[[str, str], str] | None = None
    """From the WebSocket's address and the model to the address of a free call which tells whether the key works; none: only the
    socket itself tells all, as with deployments, which no list of models names."""
    headers: Headers = ()
    names_items: bool = True
    """Items that we create have names of ours; else the server names them."""
    end_silence_ms: int = 0
    """Of silence that is sent where we end a turn: its detector ends turns by what it hears, whatever it is told."""


TELLS_DOUBTS = ("gpt-4o-transcribe", "gpt-4o-mini-transcribe", "gpt-transcribe")
"""Of OpenAI's recognisers. One that tells speakers apart is called `gpt-4o-transcribe-diarize`, and is not for live turns."""
OPENAI = Profile(
    capabilities=Capabilities(
        leaves_turns_to_us=True,
        tells_doubts=TELLS_DOUBTS,
        idle_timeout=True,
        reasoning=True,
        retention=True,
        mcp=True,
        input_formats=_WITH_TELEPHONE,
        output_formats=_WITH_TELEPHONE,
    ),
    check=model_url,
)
"""PCM is 24 kHz only; G.711 is 8 kHz. No header of the beta, which this service refuses."""

_PLAIN = Capabilities(
    semantic_vad=False,
    images=None,
    noise_reduction=(),
    needs_key=False,
    max_session_s=None,
)
"""What may be expected of a server of which we know nothing."""

COMPATIBLE = Profile(capabilities=_PLAIN, adapts=True)
OLDER = Profile(capabilities=_PLAIN, dialect=BETA, adapts=True, headers=(("OpenAI-Beta", "realtime=v1"),))
"""A server that insists on the header of the beta."""
_CHAINED = replace(_PLAIN, transcribes_itself=True)
"""Recogniser, text model and voice in a row."""
HUGGING_FACE = Profile(
    capabilities=replace(_CHAINED, delete_items=False, parallel_sessions=False, answers_speech=True),
    names_items=False,
    end_silence_ms=700,
)
"""Its pipeline serves one session at a time (`session_limit_reached`), its detector hears every turn (a commit ends none), and it
refuses names of items that do not begin as its own do. Seen with version 0.2.12."""
SPEACHES = Profile(capabilities=_CHAINED, dialect=BETA)
LOCALAI = Profile(capabilities=replace(_CHAINED, semantic_vad=True, images=ImageLimits()))
XAI_GROK = Profile(
    capabilities=Capabilities(
        semantic_vad=False,
        truncate=False,
        images=None,
        noise_reduction=(),
        input_formats=(*_PCM_RATES, *G711),
        output_formats=(*_PCM_RATES, *G711),
        max_session_s=1800.0,  # 30, 60 or 120 minutes, depending on which page one believes
    ),
    dialect=XAI,
    greetings=("conversation.created",),
)
QWEN_OMNI = Profile(
    capabilities=Capabilities(
        semantic_vad=False,
        transcribes_itself=True,
        pins_language=False,
        delete_items=False,
        truncate=False,
        images=None,
        noise_reduction=(),
        input_formats=(AudioFormat(rate=16_000),),
        max_session_s=7200.0,
    ),
    dialect=QWEN,
)
AZURE = Profile(
    capabilities=replace(
        OPENAI.capabilities, idle_timeout=False, reasoning=False, retention=False, mcp=False
    ),  # preview takes none of them
    adapts=True,
    address=azure_openai_url,
    identify=azure_headers,
)
"""The address tells GA from preview, and so does what the server says first."""
AZURE_VOICE_LIVE = Profile(
    capabilities=Capabilities(
        leaves_turns_to_us=True,
        noise_reduction=("azure_deep_noise_suppression", "near_field", "far_field"),
        echo_cancellation=True,
        input_formats=(*_PCM_RATES, *G711),
        output_formats=(*_PCM_RATES, *G711),
    ),
    dialect=VOICE_LIVE,
    address=voice_live_url,
    identify=azure_headers,
)
