"""Which of this computer's addresses would be used to reach the world; asking sends nothing."""

import socket
from ipaddress import ip_address

_ELSEWHERE = ("192.0.2.1", "2001:db8::1")
"""Addresses kept for documentation, which nobody has: the system looks up its route to them all the same."""
_ANY_PORT = 9


def routes() -> tuple[str, ...]:
    """One address for each way out; empty without a network. It changes with the network, a VPN, or another interface."""
    return tuple(found for address in _ELSEWHERE if (found := _way_to(address)))


def _way_to(address: str) -> str:
    family = socket.AF_INET6 if ip_address(address).version == 6 else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, _ANY_PORT))
            return str(probe.getsockname()[0])
    except OSError:
        return ""
