"""The ways of things to the message, behind the button beside the text box; and what becomes of pictures in the conversation."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.errors import AssistantError
from desktop_assistant.core.items import FilePart, ImagePart
from desktop_assistant.core.local_events import UserText
from desktop_assistant.core.snapshot import SessionSnapshot
from desktop_assistant.ui.attach.names import title_of
from desktop_assistant.ui.attach.screen import ScreenShots
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.sharing.share import ScreenShare
from desktop_assistant.ui.theme import icon

if TYPE_CHECKING:
    from desktop_assistant.ui.attach.camera import CameraPhoto


class Attaching(QObject):
    """Fills the desk, sends what is on it, and opens pictures."""

    def __init__(self, bridge: UiBridge, chat: ChatPane, share: ScreenShare, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._chat, self._share, self._window = bridge, chat, share, window
        self._desk = chat.composer.desk
        self.screen = ScreenShots(window)
        self.camera: CameraPhoto | None = None
        """From the first wish for one on."""
        self.menu = self._menu()
        chat.composer.attach.setMenu(self.menu)
        chat.shown.connect(self._send)
        chat.view.thumbnails.wanted.connect(self._fetch)
        chat.view.pointer.picture_asked.connect(self._open)
        self._desk.strip.opened.connect(self._look_at)
        self.screen.taken.connect(self._photographed)
        self.screen.failed.connect(self._desk.say)
        bridge.state_shown.connect(self._take_state)

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        for sign, words, keys, does in (
            ("file", self.tr("Picture or file…"), "Ctrl+O", self.choose_files),
            ("table", self.tr("Part of the screen…"), "Ctrl+Shift+S", self.screen.begin),
            ("camera", self.tr("Picture from the camera…"), "", self.open_camera),
            ("screen", self.tr("Share screen, window or camera…"), "Ctrl+Shift+D", self._share.toggle),
        ):
            action = QAction(icon(sign), words, self._window)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(does)
            self._window.addAction(action)  # its key works wherever the keyboard is
            menu.addAction(action)
        self._share_action = action
        self._share.changed.connect(self._name_sharing)
        return menu

    @Slot(bool)
    def _name_sharing(self, is_on: bool) -> None:
        self._share_action.setText(self.tr("Stop sharing") if is_on else self.tr("Share screen, window or camera…"))

    @Slot()
    def choose_files(self) -> None:
        """From the disk."""
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Pictures and text files"))
        if names:
            self._desk.put_files([Path(name) for name in names])
            self._chat.focus_composer()

    @Slot()
    def open_camera(self) -> None:
        """A frame of it."""
        if self.camera is None:
            from desktop_assistant.ui.attach.camera import CameraPhoto

            self.camera = CameraPhoto(self._window)
            self.camera.taken.connect(self._from_camera)
            self.camera.said.connect(self._desk.say)
        self.camera.begin(self._bridge.snapshot.images or ImageLimits())

    def close(self) -> None:
        """The window goes: nobody looks any more."""
        if self.camera is not None:
            self.camera.end(wait=True)

    @Slot(object)
    def _from_camera(self, part: ImagePart) -> None:
        self._desk.put_part(part)
        self._chat.focus_composer()

    @Slot(QImage)
    def _photographed(self, image: QImage) -> None:
        self._desk.put_image(image, self.tr("Screen"))
        self._chat.focus_composer()

    @Slot(str, object)
    def _send(self, text: str, parts: tuple[ImagePart | FilePart, ...]) -> None:
        self._bridge.put(UserText(text=text, shown=parts))

    @Slot(object)
    def _take_state(self, snapshot: SessionSnapshot) -> None:
        self._desk.set_limits(snapshot.images)

    @Slot(str)
    def _fetch(self, picture_id: str) -> None:
        """The content of a picture that is not with its item."""
        learn = self._chat.view.thumbnails.learn
        if self._bridge.is_ready:
            self._bridge.spawn(
                self._bridge.control.picture(picture_id), partial(learn, picture_id), lambda _: learn(picture_id, b"")
            )

    @Slot(str, str)
    def _open(self, item_id: str, picture_id: str) -> None:
        row = self._chat.model.row_of(item_id)
        images = self._chat.model.item(row).images if row is not None else ()
        part = next((image for image in images if image.id == picture_id), None)
        if part is not None and part.data:
            self._show(part, part.data)
        elif part is not None and self._bridge.is_ready:
            self._bridge.spawn(
                self._bridge.control.picture(picture_id), partial(self._show, part), partial(self._show_none, part)
            )

    @Slot(object)
    def _look_at(self, part: ImagePart | FilePart) -> None:
        if isinstance(part, ImagePart):
            self._show(part, part.data)
        else:
            from desktop_assistant.ui.dialogs.text_file import TextFileDialog

            self._open_dialog(TextFileDialog(part, self._window))

    def _show(self, part: ImagePart, data: bytes) -> None:
        from desktop_assistant.ui.dialogs.picture import PictureDialog

        self._open_dialog(PictureDialog(title_of(part), data, self._window))

    def _open_dialog(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_none(self, part: ImagePart, _: AssistantError) -> None:
        self._show(part, b"")
