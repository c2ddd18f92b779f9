"""OpenAI Realtime over a WebSocket, and every server that speaks it in one dialect or another."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop_assistant.core.audio import INTERNAL_RATE
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, ClientCommand, CommitInput, CreateItem, UpdateSession
from desktop_assistant.core.server_events import ServerEvent, SessionReady
from desktop_assistant.core.session_config import SessionConfig
from desktop_assistant.protocol.codec import Endpoint
from desktop_assistant.protocol.openai_decode import decode_fields
from desktop_assistant.protocol.openai_dialects import Dialect, spoken_in
from desktop_assistant.protocol.openai_encode import frames
from desktop_assistant.protocol.openai_profiles import OPENAI, Profile
from desktop_assistant.protocol.wire import Fields, parse_object


@dataclass(slots=True, kw_only=True)
class OpenAICodec:
    """One connection to a server with its address and key. Raises UsageError or AuthError when made from nonsense."""

    url: str = field(repr=False)
    key: str = field(repr=False)
    model: str
    profile: Profile = field(default=OPENAI, repr=False)
    tool_tokens: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Label of a server of tools -> what the provider shows to it."""
    _dialect: Dialect = field(init=False, repr=False)
    _rate: int = field(init=False, repr=False, default=INTERNAL_RATE)
    """Hz of what is sent."""

    def __post_init__(self) -> None:
        self._dialect = self.profile.dialect
        self.endpoint()

    @property
    def capabilities(self) -> Capabilities:
        """See Codec."""
        return self.profile.capabilities

    def endpoint(self) -> Endpoint:
        """The address names the model, a header carries the key."""
        profile = self.profile
        headers = (*profile.identify(self.key), *profile.headers)
        url = profile.address(self.url, model=self.model)
        return Endpoint(url=url, headers=headers, check_url=profile.check(url, self.model) if profile.check else "")

    def decode(self, message: str | bytes) -> list[ServerEvent]:
        """See Codec. What the server says of its session first decides how it is spoken to, where that is open."""
        fields = parse_object(message)
        name = fields.text("type")
        if name in self.profile.greetings:
            return [SessionReady(session_id="")]
        if name == "session.created" and self.profile.adapts:
            self._dialect = spoken_in(_session(fields), self.profile.dialect)
        return decode_fields(fields)

    def quiet(self) -> list[ServerEvent]:
        """See Codec."""
        return []

    def encode(self, command: ClientCommand) -> list[str]:
        """See Codec."""
        match command:
            case CreateItem() if not self.profile.names_items:
                return frames(replace(command, item=replace(command.item, id="")), self._dialect)
            case CommitInput() if self.profile.end_silence_ms:
                silence = AppendAudio(audio=bytes(self._rate * 2 * self.profile.end_silence_ms // 1000))
                return [*frames(silence, self._dialect), *frames(command, self._dialect)]
            case UpdateSession():
                self._rate = command.config.input_format.rate
                command = replace(command, config=self._with_tokens(command.config))
            case _:
                pass
        return frames(command, self._dialect)

    def _with_tokens(self, config: SessionConfig) -> SessionConfig:
        servers = (replace(server, authorization=self.tool_tokens.get(server.label, "")) for server in config.mcp_servers)
        return replace(config, mcp_servers=tuple(servers))


def _session(fields: Fields) -> Fields:
    return fields.child("session") if "session" in fields else fields
