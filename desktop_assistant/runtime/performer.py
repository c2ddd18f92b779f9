"""One match over Effect: which port does it."""

from collections.abc import Callable
from typing import assert_never

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.runtime.latency import LatencyLog
from desktop_assistant.runtime.links import Links
from desktop_assistant.runtime.ports import AudioPort, StorePort, ToolPort, ViewPort
from desktop_assistant.session import effects as fx


class Performer:
    """Does what the session wants, for one conversation."""

    def __init__(
        self,
        *,
        conversation_id: str,
        links: Links,
        audio: AudioPort,
        store: StorePort,
        view: ViewPort,
        tools: ToolPort | None = None,
        formats: tuple[AudioFormat, AudioFormat],
        latencies: LatencyLog | None = None,
        stretch_pause: Callable[[int], None] = lambda extra_ms: None,
        note_usage: Callable[[fx.NoteUsage], None] = lambda effect: None,
    ) -> None:
        """formats: of the microphone's and of the assistant's sound, as kept in recordings. latencies: where turns are noted.
        stretch_pause: the audio process waits so many ms longer than the settings say. note_usage: counts what it costs."""
        self.conversation_id = conversation_id
        self._links = links
        self._audio = audio
        self._store = store
        self._view = view
        self._tools = tools
        self._formats = formats
        self._stretch_pause = stretch_pause
        self._note_usage = note_usage
        self._latencies = latencies or LatencyLog()

    def perform(self, effect: fx.Effect) -> None:
        """Hand one effect to its port; ports return at once."""
        match effect:
            case fx.Connect() | fx.Disconnect() | fx.Send() | fx.CheckLink() | fx.ToSuccessor() | fx.Succeed():
                self._links.perform(effect)
            case fx.ShowItem() | fx.HideItem() | fx.ShowState() | fx.Report():
                self._on_view(effect)
            case fx.Shelve():
                self._shelve(effect)
            case fx.Save() | fx.KeepAudio() | fx.Spool() | fx.Unspool():
                self._on_store(effect)
            case fx.NoteUsage():
                self._note_usage(effect)
            case fx.RunTool() | fx.CancelTool():
                self._on_tools(effect)
            case _:
                self._on_audio(effect)

    def _on_view(self, effect: fx.ShowItem | fx.HideItem | fx.ShowState | fx.Report) -> None:
        match effect:
            case fx.ShowItem(item=item, after_id=after_id):
                self._view.show_item(item, after_id)
            case fx.HideItem(item_id=item_id):
                self._view.hide_item(item_id)
                self._store.remove(self.conversation_id, item_id)
            case fx.ShowState(snapshot=snapshot):
                self._latencies.note(snapshot.latency)
                self._view.show_state(snapshot)
            case fx.Report(problem=problem):
                self._view.show_problem(problem)

    def _on_store(self, effect: fx.Save | fx.KeepAudio | fx.Spool | fx.Unspool) -> None:
        match effect:
            case fx.Spool(turn_id=turn_id, audio=audio):
                self._store.spool(self.conversation_id, turn_id, audio, self._formats[0])
            case fx.Unspool(turn_id=turn_id):
                self._store.unspool(self.conversation_id, turn_id)
            case fx.Save():
                self._save(effect)
            case fx.KeepAudio(item_id=item_id, audio=audio, is_input=is_input):
                fmt = self._formats[0 if is_input else 1]
                self._store.keep_audio(self.conversation_id, item_id, audio, fmt)

    def _save(self, effect: fx.Save) -> None:
        self._store.save(self.conversation_id, effect.item, final=effect.final, after_id=effect.after_id)
        if effect.final:
            self._view.conversations_changed()  # its title may come from this item, and it is the newest now

    def _shelve(self, effect: fx.Shelve) -> None:
        for item_id in effect.item_ids:
            self._view.hide_item(item_id)
        self._store.shelve(self.conversation_id, effect.item_ids, instead=effect.instead)

    def _on_tools(self, effect: fx.RunTool | fx.CancelTool) -> None:
        if self._tools is None:
            return
        match effect:
            case fx.RunTool(call=call):
                self._tools.run(call)
            case fx.CancelTool(call_id=call_id):
                self._tools.cancel(call_id)

    def _on_audio(
        self,
        effect: fx.OpenMicrophone
        | fx.CloseMicrophone
        | fx.StretchPause
        | fx.Play
        | fx.FinishPlayback
        | fx.Duck
        | fx.Unduck
        | fx.FlushPlayback
        | fx.PlayEarcon,
    ) -> None:
        match effect:
            case fx.OpenMicrophone(gated=gated):
                self._audio.open_microphone(gated=gated)
            case fx.CloseMicrophone(tail_ms=tail_ms, discard=discard):
                self._audio.close_microphone(tail_ms=tail_ms, discard=discard)
            case fx.StretchPause(extra_ms=extra_ms):
                self._stretch_pause(extra_ms)
            case fx.Play(item_id=item_id, content_index=index, audio=audio):
                self._audio.play(item_id, index, audio)
            case fx.FinishPlayback(item_id=item_id, content_index=index):
                self._audio.finish(item_id, index)
            case fx.Duck() | fx.Unduck():
                self._audio.duck(isinstance(effect, fx.Duck))
            case fx.FlushPlayback():
                self._audio.flush()
            case fx.PlayEarcon(earcon=earcon):
                self._audio.earcon(earcon.value)
            case _:
                assert_never(effect)
