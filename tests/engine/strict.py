"""Strict validation of server events against the openai SDK's own models: unknown keys and wrong types are failures."""

import functools
import types
import typing
from typing import Any

import pydantic
from openai._models import BaseModel
from openai.types.realtime import RealtimeServerEvent, RealtimeTranscriptionSessionCreateRequest
from openai.types.realtime.realtime_session_create_response import RealtimeSessionCreateResponse


@functools.cache
def _adapter(model: type[BaseModel]) -> "pydantic.TypeAdapter[Any]":
    return pydantic.TypeAdapter(model)


@functools.cache
def _event_models() -> dict[str, type[BaseModel]]:
    union = typing.get_args(RealtimeServerEvent)[0]
    return {typing.get_args(model.model_fields["type"].annotation)[0]: model for model in typing.get_args(union)}


def check_event(event: dict[str, Any]) -> None:
    """Raise AssertionError with the path of whatever is wrong."""
    assert event.get("type") in _event_models(), f"unknown event type {event.get('type')}"
    if event["type"] in ("session.created", "session.updated"):
        _check_session(event["session"])
        return
    check_model(event, _event_models()[event["type"]], event["type"])


def _check_session(session: dict[str, Any]) -> None:
    """The SDK's event type lists what a client may ask; `id` and `object`, which servers add, are in its response type."""
    if session["type"] == "realtime":
        check_model(session, RealtimeSessionCreateResponse, "session")
        return
    assert session["object"] == "realtime.transcription_session"
    asked = {key: value for key, value in session.items() if key not in ("id", "object")}
    check_model(asked, RealtimeTranscriptionSessionCreateRequest, "session")


def check_model(value: Any, model: type[BaseModel], path: str) -> None:
    """Types by pydantic in strict mode, and no key that the model does not know, at any depth."""
    try:
        _adapter(model).validate_python(value, strict=True)
    except pydantic.ValidationError as error:
        raise AssertionError(f"{path}: {error}") from error
    problems = _unknown_keys(value, model, path)
    assert not problems, "; ".join(problems)


def _unknown_keys(value: Any, annotation: Any, path: str) -> list[str]:
    """Problems of the best fitting alternative; empty = it fits."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _unknown_keys(value, typing.get_args(annotation)[0], path)
    if origin in (typing.Union, types.UnionType):
        results = [_unknown_keys(value, one, path) for one in typing.get_args(annotation) if _fits(value, one)]
        return min(results, key=len, default=[f"{path}: fits nothing"])
    if origin is list and isinstance(value, list):
        inner = typing.get_args(annotation)[0]
        return [problem for at, one in enumerate(value) for problem in _unknown_keys(one, inner, f"{path}[{at}]")]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and isinstance(value, dict):
        return _unknown_in_object(value, annotation, path)
    return []


def _unknown_in_object(value: dict[str, Any], model: type[BaseModel], path: str) -> list[str]:
    fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    problems = [f"{path}.{key}: unknown to {model.__name__}" for key in value if key not in fields]
    for key, one in value.items():
        if key in fields:
            problems += _unknown_keys(one, fields[key], f"{path}.{key}")
    return problems


def _fits(value: Any, annotation: Any) -> bool:
    if annotation is type(None):
        return value is None
    try:
        pydantic.TypeAdapter(annotation).validate_python(value, strict=True)
    except pydantic.ValidationError:
        return False
    return value is not None
