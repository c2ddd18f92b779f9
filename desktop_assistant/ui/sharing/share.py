"""Carries the machine of sharing out: the process that looks, the dialog, the signs, and the pictures on their way."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_assistant.core.items import Item, Role
from desktop_assistant.core.local_events import FrameShown
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.sharing.bar import FloatingSign, SharingSign
from desktop_assistant.ui.sharing.machine import (
    Act,
    Beat,
    Choose,
    Do,
    Effect,
    End,
    Finish,
    Input,
    Offer,
    Open,
    Pause,
    Preview,
    Send,
    Sharing,
    Stage,
    Unseen,
)
from desktop_assistant.ui.sharing.process import WatcherProcess
from desktop_assistant.ui.sharing.wire import Source
from desktop_assistant.ui.sharing.words import asks_to_stop, end_words, name_of, unseen_words

if TYPE_CHECKING:
    from desktop_assistant.ui.sharing.dialog import SourceDialog
    from desktop_assistant.ui.sharing.locks import Locks


class ScreenShare(QObject):
    """Shows a screen, a window or a camera to who answers, from the wish to the end.

    | what                | acquired        | released                              |
    |---------------------|-----------------|---------------------------------------|
    | process that looks  | the wish        | the end, whatever ends it; `close`    |
    | dialog              | the wish        | the beginning of the sharing, the end |
    | floating sign       | the first need  | `close`                               |
    """

    said = Signal(str)
    """One sentence for the person: why it is over by itself, or cannot begin."""
    ended = Signal(str)
    """The same where the person ended it."""
    changed = Signal(bool)
    """Something is shown from now on, or no longer."""
    keyboard_freed = Signal()
    """The sign that had the keyboard has gone."""

    def __init__(
        self,
        bridge: UiBridge,
        window: QWidget,
        *,
        program: list[str] | None = None,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        """program: instead of the true process that looks. clock, wall: monotonic and Unix seconds."""
        super().__init__(window)
        self._bridge, self._window = bridge, window
        self._clock, self._wall = clock, wall
        self.machine = Sharing()
        self.sign = SharingSign(window)
        self.floating: FloatingSign | None = None
        self.dialog: SourceDialog | None = None
        """While the person chooses."""
        self._locks: Locks | None = None
        self._process = WatcherProcess(self, program)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.beat)
        self._process.said.connect(self._handle)
        self.sign.stop_asked.connect(self.stop)
        bridge.state_shown.connect(self._handle)
        bridge.sharing_end_asked.connect(self.stop)
        bridge.item_shown.connect(self._listen)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self.place_sign)

    @property
    def is_on(self) -> bool:
        """Something is shown."""
        return self.machine.stage is Stage.SHARING

    @Slot()
    def toggle(self) -> None:
        """Choose what to show, or end it."""
        self._handle(Act.STOP if self.is_on else Act.ASK)

    @Slot()
    def stop(self) -> None:
        """End it."""
        self._handle(Act.STOP)

    @Slot(object)
    def _choose(self, source: Source) -> None:
        self._handle(Choose(source))

    @Slot()
    def _confirm(self) -> None:
        self._handle(Act.CONFIRM)

    @Slot()
    def _lock(self) -> None:
        self._handle(Act.LOCK)

    @Slot()
    def beat(self) -> None:
        """Time has passed."""
        self._handle(Beat(self._wall()))

    def close(self) -> None:
        """The window goes, and with it everything."""
        self._handle(Act.STOP)
        self._process.end(wait=True)
        if self.floating is not None:
            self.floating.close()

    @Slot(object)
    def _handle(self, event: Input) -> None:
        for effect in self.machine.handle(event, self._clock()):
            self._perform(effect)
        beat_s = self.machine.beat_s
        if beat_s is None:
            self._timer.stop()
        elif not self._timer.isActive() or self._timer.interval() != round(beat_s * 1000):
            self._timer.start(round(beat_s * 1000))

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Do.LIST:
                self._open_dialog()
                self._process.begin()
            case Do.LOOK:
                self._process.look()
            case Do.SHARE:
                self._begin()
            case Open(source=source, number=number, limits=limits):
                self._process.open(source, number, limits, most_bytes=limits.max_frame_bytes)
            case Send(picture=picture):
                self._bridge.put(FrameShown(image=picture.data))
            case Pause(is_on=is_on):
                for sign in self._signs():
                    sign.set_paused(is_on)
            case Finish():
                self._finish(effect)
            case Offer() | Unseen() | Preview():
                self._show(effect)
            case _:
                assert_never(effect)

    def _show(self, effect: Offer | Unseen | Preview) -> None:
        match effect:
            case Offer(sources=sources) if self.dialog is not None:
                self.dialog.offer(sources)
            case Unseen(source=source, why=why) if self.dialog is not None:
                self.dialog.say(unseen_words(source, why))
            case Preview(picture=picture) if self.dialog is not None:
                self.dialog.show_picture(picture)
            case Preview(picture=picture):
                for sign in self._signs():
                    if sign.isVisible():
                        sign.finder.show_picture(picture.data)
            case _:
                return

    def _open_dialog(self) -> None:
        from desktop_assistant.ui.sharing.dialog import SourceDialog, Wording

        wording = Wording(
            title=self.tr("Share a screen, a window or a camera"),
            choose=self.tr("Choose what to show. Nothing is sent yet."),
            seen=self.tr(
                "This is what who answers will be shown, once a second, until you stop it. The provider may charge for every"
                " picture."
            ),
            accept=self.tr("Start sharing"),
            none=self.tr("There is nothing that could be shown: no screen may be looked at, and no camera is connected."),
        )
        self.dialog = SourceDialog(wording, self._window)
        self.dialog.chosen.connect(self._choose)
        self.dialog.confirmed.connect(self._confirm)
        self.dialog.left.connect(self.stop)
        self.dialog.open()

    def _close_dialog(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.left.disconnect(self.stop)
            dialog.accept()
            dialog.deleteLater()

    def _begin(self) -> None:
        from desktop_assistant.ui.sharing.locks import Locks  # with D-Bus, which a start does without

        self._close_dialog()
        if self.floating is None:
            self.floating = FloatingSign()
            self.floating.stop_asked.connect(self.stop)
        self._locks = Locks(self)
        self._locks.locked.connect(self._lock)
        assert self.machine.source is not None
        self.sign.begin(name_of(self.machine.source))
        self.floating.begin(name_of(self.machine.source))
        self.sign.show()
        self._bridge.is_sharing = True
        self.place_sign()
        self.changed.emit(True)

    def _finish(self, finish: Finish) -> None:
        self._process.end()
        self._close_dialog()
        if self._locks is not None:
            self._locks.deleteLater()
            self._locks = None
        had_keyboard = self.sign.isAncestorOf(self._window.focusWidget() or self._window)
        for sign in self._signs():
            sign.hide()
        if had_keyboard:
            self.keyboard_freed.emit()
        self._bridge.is_sharing = False
        if finish.was_sharing:
            self.changed.emit(False)
        if words := end_words(finish):
            (self.ended if finish.why is End.PERSON else self.said).emit(words)

    def _signs(self) -> list[SharingSign]:
        return [self.sign] if self.floating is None else [self.sign, self.floating]

    @Slot()
    def place_sign(self, *_: object) -> None:
        """The floating one while no window of ours has the keyboard, or the main one cannot be seen."""
        floating = self.floating
        if floating is None:
            return
        is_away = QGuiApplication.focusWindow() is None or self._window.isMinimized() or not self._window.isVisible()
        if self.is_on and is_away:
            floating.appear(self._window)
        else:
            floating.hide()

    @Slot(object, object)
    def _listen(self, item: Item, _after: str | None = None) -> None:
        if self.is_on and item.role is Role.USER and asks_to_stop(item.text):
            self.stop()
