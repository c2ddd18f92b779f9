"""Which addresses lead out of this computer."""

import socket
from ipaddress import ip_address

import pytest

from desktop_assistant.transport.routes import routes


def test_what_is_named_is_an_address_of_this_computer() -> None:
    for found in routes():
        family = socket.AF_INET6 if ip_address(found).version == 6 else socket.AF_INET
        with socket.socket(family, socket.SOCK_DGRAM) as one:
            one.bind((found, 0, 0, 0) if family == socket.AF_INET6 else (found, 0))


def test_no_network_is_no_route(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> None:
        raise OSError("Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", unreachable)
    assert routes() == ()
