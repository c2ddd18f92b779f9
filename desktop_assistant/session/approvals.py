"""Leave for tools that the provider calls itself: asked as a question in the pane, answered by a click, a key or a word."""

import json
from collections.abc import Callable

from desktop_assistant.core.commands import AnswerApproval, ClientCommand
from desktop_assistant.core.items import Item, ItemKind, Role, ToolCallPart
from desktop_assistant.core.pane_tools import ASK_CHOICE
from desktop_assistant.core.server_events import ToolApprovalRequested
from desktop_assistant.session.history import History

ALLOW, REFUSE = "Allow", "Refuse"
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
        self._open: list[str] = []
        self._known: set[str] = set()

    def requested(self, event: ToolApprovalRequested, wall: float) -> None:
        """Ask the person, once."""
        if event.approval_id in self._known:
            return
        self._known.add(event.approval_id)
        self._open.append(event.approval_id)
        given = "" if event.arguments in ("", "{}") else f" with {event.arguments[:LONGEST_ARGUMENTS]}"
        asked = {"question": f"May {event.server} run {event.name}{given}?", "options": [ALLOW, REFUSE]}
        part = ToolCallPart(call_id=event.approval_id, name=ASK_CHOICE, arguments=json.dumps(asked, ensure_ascii=False))
        item = Item(id=self._new_id(), role=Role.ASSISTANT, kind=ItemKind.TOOL_CALL, parts=(part,), created_at=wall)
        self._history.put(item, save=True)

    def answered(self, words: str) -> bool:
        """True: these words, typed, clicked or said, answer the question; the provider has been told."""
        said = " ".join("".join(c for c in words.lower() if c.isalpha() or c in " '").split())
        if not self._open or said not in _YES | _NO:
            return False
        self._send(AnswerApproval(approval_id=self._open.pop(0), approve=said in _YES, event_id="approval"))
        return True

    def forget(self) -> None:
        """The session that asked is gone."""
        self._open.clear()
        self._known.clear()
