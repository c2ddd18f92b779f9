"""The user's spoken items: their place in the conversation, their names at the provider, their sound, and their going on.

A turn that is continued within `REOPEN_S` after it was handed over is one turn: its item is taken up again and holds both parts.
A provider may know the two parts as two items of its own (we commit each), or as one that it took up again itself; both names
then mean our one item.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop_assistant.core.commands import AppendAudio, ClearInput, ClientCommand, CommitInput
from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Part, Role
from desktop_assistant.session.effects import Effect, KeepAudio
from desktop_assistant.session.history import History
from desktop_assistant.session.policy import EndedBy, TalkPolicy
from desktop_assistant.session.sound_log import SoundLog, Utterance

REOPEN_S = 0.8


class UserItems:
    """`policy` is the talk mode's, kept here because names and sound depend on who ends a turn."""

    def __init__(
        self,
        emit: Callable[[Effect], None],
        send: Callable[[ClientCommand], bool],
        history: History,
        log: SoundLog,
        new_id: Callable[[], str],
        policy: TalkPolicy,
        *,
        wall: Callable[[], float],
        keep_audio: bool,
    ) -> None:
        self._emit = emit
        self._send = send
        self._history = history
        self._log = log
        self._new_id = new_id
        self._wall = wall
        self._keep_audio = keep_audio
        self._uncommitted: deque[str] = deque()
        """Items that were handed over and wait for the provider's name."""
        self._handed_over: tuple[str, float] | None = None
        """The item that may go on, and when it was handed over."""
        self.policy = policy
        self.expects_transcript = True
        """Whether the provider will tell what the user said."""

    # --- reading --------------------------------------------------------------------------------------------------
    @property
    def waiting(self) -> tuple[str, ...]:
        """Handed over, but not named by the provider yet."""
        return tuple(self._uncommitted)

    def may_go_on(self, now: float) -> str:
        """The item that a voice which begins now continues; empty = none."""
        if self._handed_over is None:
            return ""
        item_id, at = self._handed_over
        return item_id if now - at <= REOPEN_S and self._history.get(item_id) is not None else ""

    def is_over(self, wire_id: str) -> bool:
        """The provider's item is one that was handed over."""
        item = self._history.get(self._history.local_id(wire_id) or "")
        return item is not None and item.status in (ItemStatus.COMPLETE, ItemStatus.OVERHEARD)

    # --- a turn -----------------------------------------------------------------------------------------------------
    def placeholder(self, now: float) -> None:
        """The turn takes its place in the conversation, not yet visible."""
        utterance = self._log.begin(self._new_id())
        if not utterance.item_id:
            self._log.name(utterance, self._new_id())
        if self._history.get(utterance.item_id) is None:
            self._history.append(self._blank(utterance.item_id))

    def show(self) -> None:
        """It is really a voice."""
        utterance = self._log.open
        if utterance and (item := self._history.get(utterance.item_id)):
            self._history.put(item)

    def hand_over(self, now: float, *, may_go_on: bool) -> None:
        """Commit the open utterance. `may_go_on`: its end was only a pause."""
        self.placeholder(now)
        utterance = self._log.close(now)
        item = self._history.get(utterance.item_id) if utterance else None
        if utterance is None or item is None:
            return
        self._commit_item(item, audio_ms=int(utterance.total_ms))
        was_sent = self._send(CommitInput(event_id="commit"))  # else it is said again when there is a session
        if was_sent and self._history.wire_id(item.id) is None:
            self._uncommitted.append(item.id)
        self._keep(utterance)
        self._handed_over = (item.id, now) if may_go_on else None

    def go_on(self, item_id: str) -> None:
        """The turn that was handed over is not over: what is being said belongs to it."""
        self._handed_over = None
        utterance = self._log.go_on(item_id)
        if utterance is not None:
            if utterance.item_id != item_id:
                self._history.remove(utterance.item_id)
            self._log.name(utterance, item_id)
        self._history.unname(item_id)
        item = self._history.get(item_id)
        if item is not None:
            self._history.put(replace(item, status=ItemStatus.IN_PROGRESS, parts=tuple(_unfinished(p) for p in item.parts)))

    def stays_over(self) -> None:
        """Something else came: what is said next is another turn."""
        self._handed_over = None

    def forget_open(self) -> None:
        """Nobody wants what is being said."""
        utterance = self._log.open
        if utterance is None:
            return
        self._log.discard_open()
        item = self._history.get(utterance.item_id)
        if item is not None and item.status is ItemStatus.IN_PROGRESS:
            self._history.remove(item.id)
        if utterance.total_ms > 0:
            self._send(ClearInput())

    # --- names ----------------------------------------------------------------------------------------------------
    def named(self, wire_id: str, previous_wire_id: str | None, now: float, *, committed: bool, is_doubtful: bool = False) -> str:
        """The provider names the user's item: the one being spoken, one that we handed over, or one of its own making.

        is_doubtful: nobody shall see it before more is known.
        """
        item_id = self._history.local_id(wire_id) or self._unnamed()
        blank = self._blank(wire_id)
        if item_id is None:
            item_id = self._history.adopt(blank, wire_id, previous_wire_id)
            if self.policy.ended_by is EndedBy.SERVER and (self._log.open or not committed):
                self._log.name(self._log.begin(item_id), item_id)
        else:
            self._history.bind(item_id, wire_id, previous_wire_id)
        if is_doubtful:
            self._history.hold_back(item_id)
        item = self._history.get(item_id) or replace(blank, id=item_id)
        if committed and item.status is ItemStatus.IN_PROGRESS:
            self._commit_item(item)
            if self.policy.ended_by is EndedBy.SERVER:
                self._handed_over = (item_id, now)
        else:
            self._history.put(item)
        return item_id

    def recognise(self, wire_id: str) -> bool:
        """Live words of a turn that is still being recorded tell what the provider will call it; True: they did."""
        utterance = self._log.open
        if utterance is None or self._uncommitted or self._history.local_id(wire_id) is not None:
            return False
        if self._history.get(utterance.item_id) is None or self._history.wire_id(utterance.item_id) is not None:
            return False
        self._history.bind(utterance.item_id, wire_id)
        return True

    def close_servers_turn(self, now: float) -> None:
        """The server's detector has committed: what follows is another turn."""
        if self.policy.ended_by is EndedBy.SERVER:
            utterance = self._log.close(now)
            if utterance and utterance.item_id:
                self._keep(utterance)

    def replay(self, item_id: str, *, commit: bool) -> None:
        """Say an utterance again in a new session: its sound, and the commit if it had been handed over (`commit` False: the
        server's detector will find its end once more)."""
        utterance = next((u for u in self._log.utterances if u.item_id == item_id), None)
        if utterance is None:
            return
        for audio, _ in utterance.frames:
            self._send(AppendAudio(audio=audio))
        if utterance.is_closed:
            if commit:
                self._send(CommitInput(event_id="commit"))
            if item_id:
                self._uncommitted.append(item_id)

    def say_before(self, item_ids: Sequence[str]) -> None:
        """Say these utterances now, as turns of their own; what is being spoken comes after them in the provider's buffer."""
        spoken = self._log.open
        if spoken is not None and spoken.frames:
            self._send(ClearInput())
        for item_id in item_ids:
            self.replay(item_id, commit=True)
        if spoken is not None:
            for audio, _ in spoken.frames:
                self._send(AppendAudio(audio=audio))

    def forget_connection(self) -> None:
        """The provider's buffer is gone."""
        self._uncommitted.clear()

    # --- inside ---------------------------------------------------------------------------------------------------
    def _unnamed(self) -> str | None:
        if self._uncommitted:
            return self._uncommitted.popleft()
        utterance = self._log.open
        return utterance.item_id if utterance and self._history.get(utterance.item_id) else None

    def _blank(self, item_id: str) -> Item:
        return Item(id=item_id, role=Role.USER, parts=(AudioPart(),), status=ItemStatus.IN_PROGRESS, created_at=self._wall())

    def _commit_item(self, item: Item, audio_ms: int | None = None) -> None:
        parts = tuple(
            replace(p, audio_ms=audio_ms or p.audio_ms, is_final=p.is_final or not self.expects_transcript)
            if isinstance(p, AudioPart)
            else p
            for p in item.parts
        )
        is_final = any(isinstance(p, AudioPart) and p.is_final for p in parts)
        self._history.put(replace(item, parts=parts, status=ItemStatus.COMPLETE), save=is_final)

    def _keep(self, utterance: Utterance) -> None:
        """What of it is not in the recording yet."""
        sound = utterance.take_unrecorded() if self._keep_audio else b""
        if sound:
            self._emit(KeepAudio(item_id=utterance.item_id, audio=sound, is_input=True))


def _unfinished(part: Part) -> Part:
    return replace(part, is_final=False) if isinstance(part, AudioPart) else part
