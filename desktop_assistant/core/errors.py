"""Errors by whose fault they are, so that the window can say who has to act."""


class AssistantError(Exception):
    """Root of every error that this program raises on purpose."""


class ProtocolError(AssistantError):
    """The peer sent something that breaks its protocol. `path` names the field, e.g. `session.audio.input`."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.path = path


class UsageError(AssistantError):
    """We asked for something impossible in this state: a bug of ours."""


class TransportError(AssistantError):
    """The network or the peer's socket failed. `retryable` says whether the same attempt may succeed later."""

    def __init__(self, message: str, *, retryable: bool, code: int | None = None) -> None:
        super().__init__(message)
        self.retryable = retryable
        self.code = code
        """HTTP status of the handshake or WebSocket close code, where there was one."""


class AuthError(AssistantError):
    """The provider refused the key."""


class QuotaError(AssistantError):
    """The account is out of credit or over its rate."""


class DeviceError(AssistantError):
    """A microphone, loudspeaker or sound server failed."""


class StoreError(AssistantError):
    """The database could not be read or written."""


class UnreadableError(StoreError):
    """What was kept could not be read; what is being said now may still be saved."""


class KeyStoreError(StoreError):
    """No place for a key: the system's key store is missing, locked, or does not answer."""
