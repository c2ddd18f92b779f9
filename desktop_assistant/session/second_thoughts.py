"""Joint rules for what turns out only afterwards: a turn that was not over, words that were none of a turn, and words that were
one after all."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from desktop_assistant.core.commands import DeleteItem
from desktop_assistant.core.items import FilePart, ImagePart, Item, ItemKind, ItemStatus, Role
from desktop_assistant.session.rules import Rules
from desktop_assistant.session.short_words import Verdict, is_backchannel, is_short


class SecondThoughts:
    """Keeps nothing of its own."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._p = rules.parts

    def servers_turn(self, item_id: str) -> None:
        """The server has ended a turn whose answer we ask for. One that did not disturb the assistant must first have words."""
        p = self._p
        if p.playback.is_pending or p.response.is_streaming:
            if p.words.doubtful not in ("", item_id):  # nobody has waited for the words of the one before
                self._pass_over(p.words.doubtful)
            p.words.doubtful = item_id
        else:
            self._rules.stretch(p.patience.handed_over())
            self._rules.ask()

    def words_known(self, item_id: str, words: str | None, *, is_sure: bool = True, readings: Sequence[str] = ()) -> None:
        """What the person said last is written down (None: it cannot be), for sure or not; most turns are what they seemed."""
        p = self._p
        item, was_doubtful = p.history.get(item_id), p.words.doubtful == item_id
        if item is None or self._said_since(item_id):
            if was_doubtful:
                p.words.doubtful = ""  # what was said since is answered, and this with it
            if item is not None and item.status is ItemStatus.OVERHEARD and _is_listeners(words):
                self._forget_turn(item_id)
            return
        verdict = p.words.verdict(item_id, words, p.now, is_sure=is_sure, readings=readings)
        if was_doubtful:
            p.words.doubtful = ""
        if verdict is Verdict.STOP:
            self._rules.stretch(p.patience.was_no_complaint())
            self._rules.interrupt()
            self.retract_answer(item_id)
        elif verdict is Verdict.LISTENER:
            self._rules.stretch(p.patience.was_no_complaint())
            if was_doubtful:
                self._leave_unanswered(item_id, words, is_sure=is_sure)
        elif was_doubtful:
            self._rules.interrupt()
            self._rules.ask()

    def answer_after_all(self, item_id: str) -> bool:
        """The person wants an answer to what was taken for somebody else's words, or once more one that broke off; False: it is
        none of these.

        The session is asked where the turn stands, if it knows it and nothing was said since; else the words are sent again,
        behind what was said since.
        """
        item = self._p.history.get(item_id)
        if item is None:
            return False
        if item.role is Role.USER and item.status is ItemStatus.OVERHEARD and item.text.strip():
            self._answer_overheard(item)
        elif item.role is Role.ASSISTANT and item.status is ItemStatus.BROKEN_OFF:
            self._answer_again(item)
        else:
            return False
        return True

    def disturbed_nobody(self, item_id: str) -> bool:
        """The assistant has spoken on through this turn, and it got no answer yet."""
        item = self._p.history.get(item_id)
        return item is not None and (item.status is ItemStatus.OVERHEARD or self._p.words.doubtful == item_id)

    def goes_on(self, item_id: str, *, disturbs: bool = True) -> None:
        """The turn that was handed over was not over: nothing of its early answer stays. disturbs: it is no turn through which
        the assistant speaks on, as it speaks on through the rest of it."""
        p = self._p
        if item := p.history.get(item_id):
            p.words.goes_on(item_id, item.text)
        p.transcripts.goes_on(item_id)
        p.resumption.changed(item_id)
        if not disturbs:
            return
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

    def _answer_overheard(self, turn: Item) -> None:
        p = self._p
        if self._may_ask_about(turn):
            self._take_the_floor()
            p.history.put(replace(turn, status=ItemStatus.COMPLETE), save=True)
            self._rules.ask()
        else:
            self._forget_turn(turn.id)
            self._rules.typed(turn.text)

    def _answer_again(self, broken: Item) -> None:
        """What came of it goes, where the session can be made to forget it too; else the question is put again."""
        p = self._p
        turn = self._question_before(broken)
        if turn is None:
            self._take_the_floor()
            self._forget_turn(broken.id)
            self._rules.ask()
        elif p.capabilities.delete_items and self._may_ask_about(turn):
            self._take_the_floor()
            self.retract_answer(turn.id)
            self._rules.ask()
        else:
            self._rules.typed(turn.text, tuple(part for part in turn.parts if isinstance(part, ImagePart | FilePart)))

    def _question_before(self, answer: Item) -> Item | None:
        before = list(itertools.takewhile(lambda item: item.id != answer.id, self._p.history.shown()))
        return next((item for item in reversed(before) if item.role is Role.USER and (item.text.strip() or item.images)), None)

    def _may_ask_about(self, turn: Item) -> bool:
        """The session knows it, and answers it when it is asked for an answer."""
        p = self._p
        is_known = p.history.wire_id(turn.id) is not None and p.capabilities.manual_turns
        return is_known and not self._said_since(turn.id)

    def _take_the_floor(self) -> None:
        """As typing does."""
        self._rules.interrupt()
        self._p.clock.forget()
        self._p.user.stays_over()

    def _said_since(self, item_id: str) -> list[Item]:
        """By the person; what tools answer is theirs too, on the wire."""
        following = self._p.history.following(item_id)
        return [item for item in following if item.role is Role.USER and item.kind is ItemKind.MESSAGE]

    def _leave_unanswered(self, item_id: str, words: str | None, *, is_sure: bool) -> None:
        """A listener's words leave no trace; whole sentences and sure words stay, should it have been the person after all."""
        if _is_listeners(words) or (is_short(words) and not is_sure):
            self._p.log.unwanted(item_id)
            self._forget_turn(item_id)
        else:
            self._pass_over(item_id)

    def _pass_over(self, item_id: str) -> None:
        """Nobody is asked to answer it, and it says so."""
        p = self._p
        item = p.history.get(item_id)
        if item is not None and item.status is ItemStatus.COMPLETE:
            p.log.unwanted(item_id)
            p.history.put(replace(item, status=ItemStatus.OVERHEARD), save=True)

    def _forget_turn(self, item_id: str) -> None:
        p = self._p
        wire_id = p.history.wire_id(item_id)
        p.history.remove(item_id)
        if wire_id is not None and p.capabilities.delete_items:
            p.link.send(DeleteItem(item_id=wire_id, event_id="delete"))


def _is_listeners(words: str | None) -> bool:
    """Nothing was said, or nothing that wants an answer."""
    return words is not None and (not words.strip() or is_backchannel(words))
