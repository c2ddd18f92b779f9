"""Whose machine an address leads to: whoever runs it sees what is sent there."""

from urllib.parse import urlsplit

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def host_of(url: str) -> str:
    """Lower case, without port; empty for what names no host, which may be anything that a person wrote into a file."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_this_machine(url: str) -> bool:
    """What is sent there does not leave it."""
    return host_of(url) in _THIS_MACHINE
