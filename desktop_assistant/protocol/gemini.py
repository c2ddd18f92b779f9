"""Gemini Live: one connection to BidiGenerateContent.

The client speaks first (`setup`), nothing has an id, and there is no command to cancel or truncate: `gemini_turns` keeps count of
the turns, `gemini_decode` and `gemini_encode` translate.
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from desktop_assistant.core.audio import AudioFormat, WhenQuiet
from desktop_assistant.core.capabilities import Capabilities, ImageLimits
from desktop_assistant.core.commands import ClientCommand
from desktop_assistant.core.server_events import ServerEvent
from desktop_assistant.protocol.address import gemini_model_url, google_headers, realtime_url
from desktop_assistant.protocol.codec import Endpoint
from desktop_assistant.protocol.gemini_decode import decode
from desktop_assistant.protocol.gemini_encode import Writer
from desktop_assistant.protocol.gemini_turns import Turns

_SERVICE = "/ws/google.ai.generativelanguage.{version}.GenerativeService.{method}"

CAPABILITIES = Capabilities(
    greets=False,
    semantic_vad=False,
    when_quiet=WhenQuiet.END_MARK,
    delete_items=False,
    truncate=False,  # what was not played when the user interrupted counts as unheard there
    update_session=False,
    update_voice_after_audio=False,
    noise_reduction=(),
    images=ImageLimits(max_side=1024, max_bytes=500_000, frames_per_s=1.0),
    input_formats=(AudioFormat(rate=16_000), AudioFormat(), AudioFormat(rate=8000)),
    output_formats=(AudioFormat(),),
    resume=True,
    max_session_s=600.0,
)


@dataclass(slots=True, kw_only=True)
class GeminiCodec:
    """One connection with its address and key. Raises UsageError or AuthError when made from nonsense."""

    url: str = field(repr=False)
    key: str = field(repr=False)
    model: str
    names: str = ""
    """Before every name that is made up; no two connections may share one."""
    capabilities: Capabilities = field(default=CAPABILITIES, repr=False)
    _turns: Turns = field(init=False, repr=False)
    _writer: Writer = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._turns = Turns(self.names)
        self._writer = Writer(self._turns, self.model)
        self.endpoint()

    def endpoint(self) -> Endpoint:
        """The method of the service, unless the address names one already; short-lived tokens have a method of their own."""
        url = realtime_url(self.url)
        if urlsplit(url).path in ("", "/"):
            is_token = self.key.startswith("auth_tokens/")
            method = "BidiGenerateContentConstrained" if is_token else "BidiGenerateContent"
            path = _SERVICE.format(version="v1alpha" if is_token else "v1beta", method=method)
            url = urlsplit(url)._replace(path=path).geturl()
        return Endpoint(url=url, headers=google_headers(self.key), check_url=gemini_model_url(url, self.model))

    def decode(self, message: str | bytes) -> list[ServerEvent]:
        """See Codec. Frames come as bytes."""
        return decode(message, self._turns)

    def quiet(self) -> list[ServerEvent]:
        """See Codec."""
        return []

    def encode(self, command: ClientCommand) -> list[str]:
        """See Codec."""
        return self._writer.frames(command)
