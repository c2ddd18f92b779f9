"""From the button to the session: what is sent, which pictures are fetched, what a picture in the pane opens."""

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.items import FilePart, ImagePart, Item, Role, TextPart
from desktop_assistant.core.local_events import TurnCorrected, UserText
from desktop_assistant.settings.model import Settings
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.dialogs.picture import PictureDialog
from desktop_assistant.ui.dialogs.text_file import TextFileDialog
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.sharing import process
from tests.fakes.control import FakeControl, Settle
from tests.fakes.watcher import program

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def jpeg(colour: Qt.GlobalColor = Qt.GlobalColor.red) -> bytes:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(colour)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")
    return bytes(buffer.data().data())


def part(data: bytes, *, with_data: bool = True) -> ImagePart:
    made = ImagePart.of(data, mime="image/jpeg", width=300, height=200, title="walk.jpg")
    return made if with_data else ImagePart(id=made.id, width=300, height=200, title="walk.jpg")


def shown(picture: ImagePart, text: str = "what is this") -> Item:
    return Item(id="u1", role=Role.USER, parts=(picture, TextPart(text=text)) if text else (picture,), created_at=1.7e9)


@pytest.fixture
async def window(qtbot, tmp_path, settle: Settle) -> AsyncIterator[MainWindow]:
    bridge = UiBridge(Settings())
    made = MainWindow(bridge, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    control = FakeControl(bridge)
    made.control = control  # type: ignore[attr-defined]
    bridge.set_control(control)
    control.push(images=ImageLimits())
    made.resize(700, 700)
    made.show()
    await settle()
    yield made
    bridge.cancel_all()


async def until(condition, settle: Settle) -> None:
    for _ in range(500):
        await settle()
        if condition():
            return
        QTest.qWait(10)
    raise AssertionError("it did not come")


async def test_picture_and_words_are_one_turn(window: MainWindow, settle: Settle) -> None:
    desk = window.chat.composer.desk
    desk.put_image(QImage.fromData(jpeg()), "walk.jpg")
    await until(lambda: bool(desk.parts), settle)
    QTest.keyClicks(window.chat.composer.box, "what is this")
    QTest.keyClick(window.chat.composer.box, Qt.Key.Key_Return)
    [event] = [e for e in window.control.events if isinstance(e, UserText)]  # type: ignore[attr-defined]
    assert event.text == "what is this"
    assert [image.title for image in event.shown] == ["walk.jpg"]


async def test_what_the_provider_takes_reaches_the_desk(window: MainWindow, settle: Settle) -> None:
    desk = window.chat.composer.desk
    window.control.push(images=None)  # type: ignore[attr-defined]
    desk.put_image(QImage.fromData(jpeg()), "walk.jpg")
    await until(lambda: bool(desk.parts), settle)
    assert desk.note.isVisible()


async def test_a_picture_of_the_history_is_fetched_when_it_is_seen(window: MainWindow, settle: Settle) -> None:
    data = jpeg()
    old = part(data, with_data=False)
    window.control.pictures[old.id] = data  # type: ignore[attr-defined]
    window.chat.show_items([shown(old)])
    thumbnails = window.chat.view.thumbnails
    await until(lambda: thumbnails.get(old, thumbnails._ratio) is not None, settle)


@pytest.mark.parametrize("text", ["what is this", ""])
async def test_a_picture_opens_by_key_and_is_copied(window: MainWindow, settle: Settle, text: str) -> None:
    window.chat.show_items([shown(part(jpeg()), text)])
    await settle()
    view = window.chat.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(view, key)
    [dialog] = window.findChildren(PictureDialog)
    assert (dialog.image.width(), dialog.image.height()) == (300, 200)
    dialog.copy_picture()
    assert QGuiApplication.clipboard().image().size() == dialog.image.size()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_picture_is_saved_as_it_is_or_one_sentence_says_why_not(qtbot, tmp_path) -> None:
    dialog = PictureDialog("walk.jpg", jpeg())
    qtbot.addWidget(dialog)
    dialog.write(tmp_path / "walk.jpg")
    assert (tmp_path / "walk.jpg").read_bytes() == jpeg()
    assert dialog.trouble.isHidden()
    dialog.write(tmp_path)
    assert dialog.trouble.text().startswith("The file could not be written: ")
    assert not dialog.trouble.isHidden()


async def test_a_picture_that_is_gone_is_said(window: MainWindow, settle: Settle) -> None:
    old = part(jpeg(), with_data=False)
    window.chat.show_items([shown(old)])
    window.chat.view.pointer.picture_asked.emit("u1", old.id)
    await until(lambda: bool(window.findChildren(PictureDialog)), settle)
    [dialog] = window.findChildren(PictureDialog)
    assert dialog.image.isNull()
    assert not dialog.copy.isEnabled()
    dialog.close()


async def test_a_corrected_turn_reaches_the_session_and_versions_the_program(window: MainWindow, settle: Settle) -> None:
    window.chat.corrected.emit("u1", "ten miles")
    window.chat.view.version_asked.emit("u0")
    await settle()
    assert TurnCorrected(item_id="u1", text="ten miles") in window.control.events  # type: ignore[attr-defined]
    assert window.control.chosen_versions == ["u0"]  # type: ignore[attr-defined]


async def test_without_a_camera_one_sentence_says_so(window: MainWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "command", lambda: program("none"))
    window.attaching.open_camera()
    note = window.chat.composer.desk.note
    await until(lambda: "No camera is connected" in note.text(), settle)
    window.attaching.close()


async def test_a_picture_of_the_camera_lies_on_the_desk(
    window: MainWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "command", lambda: program())
    window.attaching.open_camera()
    assert window.attaching.camera is not None
    dialog = window.attaching.camera.dialog
    assert dialog is not None
    await until(dialog.accept_button.isEnabled, settle)
    dialog.accept_button.click()
    [part] = window.chat.composer.desk.parts
    assert isinstance(part, ImagePart)
    assert part.title == "Camera"
    assert max(part.width, part.height) == ImageLimits().max_side
    window.attaching.close()


async def test_a_text_file_opens_whole_and_as_it_is(window: MainWindow, settle: Settle) -> None:
    text = "<b>first</b> & line\n" + "word " * 3_000 + "last"
    window.chat.composer.desk.put_part(FilePart(name="notes.html", text=text))
    window.chat.composer.desk.strip.stops[0].click()
    await settle()
    (dialog,) = window.findChildren(TextFileDialog)
    assert dialog.windowTitle() == "notes.html"
    assert dialog.text.toPlainText() == text
    assert dialog.text.isReadOnly()
    QTest.keyClick(dialog.text, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is not dialog.text
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert window.chat.composer.desk.note.text() == ""
