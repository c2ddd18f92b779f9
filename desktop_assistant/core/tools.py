"""Tools as values: what the model may call, one call, one answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolSpec:
    """A function offered to the model. `parameters` is a JSON schema, as JSON text so that the value stays hashable."""

    name: str
    description: str
    parameters: str = '{"type":"object","properties":{}}'


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCall:
    """The model asks. `arguments` is the raw JSON text; whoever runs the tool parses and checks it."""

    call_id: str
    name: str
    arguments: str
    item_id: str = ""
    response_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolResult:
    """Our answer to one call; `output` is text, JSON-encoded by the tool where it is structured."""

    call_id: str
    output: str
    is_error: bool = False
    is_quiet: bool = False
    """Nothing need be said about it by a response that has spoken already: something was shown."""
