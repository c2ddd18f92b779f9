"""Smaller packets on a way up that is too slow for them as they are: what is said to the service is deflated while that is so.

Sound as text (base64) becomes a third smaller, and nothing of it is lost. Whether it may be done is settled in the handshake, so
the extension is offered to each service that is not on this machine; one that declines is simply sent what it was sent before.
"""

from collections.abc import Sequence

from websockets.extensions import ClientExtensionFactory, Extension
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.frames import Frame
from websockets.typing import ExtensionName, ExtensionParameter

_MEMORY = 5
"""Of zlib, 1 to 9: more gains nothing with messages of a kilobyte."""


class Squeeze(ClientExtensionFactory):
    """Offered with each handshake of one link. `is_on` may change between any two messages."""

    name = ClientPerMessageDeflateFactory.name

    def __init__(self) -> None:
        self._deflate = ClientPerMessageDeflateFactory(client_max_window_bits=True, compress_settings={"memLevel": _MEMORY})
        self.is_on = False
        self.is_accepted = False
        """The service of the moment can read deflated messages."""

    def get_request_params(self) -> Sequence[ExtensionParameter]:
        """The offer of a new connection."""
        self.is_accepted = False
        return self._deflate.get_request_params()

    def process_response_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> Extension:
        """The service has accepted."""
        self.is_accepted = True
        return _Switched(self, self._deflate.process_response_params(params, accepted_extensions))


class _Switched(Extension):
    """Reads what comes deflated and what comes plain; writes plain messages until it is told otherwise."""

    name = ExtensionName("permessage-deflate")

    def __init__(self, switch: Squeeze, deflate: Extension) -> None:
        self._switch = switch
        self._deflate = deflate

    def decode(self, frame: Frame, *, max_size: int | None = None) -> Frame:
        """See Extension."""
        return self._deflate.decode(frame, max_size=max_size)

    def encode(self, frame: Frame) -> Frame:
        """See Extension."""
        return self._deflate.encode(frame) if self._switch.is_on else frame
