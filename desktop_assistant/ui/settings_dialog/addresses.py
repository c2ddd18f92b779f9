"""Whether a text can be used as an address or a name; each check gives the reason why not, or nothing."""

from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from desktop_assistant.settings.providers import mcp_servers


def check_realtime_address(text: str) -> str:
    """Why this cannot be the address of a realtime service, or empty."""
    return _check_address(text, ("wss", "ws"), "wss://")


def check_chat_address(text: str) -> str:
    """Why this cannot be the address of a chat server, or empty; no address at all is fine."""
    return "" if not text else _check_address(text, ("http", "https"), "http://")


def check_not_empty(text: str) -> str:
    """A name is needed."""
    return "" if text else QCoreApplication.translate("Settings", "This cannot be empty.")


def check_mcp_servers(text: str) -> str:
    """Why these cannot be servers of tools, or empty."""
    try:
        mcp_servers(text)
    except ValueError:
        return QCoreApplication.translate("Settings", "Write name=https://address, with a space between two of them.")
    return ""


def _check_address(text: str, schemes: tuple[str, ...], example: str) -> str:
    try:
        parts = urlsplit(text)
        # `port` raises ValueError when it is no number or too large
        complete = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        complete = False
    if complete and " " not in text:
        return ""
    return QCoreApplication.translate("Settings", "This is not a complete address: it begins with {example}").format(
        example=example
    )


def check_resource(text: str) -> str:
    """Why this cannot be the address of an Azure resource; what the portal shows is fine, with or without a scheme."""
    return _check_address(text if "://" in text else f"https://{text}", ("https", "http", "wss", "ws"), "https://")
