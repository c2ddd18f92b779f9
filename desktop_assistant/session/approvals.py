"""Leave for tools that the provider calls itself: asked as a question in the pane, answered by a click, a key or a word."""

import json
from collections.abc import Callable

from desktop_assistant.core.commands import AnswerApproval, ClientCommand
from desktop_assistant.core.items import Item, ItemKind, Role, ToolCallPart
from desktop_assistant.core.pane_tools import ASK_CHOICE
from desktop_assistant.core.server_events import ToolApprovalRequested
from desktop_assistant.session.history import History

ALLOW, REFUSE = "Allow", "Refuse"
UNANSWERED = "Nobody answered before the session ended."
_YES = frozenset({"allow", "allow it", "yes", "yes allow it", "i allow it"})
_NO = frozenset({"refuse", "refuse it", "no", "don't", "do not", "no don't"})
LONGEST_ARGUMENTS = 200
"""Characters of what the tool is to be given that the question shows."""


class Approvals:
    """One question at a time has an answer: the oldest."""

    def __init__(self, send: Callable[[ClientCommand], bool], history: History, new_id: Callable[[], str]) -> None:
        self._send = send
        self._history = history
        self._new_id = new_id
        self._open: list[tuple[str, str]] = []
        """What is asked: the id of the wish, and that of the call which the pane shows."""
        self._known: set[str] = set()

    def requested(self, event: ToolApprovalRequested, wall: float) -> None:
        """Ask the person, once."""
        if event.approval_id in self._known:
            return
        self._known.add(event.approval_id)
        given = "" if event.arguments in ("", "{}") else f" with {event.arguments[:LONGEST_ARGUMENTS]}"
        asked = {"question": f"May {event.server} run {event.name}{given}?", "options": [ALLOW, REFUSE]}
        call_id = self._new_id()  # theirs may come again with another session
        self._open.append((event.approval_id, call_id))
        part = ToolCallPart(call_id=call_id, name=ASK_CHOICE, arguments=json.dumps(asked, ensure_ascii=False))
        item = Item(id=self._new_id(), role=Role.ASSISTANT, kind=ItemKind.TOOL_CALL, parts=(part,), created_at=wall)
        self._history.put(item, save=True)

    def answered(self, words: str, wall: float) -> bool:
        """True: these words, typed, clicked or said, answer the question; the provider has been told."""
        said = " ".join("".join(c for c in words.lower() if c.isalpha() or c in " '").split())
        if not self._open or said not in _YES | _NO:
            return False
        approval_id, call_id = self._open.pop(0)
        self._send(AnswerApproval(approval_id=approval_id, approve=said in _YES, event_id="approval"))
        self._close(call_id, ALLOW if said in _YES else REFUSE, wall)
        return True

    def forget(self, wall: float) -> None:
        """The session that asked is gone."""
        for _, call_id in self._open:
            self._close(call_id, UNANSWERED, wall)
        self._open.clear()
        self._known.clear()

    def _close(self, call_id: str, answer: str, wall: float) -> None:
        """Every call in the history has a result: without one it would not be told to the next session."""
        part = ToolCallPart(call_id=call_id, name=ASK_CHOICE, output=answer)
        self._history.put(
            Item(id=self._new_id(), role=Role.USER, kind=ItemKind.TOOL_RESULT, parts=(part,), created_at=wall), save=True
        )
