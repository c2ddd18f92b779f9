"""What every provider's codec can do, and where its socket goes."""

import ipaddress
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import ClientCommand
from desktop_assistant.core.errors import UsageError
from desktop_assistant.core.server_events import ServerEvent


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Endpoint:
    """Where to open the WebSocket. Headers and query may hold a secret, so `repr` shows neither.

    Headers carry the key, so they never travel in clear beyond this machine: raises UsageError.
    """

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    subprotocols: tuple[str, ...] = ()
    is_direct: bool = False
    """On this machine, whoever else may be asked from there: no proxy is on the way."""
    check_url: str = ""
    """A call free of charge that the key must pass, over HTTP with the same headers; empty = only the socket itself can tell."""

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if self.headers and parts.scheme != "wss" and not is_loopback(parts.hostname or ""):
            raise UsageError("A key is only sent encrypted: the address must begin with wss://.")

    def __repr__(self) -> str:
        parts = urlsplit(self.url)
        names = ", ".join(name for name, _ in self.headers)
        return f"Endpoint({parts.scheme}://{parts.hostname}{parts.path}, headers: {names or 'none'})"


def is_loopback(host: str) -> bool:
    """This machine; what is sent to it crosses no network."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Codec(Protocol):
    """One dialect, sans I/O: wire messages in, core events out; core commands in, wire messages out."""

    @property
    def capabilities(self) -> Capabilities:
        """What the provider can do."""
        ...

    def endpoint(self) -> Endpoint:
        """Where to connect and how to identify ourselves."""
        ...

    def decode(self, message: str | bytes) -> list[ServerEvent]:
        """Raises ProtocolError and nothing else, whatever the peer sends."""
        ...

    def quiet(self) -> list[ServerEvent]:
        """Nothing has come for `Capabilities.ends_in_silence_s`; asked once per silence, and only where that is set."""
        ...

    def encode(self, command: ClientCommand) -> list[str]:
        """The wire messages that carry this command, in order; may be none."""
        ...
