"""Google's own typed models of the Live API: a check of both directions without leniency (they forbid unknown fields)."""

from typing import Any

from google.genai import types


def server_message(message: dict[str, Any]) -> types.LiveServerMessage:
    """A message that the service may send."""
    return types.LiveServerMessage.model_validate(message)


def strict_client_message(message: dict[str, Any]) -> None:
    """A message that a client may send: exactly one key, all fields known."""
    assert len(message) == 1, sorted(message)
    setup = message.get("setup")
    if setup is not None:  # the SDK has this one field in the configuration that it makes the setup of
        setup = dict(setup)
        types.RealtimeInputConfig.model_validate(setup.pop("realtimeInputConfig"))
        message = {"setup": setup}
    types.LiveClientMessage.model_validate(message)
