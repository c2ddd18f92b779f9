"""OpenAI Realtime (GA) over a WebSocket, and servers that speak the same."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import ClientCommand
from desktop_assistant.core.errors import AuthError, UsageError
from desktop_assistant.core.server_events import ServerEvent
from desktop_assistant.protocol.codec import Endpoint
from desktop_assistant.protocol.openai_decode import decode
from desktop_assistant.protocol.openai_encode import frames

G711 = (AudioFormat(encoding=Encoding.PCMU, rate=8000), AudioFormat(encoding=Encoding.PCMA, rate=8000))
CAPABILITIES = Capabilities(input_formats=(AudioFormat(), *G711), output_formats=(AudioFormat(), *G711))
"""PCM is 24 kHz only; G.711 is 8 kHz."""

_SCHEMES = {"ws": "ws", "wss": "wss", "http": "ws", "https": "wss"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAICodec:
    """The dialect with its address and key. Raises UsageError or AuthError when made from nonsense."""

    url: str = field(repr=False)
    key: str = field(repr=False)
    model: str
    capabilities: Capabilities = field(default=CAPABILITIES, repr=False)

    def __post_init__(self) -> None:
        self.endpoint()

    def endpoint(self) -> Endpoint:
        """The address names the model, the header carries the key; no beta header, which GA servers refuse."""
        return Endpoint(url=realtime_url(self.url, model=self.model), headers=bearer(self.key))

    def decode(self, message: str | bytes) -> list[ServerEvent]:
        """See Codec."""
        return decode(message)

    def encode(self, command: ClientCommand) -> list[str]:
        """See Codec."""
        return frames(command)


def realtime_url(url: str, *, model: str = "") -> str:
    """A checked WebSocket address with the model in its query. Raises UsageError."""
    try:
        parts = urlsplit(url.strip())
        scheme, host = _SCHEMES.get(parts.scheme), parts.hostname
        _ = parts.port
    except ValueError:
        raise UsageError("The address of the realtime service is not a valid URL.") from None
    if scheme is None or not host:
        raise UsageError("The address of the realtime service must begin with wss:// or ws:// and name a host.")
    return urlunsplit(SplitResult(scheme, parts.netloc, parts.path, _query(parts.query, model), ""))


def bearer(key: str) -> tuple[tuple[str, str], ...]:
    """The Authorization header; a key with a line break or a non-ASCII character would break or forge headers."""
    if not key:
        return ()
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise AuthError("it contains characters that no key has")
    return (("Authorization", f"Bearer {key}"),)


def _query(query: str, model: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    if model and not any(name == "model" for name, _ in pairs):
        pairs.append(("model", model))
    return urlencode(pairs)
