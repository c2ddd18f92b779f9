"""Tool calls: every one is answered exactly once or dropped, and one follow-up response is asked for per batch.

Results that only say that something was shown ask for none, if the response that called has spoken: it would say it twice.

Calls are collected while the response is written and run when it has completed: a response that was cancelled also closes
its calls, with arguments that may be cut in the middle, and `response.create` is refused before the response has ended.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from desktop_assistant.core.commands import ClientCommand, CreateItem
from desktop_assistant.core.items import Item, ItemKind, Role, ToolCallPart
from desktop_assistant.core.tools import ToolCall, ToolResult, ToolSpec
from desktop_assistant.session.effects import CancelTool, Effect, RunTool
from desktop_assistant.session.history import History
from desktop_assistant.session.states import Cell

MOST_ROUNDS = 8
"""Follow-up responses per turn of the person; a model that calls for ever is stopped."""


class CallState(Enum):
    """How far one call has come."""

    COLLECTED = "collected"
    RUNNING = "running"
    ANSWERED = "answered"
    DROPPED = "dropped"


_MOVES = {
    CallState.COLLECTED: frozenset({CallState.RUNNING, CallState.ANSWERED, CallState.DROPPED}),
    CallState.RUNNING: frozenset({CallState.ANSWERED, CallState.DROPPED}),
    CallState.ANSWERED: frozenset[CallState](),
    CallState.DROPPED: frozenset[CallState](),
}


@dataclass(slots=True)
class _Entry:
    call: ToolCall
    cell: Cell[CallState]
    has_spoken: bool = False
    """The response that called also said something."""


class ToolLedger:
    """Methods that may complete a batch return True when a follow-up response is due."""

    def __init__(
        self,
        emit: Callable[[Effect], None],
        send: Callable[[ClientCommand], bool],
        history: History,
        new_id: Callable[[], str],
        *,
        strict: bool,
    ) -> None:
        self._emit = emit
        self._send = send
        self._history = history
        self._new_id = new_id
        self._strict = strict
        self._entries: dict[str, _Entry] = {}
        self._rounds = 0
        self._owes_words = False
        """A result of this batch wants to be talked about."""

    @property
    def running(self) -> frozenset[str]:
        """Ids of the calls whose answer is still to come."""
        return frozenset(i for i, e in self._entries.items() if e.cell.now is CallState.RUNNING)

    @property
    def activity(self) -> str:
        """Name of a tool that runs; empty if none does."""
        return next((e.call.name for e in self._entries.values() if e.cell.now is CallState.RUNNING), "")

    def new_turn(self) -> None:
        """The person spoke: the model may call tools again."""
        self._rounds = 0

    def requested(self, call: ToolCall) -> None:
        """The model asks; the same call may be announced more than once."""
        if call.call_id not in self._entries:
            self._entries[call.call_id] = _Entry(call, Cell(CallState.COLLECTED, _MOVES, strict=self._strict))

    def response_finished(
        self, response_id: str, tools: tuple[ToolSpec, ...], wall: float, *, completed: bool, has_spoken: bool = False
    ) -> bool:
        """Run what a completed response asked for; drop what a broken one did. has_spoken: it also said something."""
        due = False
        for entry in self._collected(response_id):
            if not completed:
                entry.cell.to(CallState.DROPPED)
                continue
            entry.has_spoken = has_spoken
            self._note_call(entry.call, wall)
            if any(tool.name == entry.call.name for tool in tools):
                entry.cell.to(CallState.RUNNING)
                self._emit(RunTool(call=entry.call))
            else:
                self._answer(entry, f"There is no tool called {entry.call.name}.", wall)
                self._owes_words = due = True
        return due and self._round_complete()

    def finished(self, result: ToolResult, wall: float) -> bool:
        """A tool has its answer."""
        entry = self._entries.get(result.call_id)
        if entry is None or entry.cell.now is not CallState.RUNNING:
            return False
        self._answer(entry, result.output, wall)
        self._owes_words = self._owes_words or not (result.is_quiet and entry.has_spoken)
        return self._round_complete()

    def stop(self, wall: float) -> None:
        """The person stopped everything: running calls are answered as cancelled, and no follow-up is asked for."""
        for call_id in sorted(self.running):
            self._emit(CancelTool(call_id=call_id))
            self._answer(self._entries[call_id], "The user cancelled this.", wall)
        self._owes_words = False

    def forget_connection(self) -> None:
        """Call ids of a new session may repeat; running calls go on."""
        self._entries = {i: e for i, e in self._entries.items() if e.cell.now is CallState.RUNNING}

    def reset(self) -> None:
        """Another conversation: nobody waits for these answers."""
        for call_id in sorted(self.running):
            self._emit(CancelTool(call_id=call_id))
        self._entries.clear()
        self._rounds = 0
        self._owes_words = False

    def _collected(self, response_id: str) -> list[_Entry]:
        return [
            e for e in self._entries.values() if e.cell.now is CallState.COLLECTED and e.call.response_id in ("", response_id)
        ]

    def _round_complete(self) -> bool:
        if self.running:
            return False
        owes, self._owes_words = self._owes_words, False
        if not owes or self._rounds >= MOST_ROUNDS:
            return False
        self._rounds += 1
        return True

    def _note_call(self, call: ToolCall, wall: float) -> None:
        part = ToolCallPart(call_id=call.call_id, name=call.name, arguments=call.arguments)
        item = Item(id=call.item_id, role=Role.ASSISTANT, kind=ItemKind.TOOL_CALL, parts=(part,), created_at=wall)
        local = self._history.adopt(item, call.item_id, None) if call.item_id else self._new_id()
        self._history.put(replace(item, id=local), save=True)

    def _answer(self, entry: _Entry, output: str, wall: float) -> None:
        entry.cell.to(CallState.ANSWERED)
        part = ToolCallPart(call_id=entry.call.call_id, name=entry.call.name, output=output)
        item = Item(id=self._new_id(), role=Role.USER, kind=ItemKind.TOOL_RESULT, parts=(part,), created_at=wall)
        self._history.put(item, save=True)
        self._send(CreateItem(item=self._history.for_wire(item), event_id=f"item_{item.id}"))
