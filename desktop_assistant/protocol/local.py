"""Our own engine on this machine: the same dialect, a one-time token instead of a key."""

from dataclasses import dataclass, field, replace

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.capabilities import Capabilities, ImageLimits
from desktop_assistant.core.commands import ClientCommand
from desktop_assistant.core.server_events import ServerEvent
from desktop_assistant.protocol.address import bearer, realtime_url
from desktop_assistant.protocol.codec import Endpoint
from desktop_assistant.protocol.openai_decode import decode
from desktop_assistant.protocol.openai_encode import frames
from desktop_assistant.protocol.openai_profiles import G711

_FORMATS = (AudioFormat(), AudioFormat(rate=16_000), *G711)
CAPABILITIES = Capabilities(
    semantic_vad=False,
    judges_turns=True,
    tells_doubts=("local",),
    images=None,
    noise_reduction=(),
    update_voice_after_audio=True,
    needs_key=False,
    is_local=True,
    input_formats=_FORMATS,
    output_formats=_FORMATS,
    max_session_s=None,
)

SEEING = replace(CAPABILITIES, images=ImageLimits(max_side=1024))
"""The engine with a chat server whose model sees pictures. Single ones: such a model reads each anew with every question."""

CHAINED = replace(CAPABILITIES, is_local=False, images=ImageLimits())
"""The engine with stages that are somewhere else: our own turns, other people's words."""

TEXT = Capabilities(
    hears=False,
    server_vad=False,
    semantic_vad=False,
    truncate=False,
    user_transcripts=False,
    noise_reduction=(),
    images=None,
    tools=False,
    needs_key=False,
    max_session_s=None,
)
"""A text model over plain HTTP, without a voice; on this machine or elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalCodec:
    """The dialect with the address and token that the engine printed when it was ready."""

    url: str = field(repr=False)
    token: str = field(repr=False)
    capabilities: Capabilities = field(default=CAPABILITIES, repr=False)

    def endpoint(self) -> Endpoint:
        """Loopback with the token in the header."""
        return Endpoint(url=realtime_url(self.url), headers=bearer(self.token), is_direct=True)

    def decode(self, message: str | bytes) -> list[ServerEvent]:
        """See Codec."""
        return decode(message)

    def quiet(self) -> list[ServerEvent]:
        """See Codec."""
        return []

    def encode(self, command: ClientCommand) -> list[str]:
        """See Codec."""
        return frames(command)
