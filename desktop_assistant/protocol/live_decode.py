"""OpenAI Live server message -> core events."""

from collections.abc import Callable

from desktop_assistant.core.server_events import (
    Progress,
    ProviderError,
    ResponseStatus,
    ServerEvent,
    SessionUpdated,
    ToolCallRequested,
    UnknownMessage,
    Usage,
    UsageReported,
)
from desktop_assistant.core.tools import ToolCall
from desktop_assistant.protocol.live_delegation import Delegations
from desktop_assistant.protocol.live_turns import LiveTurns
from desktop_assistant.protocol.openai_shapes import read_error
from desktop_assistant.protocol.wire import Fields, parse_object

DELEGATE = "delegate"
"""What a task is called that the model hands to us without saying which; no tool has this name."""


class Reader:
    """Reads for one connection."""

    def __init__(self, turns: LiveTurns, delegations: Delegations) -> None:
        self._turns = turns
        self._delegations = delegations
        self._table: dict[str, Callable[[Fields], list[ServerEvent]]] = {
            "session.started": self._started,
            "session.updated": self._started,
            "session.closed": self._closed,
            "session.output_audio.delta": lambda fields: self._turns.sound(fields.sound("delta")),
            "session.output_transcript.delta": self._said,
            "session.input_transcript.delta": self._heard,
            "session.usage.updated": self._usage,
            "session.instructions.appended": lambda fields: self._turns.finish(),  # what the person typed; its answer is another
            "session.delegation.created": self._delegated,
            "response.event": self._backend,
            "error": self._error,
            **dict.fromkeys(_QUIET, lambda fields: []),
        }

    def decode(self, message: str | bytes) -> list[ServerEvent]:
        """One frame to the events it means; raises ProtocolError only."""
        fields = parse_object(message)
        name = fields.text("type")
        if name not in self._table:
            return [UnknownMessage(name=name[:80])]
        return [*self._turns.take_committed(), *self._table[name](fields)] or [Progress(name=name)]

    def _started(self, fields: Fields) -> list[ServerEvent]:
        session = fields.child("session")
        return [SessionUpdated(session_id=session.text("id", ""), expires_at=session.number("expires_at", 0.0) or None)]

    def _closed(self, fields: Fields) -> list[ServerEvent]:
        """Why it ends; the socket follows."""
        reason = fields.text("reason", "")
        is_filtered = reason == "content"
        ends = self._turns.finish(ResponseStatus.INCOMPLETE, "content_filter") if is_filtered else self._turns.finish()
        code = {"expired": "session_expired", "content": "content_filter"}.get(reason, "")
        complaint: list[ServerEvent] = [ProviderError(code=code, message="")] if code else []
        return [*ends, *self._usage(fields), *complaint]

    def _said(self, fields: Fields) -> list[ServerEvent]:
        start_ms = fields.number("start_ms", 0.0)
        return self._turns.said(fields.text("delta", ""), start_ms, fields.number("end_ms", start_ms))

    def _heard(self, fields: Fields) -> list[ServerEvent]:
        return self._turns.heard(fields.text("delta", ""), fields.number("start_ms", 0.0))

    def _usage(self, fields: Fields) -> list[ServerEvent]:
        seconds = fields.child("usage").number("seconds", 0.0)
        return [UsageReported(usage=Usage(seconds=seconds), is_total=True)] if seconds else []

    def _error(self, fields: Fields) -> list[ServerEvent]:
        error = read_error(fields)
        cause = fields.child("error").text("client_event_id", "") if isinstance(fields.raw("error"), dict) else ""
        return [ProviderError(code=error.code, message=error.message, param=error.param, client_event_id=cause)]

    # --- tasks that are handed over -----------------------------------------------------------------------------------
    def _delegated(self, fields: Fields) -> list[ServerEvent]:
        """To us: a call, since every task wants an answer. To a text model: its own events tell what it needs."""
        delegation = fields.child("delegation")
        if delegation.text("target", "client") != "client":
            return []
        self._delegations.handed_to_us(delegation.text("id"))
        return self._called([(delegation.text("id"), DELEGATE, "{}")])

    def _backend(self, fields: Fields) -> list[ServerEvent]:
        """A text model at work: its calls are ours to run when it has made all of them."""
        event = fields.child("event")
        match event.text("type", ""):
            case "response.output_item.done":
                item = event.child("item")
                if item.text("type", "") == "function_call":
                    self._delegations.collect(item.text("call_id"), item.text("name"), item.text("arguments", "{}"))
            case "response.completed" | "response.incomplete" | "response.failed":
                used = _tokens(event.child("response"))
                return [*self._called(self._delegations.take_collected()), *used]
        return []

    def _called(self, calls: list[tuple[str, str, str]]) -> list[ServerEvent]:
        if not calls:
            return []
        begins = self._turns.begin_apart()
        response_id = self._turns.response_id
        asked: list[ServerEvent] = [
            ToolCallRequested(
                call=ToolCall(call_id=i, name=name, arguments=arguments, item_id=f"call_{i}", response_id=response_id)
            )
            for i, name, arguments in calls
        ]
        return [*begins, *asked, *self._turns.finish()]


def _tokens(response: Fields) -> list[ServerEvent]:
    if not isinstance(response.raw("usage"), dict):
        return []
    usage = response.child("usage")
    return [
        UsageReported(
            usage=Usage(
                input_tokens=usage.whole("input_tokens", 0),
                output_tokens=usage.whole("output_tokens", 0),
                cached_tokens=usage.child("input_tokens_details").whole("cached_tokens", 0),
            ),
            model=response.text("model", ""),
        )
    ]


_QUIET = (
    "info",
    "session.input_audio.muted",
    "session.input_audio.unmuted",
    "session.input_audio.append",
    "session.thinking.appended",
    "session.commentary.appended",
    "session.output_audio.fixture.playing",
    "session.output_audio.fixture.played",
    "decision.event",
    "decision.item.created",
    "decision.item.deleted",
    "transport.ringing",
    "transport.answered",
    "transport.failed",
    "transport.dtmf.received",
    "transport.dtmf.send",
    "transport.dtmf.sent",
)
"""Known and without consequence for us."""
