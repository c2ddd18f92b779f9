"""What a provider's complaints mean for the session: a race, a reason to begin anew, or something that the person must know."""

from dataclasses import replace

from desktop_assistant.core.items import ItemKind, ItemStatus, Role
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.server_events import ProviderError
from desktop_assistant.session.link import Phase
from desktop_assistant.session.problems import BUSY, EXPIRED, HARMLESS, TRANSIENT, is_fatal, plain, problem_code
from desktop_assistant.session.response import EVENT_PREFIX
from desktop_assistant.session.rules import ITEM_PREFIX, UPDATE_PREFIX, Rules
from desktop_assistant.session.succession import Succession

HARMLESS_COMMANDS = ("truncate", "cancel", "commit", "delete")
"""Event ids of commands that may come too late without harm."""


class Complaints:
    """Told apart by their code, else by the command that they answer."""

    def __init__(self, rules: Rules, succession: Succession) -> None:
        self._rules = rules
        self._succession = succession
        self._p = rules.parts
        self.harmless = 0
        """How many were races and not worth showing."""

    def handle(self, event: ProviderError) -> None:
        """One of them."""
        p = self._p
        if event.code in HARMLESS or event.client_event_id in HARMLESS_COMMANDS:
            self.harmless += 1
        elif event.code == BUSY:
            p.response.blocked(p.now)
            p.response.advance(p.now)
        elif event.code == EXPIRED:
            if not self._succession.take_over():
                self._rules.restart()
        elif self._is_rejected_update(event):
            self._config_rejected(event)
        else:
            self._complaint(event)

    def _is_rejected_update(self, event: ProviderError) -> bool:
        if event.client_event_id:
            return event.client_event_id.startswith(UPDATE_PREFIX)
        waiting = self._p.link.phase is Phase.CONFIGURING
        return waiting and not is_fatal(problem_code(event.code)) and event.code not in TRANSIENT

    def _config_rejected(self, event: ProviderError) -> None:
        """A session that runs on defaults is silently wrong, so it must not go on."""
        p = self._p
        p.problems.report(ProblemCode.CONFIG_REJECTED, plain(": ".join(filter(None, (event.param, event.message)))))
        if p.link.is_ready:
            self._rules.restart()
        else:
            self._rules.lost()
            p.link.give_up()

    def _complaint(self, event: ProviderError) -> None:
        p = self._p
        code = problem_code(event.code)
        p.problems.report(code, "" if code is ProblemCode.KEY_REFUSED else plain(event.message))
        if is_fatal(code):
            self._rules.lost()
            p.link.give_up()
        elif event.client_event_id.startswith(EVENT_PREFIX):
            if p.response.refused():
                p.thinking.stop()
                if code is ProblemCode.RATE_LIMITED:
                    self._rules.wait_and_ask_again(event.message)
            p.response.advance(p.now)  # what was wished for meanwhile
        elif event.client_event_id.startswith(ITEM_PREFIX):
            self._item_refused(event.client_event_id.removeprefix(ITEM_PREFIX))

    def _item_refused(self, item_id: str) -> None:
        item = self._p.history.get(item_id)
        if item is not None and item.role is Role.USER and item.kind is ItemKind.MESSAGE:
            self._p.history.put(replace(item, status=ItemStatus.FAILED), save=True)
