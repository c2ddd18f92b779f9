"""What was said or typed when the program last ran and never answered: shown in its place, and sent if the person wants that."""

from desktop_assistant.core.items import AudioPart, Item, ItemKind, ItemStatus, Role
from desktop_assistant.core.local_events import ConversationOpened, SpokenTurn
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.session.effects import Unspool
from desktop_assistant.session.rules import Rules


class Unsent:
    """An offer stands from `found` until it is taken, declined, or the conversation is left (then it is made again)."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._p = rules.parts
        self._spoken: tuple[SpokenTurn, ...] = ()
        self._typed: tuple[str, ...] = ()

    @property
    def is_offered(self) -> bool:
        """The person is asked about something."""
        return bool(self._spoken or self._typed)

    def found(self, event: ConversationOpened) -> None:
        """A conversation was opened; its items are loaded."""
        typed = tuple(item.id for item in event.items if _was_typed_and_not_sent(item))
        if event.is_unanswered or event.spoken:  # another session has just left it to this one
            self._settle(typed)
            typed = ()
        self._spoken, self._typed = event.unsent, typed
        for turn in self._spoken:
            self._show(turn)
        if self.is_offered:
            self._p.problems.report(ProblemCode.WORDS_UNSENT, self._length())

    def send(self) -> None:
        """Say it again, as if it had been said now."""
        spoken, typed = self._taken()
        self._settle(typed)
        for turn in spoken:
            self._p.log.restore(turn.item_id, turn.audio, self._p.config.input_format)
        if spoken and self._p.link.is_ready:
            self._p.user.say_before([turn.item_id for turn in spoken])
        if spoken or typed:
            self._rules.ask()

    def drop(self) -> None:
        """It stays in the conversation, and nobody is asked again."""
        spoken, typed = self._taken()
        self._settle(typed)
        for turn in spoken:
            self._p.emit(Unspool(turn_id=turn.item_id))

    def leave(self) -> None:
        """The conversation is closed; the offer is made again when it is opened."""
        self._spoken, self._typed = (), ()

    def _taken(self) -> tuple[tuple[SpokenTurn, ...], tuple[str, ...]]:
        offer = self._spoken, self._typed
        self.leave()
        self._p.problems.over([ProblemCode.WORDS_UNSENT])
        return offer

    def _settle(self, typed: tuple[str, ...]) -> None:
        for item_id in typed:
            self._p.history.settle(item_id)

    def _show(self, turn: SpokenTurn) -> None:
        if self._p.history.get(turn.item_id) is None:
            ms = int(self._p.config.input_format.ms_of(len(turn.audio)))
            part = AudioPart(audio_ms=ms, is_final=not self._p.expects_transcript)
            self._p.history.put(Item(id=turn.item_id, role=Role.USER, parts=(part,), created_at=self._p.wall))

    def _length(self) -> str:
        seconds = sum(self._p.config.input_format.ms_of(len(turn.audio)) for turn in self._spoken) / 1000
        return f"{max(1, round(seconds))} s of speech" if self._spoken else ""


def _was_typed_and_not_sent(item: Item) -> bool:
    is_typed = item.role is Role.USER and item.kind is ItemKind.MESSAGE and not item.is_spoken
    return is_typed and item.status is ItemStatus.IN_PROGRESS
