"""The OpenAI SDK's own typed models of the Realtime API: values for every event, and a check without leniency."""

import types
import typing
from typing import Any, Literal, Union

from openai.types.beta.realtime import realtime_client_event as beta_client_event
from openai.types.beta.realtime import realtime_server_event as beta_server_event
from openai.types.realtime import realtime_client_event, realtime_server_event
from pydantic import BaseModel

SOUND = "AAAA"


def members(alias: Any) -> list[type[BaseModel]]:
    """The classes of an `Annotated[Union[...]]` alias."""
    return list(typing.get_args(typing.get_args(alias)[0]))


SERVER_MODELS = members(realtime_server_event.RealtimeServerEvent)
CLIENT_MODELS = members(realtime_client_event.RealtimeClientEvent)
BETA_SERVER_MODELS = members(beta_server_event.RealtimeServerEvent)
BETA_CLIENT_MODELS = members(beta_client_event.RealtimeClientEvent)


def type_name(model: type[BaseModel]) -> str:
    """The wire's `type`."""
    [name] = typing.get_args(model.model_fields["type"].annotation)
    return str(name)


def sample(model: type[BaseModel], *, full: bool) -> dict[str, Any]:
    """JSON that the model accepts: every field filled, or only the required ones."""
    value = {
        field.alias or name: _value(field.annotation, name, full=full)
        for name, field in model.model_fields.items()
        if full or field.is_required()
    }
    model.model_validate(value)
    return value


def _value(annotation: Any, name: str, *, full: bool) -> Any:
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _value(args[0], name, full=full)
    if origin in (Union, types.UnionType):
        return _value(next(a for a in args if a is not type(None)), name, full=full)
    if origin is Literal:
        return args[0]
    if origin is list:
        return [_value(args[0], name, full=full)]
    if origin is dict:
        return {}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return sample(annotation, full=full)
    plain = {str: SOUND if name in ("delta", "audio") else f"some_{name}", int: 3, float: 1.5, bool: True}
    return plain.get(annotation, {})


def strict(message: dict[str, Any], models: list[type[BaseModel]] = CLIENT_MODELS) -> BaseModel:
    """A client event as the SDK's model of its type; fails on fields that the model does not have, at any depth."""
    [model] = [m for m in models if type_name(m) == message["type"]]
    event = model.model_validate(message)
    refuse_unknown(event, message["type"])
    return event


def refuse_unknown(value: Any, path: str) -> None:
    """Every field must be declared (the SDK's models keep unknown ones silently)."""
    if isinstance(value, BaseModel):
        assert not value.model_extra, f"{path}: unknown fields {sorted(value.model_extra or ())}"
        for name in value.model_fields_set:
            refuse_unknown(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            refuse_unknown(entry, f"{path}[{index}]")
