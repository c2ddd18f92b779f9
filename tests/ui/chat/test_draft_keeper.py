"""What is written and not sent: kept while it is written, and put back at the next start."""

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_assistant.core.draft import Draft
from desktop_assistant.core.errors import UnreadableError
from desktop_assistant.core.items import FilePart, ImagePart
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.main_window import MainWindow
from tests.fakes.control import FakeControl, Settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

FILE = FilePart(name="notes.txt", text="line one")


@pytest.fixture(autouse=True)
def _in_the_hands_of_the_test(early_window: MainWindow) -> None:
    """On a busy machine the time is over before a test has looked."""
    early_window.drafts._due.setInterval(10**9)


def picture() -> ImagePart:
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(0xFF336699)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return ImagePart.of(bytes(buffer.data().data()), mime="image/png", width=8, height=6, title="photo.png")


def write(window: MainWindow, text: str) -> None:
    QTest.keyClicks(window.chat.composer.box, text)


def due(window: MainWindow) -> None:
    """The timer's turn."""
    assert window.drafts._due.isActive()
    window.drafts._due.timeout.emit()


async def test_what_is_written_is_kept_and_what_is_sent_no_longer(window: MainWindow, control: FakeControl) -> None:
    write(window, "half a")
    assert control.kept_draft == Draft()
    due(window)
    assert control.kept_draft == Draft(text="half a")
    window.chat.composer.desk.put_part(FILE)
    due(window)
    assert control.kept_draft == Draft(text="half a", parts=(FILE,))
    QTest.keyClick(window.chat.composer.box, Qt.Key.Key_Return)
    due(window)
    assert control.kept_draft == Draft()


async def test_it_is_put_back(early_window: MainWindow, bridge: UiBridge, control: FakeControl, settle: Settle) -> None:
    shown = picture()
    control.kept_draft = Draft(text="half a\nsentence", parts=(shown, FILE))
    bridge.set_control(control)
    await settle()
    assert early_window.chat.draft() == "half a\nsentence"
    assert early_window.chat.composer.desk.parts == (shown, FILE)
    due(early_window)
    assert control.drafts_kept == 0  # nothing has changed


async def test_letters_typed_while_the_program_starts_take_nothings_place(
    early_window: MainWindow, bridge: UiBridge, control: FakeControl, settle: Settle
) -> None:
    control.kept_draft = Draft(text="from yesterday")
    write(early_window, "new")
    due(early_window)
    assert control.kept_draft == Draft(text="from yesterday")
    bridge.set_control(control)
    await settle()
    assert early_window.chat.draft() == "from yesterday\nnew"
    due(early_window)
    assert control.kept_draft == Draft(text="from yesterday\nnew")


async def test_a_history_that_cannot_be_read_keeps_what_is_written_from_now_on(
    early_window: MainWindow, bridge: UiBridge, control: FakeControl, settle: Settle
) -> None:
    control.fail = UnreadableError("It is damaged.")
    write(early_window, "typed")
    bridge.set_control(control)
    await settle()
    assert early_window.chat.draft() == "typed"
    due(early_window)
    assert control.kept_draft == Draft(text="typed")


async def test_closing_the_window_keeps_the_last_letters(window: MainWindow, control: FakeControl) -> None:
    write(window, "the last letters")
    window.close()
    assert control.kept_draft == Draft(text="the last letters")


async def test_a_recalled_message_is_no_draft(window: MainWindow, control: FakeControl, qtbot: QtBot) -> None:
    write(window, "sent")
    QTest.keyClick(window.chat.composer.box, Qt.Key.Key_Return)
    write(window, "draft")
    QTest.keyClick(window.chat.composer.box, Qt.Key.Key_Up)
    assert window.chat.composer.box.toPlainText() == "sent"
    due(window)
    assert control.kept_draft == Draft(text="draft")


def test_an_empty_draft_is_false() -> None:
    assert not Draft()
    assert Draft(text="x")
    assert Draft(parts=(FILE,))
