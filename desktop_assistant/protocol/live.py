"""OpenAI Live: one connection to a full-duplex model. It has no turns, takes sound without pause, and nothing in it can be asked
for, cancelled or cut; `live_turns` finds what the window shows as turns, `live_decode` and `live_encode` translate."""

from dataclasses import dataclass, field

from desktop_assistant.core.audio import AudioFormat, WhenQuiet
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import ClientCommand
from desktop_assistant.core.server_events import ServerEvent
from desktop_assistant.protocol.address import bearer, model_url, realtime_url
from desktop_assistant.protocol.codec import Endpoint
from desktop_assistant.protocol.live_decode import Reader
from desktop_assistant.protocol.live_delegation import Delegations
from desktop_assistant.protocol.live_encode import Writer
from desktop_assistant.protocol.live_turns import OVER_AFTER_MS, LiveTurns

_FORMATS = (AudioFormat(), AudioFormat(rate=16_000))

CAPABILITIES = Capabilities(
    greets=False,
    semantic_vad=False,
    when_quiet=WhenQuiet.CONTINUOUS,
    delete_items=False,
    manual_turns=False,
    full_duplex=True,
    truncate=False,
    cancel=False,
    update_session=False,
    noise_reduction=(),
    images=None,
    seed_history=False,
    seeds_at_start=True,
    transcribes_itself=True,
    pins_language=False,
    ends_in_silence_s=OVER_AFTER_MS / 1000,
    input_formats=_FORMATS,
    output_formats=_FORMATS,
    one_format=True,
    max_session_s=None,  # `session.started` says when it ends
)


@dataclass(slots=True, kw_only=True)
class LiveCodec:
    """One connection with its address and key. Raises UsageError or AuthError when made from nonsense."""

    url: str = field(repr=False)
    key: str = field(repr=False)
    model: str
    names: str = ""
    """Before every name that is made up; no two connections may share one."""
    capabilities: Capabilities = field(default=CAPABILITIES, repr=False)
    _turns: LiveTurns = field(init=False, repr=False)
    _reader: Reader = field(init=False, repr=False)
    _writer: Writer = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._turns = LiveTurns(self.names)
        delegations = Delegations()
        self._reader = Reader(self._turns, delegations)
        self._writer = Writer(self._turns, delegations, self.model)
        self.endpoint()

    def endpoint(self) -> Endpoint:
        """The model goes in the first message, so the address names none."""
        url = realtime_url(self.url)
        return Endpoint(url=url, headers=bearer(self.key), check_url=model_url(url, self.model))

    def decode(self, message: str | bytes) -> list[ServerEvent]:
        """See Codec."""
        return self._reader.decode(message)

    def quiet(self) -> list[ServerEvent]:
        """See Codec."""
        return [*self._turns.take_committed(), *self._turns.finish()]

    def encode(self, command: ClientCommand) -> list[str]:
        """See Codec."""
        return self._writer.frames(command)
