"""Assistant items, put together from pieces: words shown as they come, sound sent on to be played."""

from collections.abc import Callable
from dataclasses import replace

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Part, Role, TextPart
from desktop_assistant.core.server_events import AssistantTextDelta, AssistantTextDone, AudioDelta
from desktop_assistant.session.effects import Effect, FinishPlayback, KeepAudio, Play
from desktop_assistant.session.history import History
from desktop_assistant.session.playback import PartKey, Playback, SpokenPart

Piece = AssistantTextDelta | AssistantTextDone | AudioDelta


class Answer:
    """The items of the running response, and those whose sound is still on its way to the ear."""

    def __init__(self, emit: Callable[[Effect], None], history: History, playback: Playback, *, keep_audio: bool) -> None:
        self._emit = emit
        self._history = history
        self._playback = playback
        self._keep_audio = keep_audio
        self._parts: dict[str, dict[int, Part]] = {}
        """Of every item that is not settled, by content index."""
        self._streaming: set[str] = set()
        self._cut: dict[str, ItemStatus] = {}
        """Ended early: heard out, but not whole; and what became of them."""

    @property
    def has_words(self) -> bool:
        """The running response has shown or played something."""
        return bool(self._streaming)

    def text(self, event: AssistantTextDelta | AssistantTextDone, wall: float) -> None:
        """More words, or the final ones of a part."""
        item_id = self._item(event.item_id, wall)
        parts = self._parts[item_id]
        before = _words(parts.get(event.content_index))
        if isinstance(event, AssistantTextDelta):
            words = before + event.text
            self._map_speech(item_id, event.content_index, len(event.text), spoken=event.spoken)
        else:
            words = event.text or before
            if not before:
                self._map_speech(item_id, event.content_index, len(words), spoken=event.spoken)
        done = isinstance(event, AssistantTextDone)
        parts[event.content_index] = self._part(item_id, event.content_index, words, spoken=event.spoken, done=done)
        self._show(item_id)

    def sound(self, event: AudioDelta, fmt: AudioFormat, now: float, wall: float) -> None:
        """More sound: play it."""
        item_id = self._item(event.item_id, wall)
        audio = self._playback.received((item_id, event.content_index), event.audio, fmt, now)
        if not audio:
            return
        self._emit(Play(item_id=item_id, content_index=event.content_index, audio=audio))
        if self._keep_audio:
            self._emit(KeepAudio(item_id=item_id, audio=audio, is_input=False))
        if event.content_index not in self._parts[item_id]:
            self._parts[item_id][event.content_index] = AudioPart()
            self._show(item_id)

    def sound_done(self, wire_id: str, content_index: int, now: float) -> None:
        """All sound of a part has arrived."""
        item_id = self._history.local_id(wire_id)
        if item_id is not None:
            self._finish((item_id, content_index), now)

    def finished(self, now: float, left: ItemStatus = ItemStatus.COMPLETE) -> None:
        """The response has ended; `left`: how, if it is not whole."""
        for key in self._playback.unfinished():
            self._finish(key, now)
        ended, self._streaming = sorted(self._streaming), set()
        for item_id in ended:
            if left is not ItemStatus.COMPLETE:
                self._cut[item_id] = left
            self._settle(item_id)

    def drained(self, item_id: str) -> None:
        """A part of an item was heard to its end."""
        if item_id in self._parts and item_id not in self._streaming:
            self._settle(item_id)

    def stop_writing(self, waiting: set[str]) -> None:
        """Nothing of the running response is wanted any more. `waiting` items are closed when it is known what was heard."""
        self._cut |= dict.fromkeys(self._streaming, ItemStatus.INTERRUPTED)
        for item_id in sorted(self._streaming - waiting):
            self._close(item_id, ItemStatus.INTERRUPTED)
        self._streaming.clear()

    def interrupted(self, parts: list[SpokenPart]) -> None:
        """These parts were stopped: mark what was heard of them."""
        cut: dict[str, list[SpokenPart]] = {}
        for part in parts:
            if part.key[0] in self._parts:
                cut.setdefault(part.key[0], []).append(part)
        for item_id, spoken in cut.items():
            was_cut = item_id in self._cut or any(not p.was_heard_out for p in spoken)
            for part in spoken:
                if not part.is_drained:
                    self._mark_heard(item_id, part)
            self._close(item_id, ItemStatus.INTERRUPTED if was_cut else ItemStatus.COMPLETE)

    def close_all(self) -> None:
        """The window closes or another conversation opens: nothing stays in progress."""
        self._streaming.clear()
        for item_id in list(self._parts):
            self._close(item_id, ItemStatus.INTERRUPTED)

    def _item(self, wire_id: str, wall: float) -> str:
        blank = Item(id=wire_id, role=Role.ASSISTANT, status=ItemStatus.IN_PROGRESS, created_at=wall)
        item_id = self._history.local_id(wire_id) or self._history.adopt(blank, wire_id, None)
        item = self._history.get(item_id)
        is_other = item is None or item.role is not Role.ASSISTANT or item.status is not ItemStatus.IN_PROGRESS
        if item_id not in self._parts and is_other:  # the server uses one id twice
            item_id = self._history.adopt_anew(blank, wire_id)
        self._parts.setdefault(item_id, {})
        self._streaming.add(item_id)
        return item_id

    def _map_speech(self, item_id: str, index: int, characters: int, *, spoken: bool) -> None:
        if spoken and characters:
            self._playback.part((item_id, index)).add_text(characters)

    def _part(self, item_id: str, index: int, words: str, *, spoken: bool, done: bool) -> Part:
        if not spoken:
            return TextPart(text=words)
        return AudioPart(transcript=words, is_final=done, audio_ms=self._received(item_id, index))

    def _received(self, item_id: str, index: int) -> int | None:
        part = self._playback.find((item_id, index))
        return int(part.received_ms) if part and part.received_ms else None

    def _show(self, item_id: str, status: ItemStatus = ItemStatus.IN_PROGRESS, *, final: bool = False) -> None:
        item = self._history.get(item_id)
        if item is None:
            return
        parts = tuple(part for _, part in sorted(self._parts[item_id].items()))
        self._history.put(replace(item, parts=parts, status=status), save=final)

    def _finish(self, key: PartKey, now: float) -> None:
        if self._playback.finish(key, now):
            self._emit(FinishPlayback(item_id=key[0], content_index=key[1]))

    def _settle(self, item_id: str) -> None:
        """Final as soon as it is neither being written nor on its way to the ear."""
        for index, part in self._parts[item_id].items():
            if isinstance(part, AudioPart):
                received = self._received(item_id, index) or part.audio_ms
                self._parts[item_id][index] = replace(part, is_final=True, audio_ms=received)
        if self._playback.open_parts(item_id):
            self._show(item_id)
        else:
            self._close(item_id, self._cut.get(item_id, ItemStatus.COMPLETE))

    def _close(self, item_id: str, status: ItemStatus) -> None:
        if any(_words(part) or isinstance(part, AudioPart) for part in self._parts[item_id].values()):
            self._show(item_id, status, final=True)
        del self._parts[item_id]
        self._cut.pop(item_id, None)

    def _mark_heard(self, item_id: str, spoken: SpokenPart) -> None:
        part = self._parts[item_id].get(spoken.key[1])
        if isinstance(part, AudioPart):
            self._parts[item_id][spoken.key[1]] = replace(
                part,
                is_final=True,
                audio_ms=int(spoken.received_ms),
                heard_ms=spoken.heard_ms,
                heard_chars=spoken.heard_characters(part.transcript),
            )


def _words(part: Part | None) -> str:
    if isinstance(part, TextPart):
        return part.text
    return part.transcript if isinstance(part, AudioPart) else ""
