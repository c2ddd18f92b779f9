"""Joint rules for what turns out only afterwards: a turn that was not over, and words that were none of a turn."""

from desktop_assistant.core.commands import DeleteItem
from desktop_assistant.core.items import ItemKind, Role
from desktop_assistant.session.rules import Rules
from desktop_assistant.session.short_words import Verdict, is_short


class SecondThoughts:
    """Keeps nothing of its own."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._p = rules.parts

    def servers_turn(self, item_id: str) -> None:
        """The server has ended a turn whose answer we ask for. One that did not disturb the assistant must first have words."""
        p = self._p
        if p.playback.is_pending or p.response.is_streaming:
            p.words.doubtful = item_id
        else:
            self._rules.stretch(p.patience.handed_over())
            self._rules.ask()

    def words_known(self, item_id: str, words: str | None, *, is_sure: bool = True) -> None:
        """What the person said last is written down (None: it cannot be), for sure or not; most turns are what they seemed."""
        p = self._p
        if p.history.get(item_id) is None or any(item.role is Role.USER for item in p.history.following(item_id)):
            return
        verdict, was_doubtful = p.words.verdict(item_id, words, p.now, is_sure=is_sure), p.words.doubtful == item_id
        if was_doubtful:
            p.words.doubtful = ""
        if verdict is Verdict.STOP:
            self._rules.stretch(p.patience.was_no_complaint())
            self._rules.interrupt()
            self.retract_answer(item_id)
        elif verdict is Verdict.LISTENER:
            self._rules.stretch(p.patience.was_no_complaint())
            if was_doubtful and is_short(words):
                self._forget_turn(item_id)
        elif was_doubtful:
            self._rules.interrupt()
            self._rules.ask()

    def goes_on(self, item_id: str) -> None:
        """The turn that was handed over was not over: nothing of its early answer stays."""
        p = self._p
        if item := p.history.get(item_id):
            p.words.goes_on(item_id, item.text)
        p.transcripts.goes_on(item_id)
        p.resumption.changed(item_id)
        self._rules.interrupt(by_server=True)
        self.retract_answer(item_id)
        self._rules.stretch(p.patience.cut_off())

    def retract_answer(self, item_id: str) -> None:
        """Take out what the assistant has said since this item; what a tool did stays, for it is done."""
        p = self._p
        if p.history.get(item_id) is None:
            return
        for item in p.history.following(item_id):
            if item.role is Role.ASSISTANT and item.kind is ItemKind.MESSAGE:
                self._forget_turn(item.id)

    def _forget_turn(self, item_id: str) -> None:
        p = self._p
        wire_id = p.history.wire_id(item_id)
        p.history.remove(item_id)
        if wire_id is not None and p.capabilities.delete_items:
            p.link.send(DeleteItem(item_id=wire_id, event_id="delete"))
