"""Runs the tools that the model may call: each call is answered, also one that fails."""

from collections.abc import Callable, Mapping

from desktop_assistant.core.cards import CardError, read_card
from desktop_assistant.core.choice import read_choice
from desktop_assistant.core.local_events import ToolFinished
from desktop_assistant.core.pane_tools import ASK_CHOICE, DISPLAY
from desktop_assistant.core.tools import ToolCall, ToolResult

Handler = Callable[[str], str]
"""Takes the arguments, gives the output; raises CardError with a sentence for the model."""


def _display(arguments: str) -> str:
    """The card itself is drawn from the call, which is kept with the conversation."""
    return f"Shown: a card of the kind {read_card(arguments).kind.value}. Do not read it out."


def _ask_choice(arguments: str) -> str:
    choice = read_choice(arguments)
    return f"Shown with {len(choice.options)} buttons. Wait: the user's answer is their next message."


PANE_HANDLERS: Mapping[str, Handler] = {DISPLAY: _display, ASK_CHOICE: _ask_choice}


class Toolbox:
    """ToolPort over handlers that answer at once. What was shown is a quiet result: nobody need talk about it again."""

    def __init__(
        self,
        put: Callable[[ToolFinished], None],
        handlers: Mapping[str, Handler] = PANE_HANDLERS,
        doers: Mapping[str, Handler] | None = None,
    ) -> None:
        """doers: handlers of what is worth a word when it is done."""
        self._put = put
        self._handlers = handlers
        self._doers = doers or {}

    def run(self, call: ToolCall) -> None:
        """See ToolPort."""
        self._put(ToolFinished(result=self._result(call)))

    def cancel(self, call_id: str) -> None:
        """Nothing here runs long enough to be cancelled."""

    def _result(self, call: ToolCall) -> ToolResult:
        handler = self._handlers.get(call.name) or self._doers.get(call.name)
        if handler is None:
            return ToolResult(call_id=call.call_id, output=f"There is no tool called {call.name}.", is_error=True)
        try:
            is_quiet = call.name in self._handlers
            return ToolResult(call_id=call.call_id, output=handler(call.arguments), is_quiet=is_quiet)
        except CardError as error:
            words = f"Not shown. {error}" if call.name in self._handlers else str(error)
            return ToolResult(call_id=call.call_id, output=words, is_error=True)
