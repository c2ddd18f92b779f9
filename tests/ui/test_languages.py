"""The window in each language: nothing of it is left in English, and from right to left it is mirrored."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import shiboken6
from PySide6.QtCore import QLocale, QPoint, QRect, QSettings, Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_assistant.core.items import Role
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.snapshot import TurnLatency
from desktop_assistant.paths import resources
from desktop_assistant.settings.model import Language, Provider, Settings, Theme
from desktop_assistant.ui import i18n
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.chat.newest_pill import NewestPill
from desktop_assistant.ui.details import said
from desktop_assistant.ui.i18n import LANGUAGE_NAMES, language_for, speak
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.mirror import isolated, margins, mirrored
from desktop_assistant.ui.problems import sentence_for
from desktop_assistant.ui.settings_dialog.page_name import PageName
from desktop_assistant.ui.theme import LIGHT, apply_theme
from desktop_assistant.ui.voice.latency_bars import LatencyBars
from desktop_assistant.ui.voice.latency_words import PARTS, seconds_words, split_words
from tests.fakes.control import DEVICES, FakeControl, Settle, spoken

OTHERS = [Language.GERMAN, Language.ARABIC]


@pytest.fixture(autouse=True)
def english_afterwards(qapp: QApplication) -> Iterator[None]:
    """Each test leaves the program as it found it."""
    yield
    speak(Language.ENGLISH)


@pytest.fixture(params=OTHERS, ids=lambda language: language.value)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Language:
    chosen: Language = request.param
    assert speak(chosen) is chosen
    return chosen


@pytest.fixture
async def foreign(language: Language, qapp: QApplication, tmp_path: Path, settle: Settle) -> AsyncIterator[MainWindow]:
    """A window in that language, with a conversation and the drawer open."""
    apply_theme(qapp, Theme.LIGHT, 1.0)
    bridge = UiBridge(Settings())
    window = MainWindow(bridge, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    window.voice.waveform.begin_loading = lambda: None  # type: ignore[method-assign]
    window.history._stale.setInterval(0)
    control = FakeControl(bridge)
    control.add_conversation("c1", "Ten kilometres in miles")
    control.add_conversation("c2", "")
    bridge.set_control(control)
    bridge.show_devices(DEVICES)
    items = (
        spoken(Role.USER, "What's ten kilometres in miles?", "u"),
        spoken(Role.ASSISTANT, "Ten kilometres are 6.2 miles.", "a"),
    )
    bridge.show_conversation(control.infos["c1"], items)
    control.push()
    window.resize(900, 760)
    window.show()
    window.toggle_history()
    await settle()
    yield window
    shiboken6.delete(window)
    shiboken6.delete(bridge)


def english_words(language: Language) -> set[str]:
    """Sentences that are something else in that language."""
    root = ElementTree.parse(resources() / "i18n" / f"{language.value}.ts").getroot()
    return {
        m.findtext("source", "")
        for m in root.iter("message")
        if not m.get("numerus") and m.findtext("translation") != m.findtext("source")
    }


def texts(root: QWidget) -> Iterator[str]:
    """Everything that the widgets below say to eye and ear, and their menus."""
    for widget in (root, *root.findChildren(QWidget)):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QGroupBox):
            yield widget.title()
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(index) for index in range(widget.count()))
        if isinstance(widget, QListWidget):
            yield from (widget.item(row).text() for row in range(widget.count()))
    yield from (action.text() for action in root.findChildren(QAction))


def left_in_english(root: QWidget, language: Language) -> set[str]:
    return set(texts(root)) & english_words(language)


async def test_nothing_of_the_window_is_left_in_english(foreign: MainWindow, language: Language) -> None:
    assert len(set(texts(foreign))) > 40
    assert left_in_english(foreign, language) == set()
    assert foreign.chat.layoutDirection() is QLocale(language.value).textDirection()


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_nothing_of_the_settings_is_left_in_english(foreign: MainWindow, language: Language, settle: Settle) -> None:
    for provider in Provider:
        foreign.open_settings()
        dialog = foreign.settings_dialog
        assert dialog is not None
        dialog.draft.set("provider", provider)
        for name in PageName:
            dialog.show_page(name)
            await settle()
        assert left_in_english(dialog, language) == set(), provider
        dialog.reject()
        await settle()


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("show", ["show_welcome", "show_shortcuts", "show_latencies", "open_echo_test"])
async def test_nothing_of_the_small_dialogs_is_left_in_english(
    foreign: MainWindow, language: Language, show: str, qapp: QApplication, settle: Settle
) -> None:
    getattr(foreign, show)()
    await settle()
    dialog = qapp.activeModalWidget()
    assert dialog is not None
    assert left_in_english(dialog, language) == set()
    dialog.close()
    await settle()


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_nothing_of_the_popover_is_left_in_english(foreign: MainWindow, language: Language, settle: Settle) -> None:
    foreign.show_patience()
    await settle()
    popover = foreign.voice.patience.popover
    assert popover is not None
    assert left_in_english(popover, language) == set()
    popover.close()


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_has_a_sentence_of_its_own(language: Language, code: ProblemCode) -> None:
    assert sentence_for(Problem(code=code)) not in english_words(language)


def test_the_walk_finds_what_was_left_in_english(language: Language, qapp: QApplication) -> None:
    label = QLabel("Settings")
    assert left_in_english(label, language) == {"Settings"}


# --- which language ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("preferred", "expected"),
    [
        (["de-AT", "en"], Language.GERMAN),
        (["ar_EG"], Language.ARABIC),
        (["fr-FR", "ar"], Language.ARABIC),
        (["fr"], Language.ENGLISH),
        (["C"], Language.ENGLISH),
        ([], Language.ENGLISH),
    ],
)
def test_the_systems_language_is_followed_as_far_as_there_is_one(preferred: list[str], expected: Language) -> None:
    assert language_for(Language.SYSTEM, preferred) is expected


def test_a_chosen_language_needs_no_system() -> None:
    assert language_for(Language.ARABIC, ["de"]) is Language.ARABIC


def test_every_language_has_a_name_of_its_own() -> None:
    assert set(LANGUAGE_NAMES) == set(Language) - {Language.SYSTEM}


def test_english_loads_its_plurals_and_nothing_else(qapp: QApplication) -> None:
    speak(Language.GERMAN)
    assert len(i18n._IN_USE) == 2
    speak(Language.ENGLISH)
    assert [translator.language() for translator in i18n._IN_USE] == ["en"]


# --- numbers, plurals, failures ---------------------------------------------------------------------------------
def test_numbers_are_written_as_the_language_writes_them(qapp: QApplication) -> None:
    speak(Language.GERMAN)
    assert seconds_words(1230) == "1,23 s"
    speak(Language.ENGLISH)
    assert seconds_words(1230) == "1.23 s"


def test_names_keep_the_capitals_of_their_language(qapp: QApplication) -> None:
    turn = TurnLatency(pause_ms=500, network_ms=20)
    speak(Language.ENGLISH)
    assert split_words(turn) == "pause 500 ms, network 20 ms"
    speak(Language.GERMAN)
    assert split_words(turn) == "Pause 500 ms, Netz 20 ms"


def test_plurals_follow_the_rules_of_the_language(language: Language, qtbot: QtBot) -> None:
    view = QWidget()
    qtbot.addWidget(view)
    pill = NewestPill(view)
    shown = []
    for count in (1, 2, 5):
        pill.show_for(count, view.rect(), is_needed=True)
        shown.append(pill.text())
    assert (
        shown
        == {
            Language.GERMAN: ["1 neue Nachricht", "2 neue Nachrichten", "5 neue Nachrichten"],
            Language.ARABIC: ["رسالة جديدة", "رسالتان جديدتان", "٥ رسائل جديدة"],
        }[language]
    )


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        ("the connection broke off", "die Verbindung ist abgebrochen"),
        ("The file could not be read: it does not answer.", "Die Datei konnte nicht gelesen werden: er antwortet nicht."),
        ("HTTP 503", "HTTP 503"),
        ("$4.10 of $1234.00 this month", "4,10 $ von 1.234,00 $ diesen Monat"),
        ("What a provider says is shown as it came.", "What a provider says is shown as it came."),
        ("", ""),
    ],
)
def test_what_lower_rooms_say_is_translated_where_it_is_known(qapp: QApplication, detail: str, expected: str) -> None:
    speak(Language.GERMAN)
    assert said(detail) == expected


def test_in_english_nothing_changes(qapp: QApplication) -> None:
    speak(Language.ENGLISH)
    assert said("The history was damaged. It was kept as history.db.broken") == (
        "The history was damaged. It was kept as history.db.broken"
    )
    assert said("$4.10 of $5.00 this month") == "$4.10 of $5.00 this month"


# --- from right to left -----------------------------------------------------------------------------------------
def test_what_is_placed_by_hand_is_mirrored(qapp: QApplication) -> None:
    within = QRect(0, 0, 100, 10)
    assert mirrored(QRect(0, 0, 30, 10), within) == QRect(0, 0, 30, 10)
    assert margins(1, 2, 3, 4) == (1, 2, 3, 4)
    assert isolated("Hello.") == "Hello."
    speak(Language.ARABIC)
    assert mirrored(QRect(0, 0, 30, 10), within) == QRect(70, 0, 30, 10)
    assert margins(1, 2, 3, 4) == (3, 2, 1, 4)
    assert isolated("Hello.") == "\u2068Hello.\u2069"


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_drawer_and_bubbles_are_on_the_side_where_reading_begins(foreign: MainWindow, language: Language) -> None:
    is_mirrored = language is Language.ARABIC
    assert (foreign.history.x() > 400) is is_mirrored
    view = foreign.chat.view
    picture = view.viewport().grab().toImage()
    colour = QColor("#e1e8fb")
    bubble = [x for x in range(picture.width()) if any(picture.pixelColor(x, y) == colour for y in range(0, picture.height(), 3))]
    assert bubble
    assert ((bubble[0] + bubble[-1]) / 2 < picture.width() / 2) is is_mirrored


def columns(picture: QImage, colour: str, rows: range) -> list[int]:
    """Where that colour is."""
    return [x for x in range(picture.width()) if any(picture.pixelColor(x, y) == QColor(colour) for y in rows)]


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_a_slider_is_filled_from_where_it_begins(foreign: MainWindow, language: Language, settle: Settle) -> None:
    foreign.voice.patience.click()
    await settle()
    popover = foreign.voice.patience.popover
    assert popover is not None
    popover.slider.set_pause(3000)
    slider = popover.slider.slider
    slider.setValue(slider.maximum() * 3 // 4)
    middle = slider.height() // 2
    filled = columns(slider.grab().toImage(), LIGHT.accent, range(middle - 1, middle + 1))
    assert len(filled) > slider.width() // 2, "three quarters, but for the handle"
    assert (sum(filled) / len(filled) > slider.width() / 2) is (language is Language.ARABIC)


def test_the_waits_begin_where_reading_begins_and_are_legible_to_their_end(language: Language, qapp: QApplication) -> None:
    apply_theme(qapp, Theme.LIGHT, 1.0)
    bars = LatencyBars()
    bars.show_turns([TurnLatency(pause_ms=1300.0, first_sound_ms=1380.0), TurnLatency(pause_ms=600.0, first_sound_ms=680.0)])
    bars.resize(240, bars.sizeHint().height())
    picture = bars.grab().toImage()
    rows = range(picture.height() // 2, picture.height())
    pause = columns(picture, getattr(LIGHT, PARTS[0].colour), rows)
    assert (sum(pause) / len(pause) > 120) is (language is Language.ARABIC)
    edges = [picture.pixelColor(x, y) for x in (0, 1, 238, 239) for y in rows]
    assert len(set(map(QColor.name, edges))) == 1, "words were cut off"


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_patience_grows_in_the_direction_of_reading(foreign: MainWindow, language: Language, settle: Settle) -> None:
    foreign.show_patience()
    await settle()
    popover = foreign.voice.patience.popover
    assert popover is not None
    places = [button.mapTo(popover, QPoint(0, 0)).x() for button in popover.slider.marks]
    assert places == sorted(places, reverse=language is Language.ARABIC)
    popover.close()


def test_direction_is_that_of_the_language(qapp: QApplication) -> None:
    speak(Language.ARABIC)
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    speak(Language.GERMAN)
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
