"""Every window there is: its controls have names, its words can be read against what lies behind them, and what changes is said.

A window that is added to the program fails here until it is added to the table.
"""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from desktop_assistant.core.items import ConversationInfo, FilePart, ImagePart
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.settings.model import Theme
from desktop_assistant.ui.attach.screen import RegionPicker
from desktop_assistant.ui.dialogs.echo_test import EchoTestDialog
from desktop_assistant.ui.dialogs.first_run import FirstRun
from desktop_assistant.ui.dialogs.latency import LatencyDialog
from desktop_assistant.ui.dialogs.picture import PictureDialog
from desktop_assistant.ui.dialogs.shortcuts import ShortcutsDialog
from desktop_assistant.ui.dialogs.text_file import TextFileDialog
from desktop_assistant.ui.history.tags_dialog import TagsDialog
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.settings_dialog.dialog import SettingsDialog
from desktop_assistant.ui.settings_dialog.page_name import PageName
from desktop_assistant.ui.sharing.bar import FloatingSign
from desktop_assistant.ui.sharing.dialog import SourceDialog, Wording
from desktop_assistant.ui.sharing.wire import Kind, Source
from desktop_assistant.ui.theme import apply_theme
from desktop_assistant.ui.voice.patience_button import PatiencePopover
from tests.fakes.control import Settle
from tests.ui.test_accessibility import controls, name_of, unnamed
from tests.ui.test_theme import contrast

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

UI = Path(__file__).resolve().parents[2] / "desktop_assistant" / "ui"
WORDING = Wording(title="Share", choose="Choose.", seen="Seen.", accept="Start", none="None.")
SOURCES = tuple(Source(id=kind.value, kind=kind, name=kind.value) for kind in Kind)


def settings(window: MainWindow) -> QWidget:
    window.open_settings()
    assert window.settings_dialog is not None
    for name in PageName:
        window.settings_dialog.show_page(name)
    return window.settings_dialog


def source_dialog(window: MainWindow) -> QWidget:
    dialog = SourceDialog(WORDING, window)
    dialog.offer(SOURCES)
    return dialog


def floating(window: MainWindow) -> QWidget:
    sign = FloatingSign()
    sign.setParent(window, sign.windowFlags())
    sign.begin("Screen")
    sign.appear(window)
    return sign


def patience(window: MainWindow) -> QWidget:
    window.show_patience()
    assert window.voice.patience.popover is not None
    return window.voice.patience.popover


def main_window(window: MainWindow) -> QWidget:
    """With all that may be in it."""
    window.toggle_history()
    window._bridge.show_problem(Problem(code=ProblemCode.NETWORK_DOWN))
    window.chat.composer.desk.strip.add(FilePart(name="notes.txt", text="x"))
    window.chat.find_words()
    window.share.sign.begin("Screen")
    window.share.sign.show()
    return window


def picture(window: MainWindow) -> QWidget:
    return PictureDialog("walk.jpg", b"", window)


def text_file(window: MainWindow) -> QWidget:
    return TextFileDialog(FilePart(name="notes.txt", text="one\ntwo"), window)


def region(window: MainWindow) -> QWidget:
    return RegionPicker(QImage(QSize(100, 80), QImage.Format.Format_RGB32), window.screen())


WINDOWS: dict[str, Callable[[MainWindow], QWidget]] = {
    "MainWindow": main_window,
    SettingsDialog.__name__: settings,
    FirstRun.__name__: lambda window: FirstRun(window._bridge, window),
    ShortcutsDialog.__name__: ShortcutsDialog,
    LatencyDialog.__name__: lambda window: LatencyDialog(window._bridge, window),
    EchoTestDialog.__name__: lambda window: EchoTestDialog(window._bridge, window),
    PictureDialog.__name__: picture,
    TextFileDialog.__name__: text_file,
    TagsDialog.__name__: lambda window: TagsDialog(
        ConversationInfo(id="c1", title="A talk", created_at=0, updated_at=0, tags=("home",)), ("home", "work"), window
    ),
    SourceDialog.__name__: source_dialog,
    FloatingSign.__name__: floating,
    RegionPicker.__name__: region,
    PatiencePopover.__name__: patience,
    "CaptionStrip": lambda window: window.captions,
}
WINDOW_BASES = {"QDialog", "Popover"}
WINDOW_FLAGS = {"Tool", "Window", "Popup"}


def windows_of_the_program() -> set[str]:
    """Classes that are dialogs, popovers, or give themselves the flags of a window."""
    found = {"MainWindow"}
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.ClassDef):
                continue
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            flags = {
                inner.attr
                for inner in ast.walk(node)
                if isinstance(inner, ast.Attribute) and ast.unparse(inner.value).endswith("WindowType")
            }
            if bases & WINDOW_BASES or flags & WINDOW_FLAGS:
                found.add(node.name)
    return found - {"Popover"}


def test_every_window_is_in_the_table() -> None:
    assert windows_of_the_program() == set(WINDOWS)


@pytest.mark.parametrize("name", WINDOWS)
async def test_every_control_of_every_window_has_a_name(window: MainWindow, settle: Settle, name: str) -> None:
    root = WINDOWS[name](window)
    root.show()
    await settle()
    assert unnamed(root) == []
    assert root.windowTitle() or root.accessibleName(), "a screen reader says where one is"
    names = [name_of(widget) for widget in controls(root) if isinstance(widget, QAbstractButton) and widget.isVisible()]
    twice = {one for one in names if names.count(one) > 1} - {"New conversation"}  # in the header and in the drawer, the same
    assert twice == set(), "a screen reader cannot tell them apart"
    if root is not window:
        root.close()


def ground(image: QImage) -> str:
    """The colour that most of it has."""
    pixels = [image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)]
    return max(set(pixels), key=pixels.count)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("name", [name for name in WINDOWS if name not in ("RegionPicker", "CaptionStrip")])
async def test_words_can_be_read(window: MainWindow, qapp: QApplication, settle: Settle, theme: Theme, name: str) -> None:
    """Against the ground on which they are really drawn: the styles of nested widgets may put anything behind them."""
    apply_theme(qapp, theme, 1.0)
    root = WINDOWS[name](window)
    root.show()
    await settle()
    poor = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, QLabel | QLineEdit | QAbstractButton) or not widget.text().strip() or not widget.isVisible():
            continue
        if not widget.isEnabled() or widget.width() < 12 or widget.visibleRegion().isEmpty():
            continue
        image = root.grab(widget.rect().translated(widget.mapTo(root, widget.rect().topLeft()))).toImage()
        behind = ground(image)
        inks = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        best = max(contrast(ink, behind) for ink in inks)
        if best < 4.5:
            poor.append(f"{widget.text()}: {best:.1f}")
    apply_theme(qapp, Theme.LIGHT, 1.0)
    if root is not window:
        root.close()
    assert poor == []


# --- what changes is said -------------------------------------------------------------------------------------------
@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []

    def listen(event: QEvent) -> None:
        if hasattr(event, "message"):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    return told


async def test_a_problem_is_said(window: MainWindow, heard: list[str]) -> None:
    window._bridge.show_problem(Problem(code=ProblemCode.NETWORK_DOWN))
    assert heard == [window.banners.shown[0].sentence]
    window._bridge.show_problem(Problem(code=ProblemCode.NETWORK_DOWN, over=True))
    assert len(heard) == 1


async def test_what_is_said_of_pictures_and_files_is_said_aloud(window: MainWindow, heard: list[str]) -> None:
    desk = window.chat.composer.desk
    desk.set_limits(None)
    desk.strip.add(ImagePart(id="x", title="walk.jpg"))
    assert heard == [desk.note.text()]
    assert "takes no pictures" in heard[0]


async def test_sharing_is_said_when_it_begins_pauses_and_ends(window: MainWindow, heard: list[str]) -> None:
    sign = window.share.sign
    sign.begin("Screen")
    sign.set_paused(True)
    sign.set_paused(True)
    sign.set_paused(False)
    assert heard == [
        "Screen is shown, once a second.",
        "Screen is not shown until the connection is back.",
        "Screen is shown, once a second.",
    ]
    window.share.ended.emit("Sharing has ended.")
    assert heard[-1] == "Sharing has ended."
    window.share.said.emit("Sharing has ended because the screen was locked.")
    assert heard[-1] == "Sharing has ended because the screen was locked."


async def test_what_the_source_dialog_shows_is_said(window: MainWindow, heard: list[str]) -> None:
    dialog = SourceDialog(WORDING, window)
    dialog.offer(())
    assert heard == ["None."]
    dialog.offer(SOURCES)
    dialog.say("There is no picture.")
    assert heard[-1] == "There is no picture."
    assert dialog.finder.accessibleDescription() == "There is no picture."
