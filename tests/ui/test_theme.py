"""The theme: contrast in both palettes, live change, text size, icons."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_assistant.settings.model import Theme
from desktop_assistant.ui import theme
from desktop_assistant.ui.theme import DARK, LIGHT, Palette, apply_theme, current_palette, icon, theme_keeper

ICONS = [
    "mic",
    "mic-off",
    "stop",
    "send",
    "settings",
    "copy",
    "check",
    "close",
    "menu",
    "plus",
    "trash",
    "edit",
    "play",
    "undo",
    "refresh",
    "warning",
    "info",
    "search",
    "speaker",
    "chevron",
]
TEXT_PAIRS = [
    *[("text", ground) for ground in ("window", "surface", "raised", "assistant_surface", "code_background")],
    *[("muted", ground) for ground in ("window", "surface", "raised", "assistant_surface", "code_background")],
    ("muted", "user_bubble"),
    ("user_text", "user_bubble"),
    ("link", "assistant_surface"),
    ("link", "surface"),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    *[(signal, ground) for signal in ("danger", "warning", "success") for ground in ("window", "surface")],
    *[(f"code_{kind}", "code_background") for kind in ("text", "keyword", "string", "number", "comment", "name")],
]
SHAPE_PAIRS = [
    *[(wave, ground) for wave in ("wave_mic", "wave_voice") for ground in ("window", "surface")],
    *[("focus", ground) for ground in ("window", "surface", "assistant_surface")],
]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""

    def luminance(name: str) -> float:
        colour = QColor(name)
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour.getRgbF()[:3]]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(autouse=True)
def _back_to_light(qapp: QApplication):
    yield
    apply_theme(qapp, Theme.LIGHT, 1.0)


def test_contrast_formula_knows_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), TEXT_PAIRS)
def test_text_is_readable(palette: Palette, front: str, ground: str):
    assert contrast(getattr(palette, front), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), SHAPE_PAIRS)
def test_shapes_are_visible(palette: Palette, front: str, ground: str):
    assert contrast(getattr(palette, front), getattr(palette, ground)) >= 3


def test_applying_changes_widgets_and_tells(qapp: QApplication, qtbot):
    apply_theme(qapp, Theme.LIGHT, 1.0)
    label = QLabel("x")
    qtbot.addWidget(label)
    seen: list[Palette] = []
    theme_keeper().changed.connect(seen.append)
    assert apply_theme(qapp, Theme.DARK, 1.0) is DARK
    assert seen == [DARK]
    assert current_palette() is DARK
    assert label.palette().windowText().color() == QColor(DARK.text)
    theme_keeper().changed.disconnect(seen.append)


def test_text_scale_multiplies_the_font(qapp: QApplication):
    apply_theme(qapp, Theme.LIGHT, 1.0)
    plain = qapp.font().pointSizeF()
    apply_theme(qapp, Theme.LIGHT, 1.5)
    assert qapp.font().pointSizeF() == pytest.approx(plain * 1.5)


def test_system_theme_follows_the_system_live(qapp: QApplication, monkeypatch: pytest.MonkeyPatch):
    apply_theme(qapp, Theme.SYSTEM, 1.0)
    keeper = theme_keeper()
    scheme = Qt.ColorScheme.Dark

    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:
            return scheme

        def __getattr__(self, name: str) -> object:
            return getattr(qapp.styleHints(), name)

    class App:
        """The offscreen platform has no colour scheme; everything else is the true application."""

        def styleHints(self) -> Hints:
            return Hints()

        def __getattr__(self, name: str) -> object:
            return getattr(qapp, name)

    monkeypatch.setattr(keeper, "_app", App())
    qapp.styleHints().colorSchemeChanged.emit(scheme)
    assert current_palette() is DARK
    scheme = Qt.ColorScheme.Light
    qapp.styleHints().colorSchemeChanged.emit(scheme)
    assert current_palette() is LIGHT


def test_chosen_theme_ignores_the_system(qapp: QApplication):
    apply_theme(qapp, Theme.DARK, 1.0)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert current_palette() is DARK


@pytest.mark.parametrize("name", ICONS)
def test_icon_is_drawn_in_the_asked_colour(qapp: QApplication, name: str):
    image = icon(name, "#ff0000").pixmap(64, 64).toImage()
    solid = [image.pixelColor(x, y) for x in range(64) for y in range(64) if image.pixelColor(x, y).alpha() == 255]
    assert len(solid) > 100
    assert all(c.red() > 240 and c.green() < 16 and c.blue() < 16 for c in solid)


def test_style_sheet_leaves_no_placeholder(qapp: QApplication):
    for palette in (LIGHT, DARK):
        sheet = theme.style_sheet(palette)
        assert "$" not in sheet
    for mode in ("light", "dark"):
        assert (Path(theme.__file__).parents[2] / "resources" / "themes" / f"chevron-{mode}.svg").is_file()


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize(("colours", "palette"), [(Theme.LIGHT, LIGHT), (Theme.DARK, DARK)])
def test_what_completes_a_word_stands_on_a_ground_of_its_own(
    qapp: QApplication, qtbot: QtBot, colours: Theme, palette: Palette
) -> None:
    apply_theme(qapp, colours, 1.0)
    line, box = QLineEdit(), QComboBox()
    for widget in (line, box):
        qtbot.addWidget(widget)
    completer = QCompleter(["gpt-one", "gpt-two"], line)
    line.setCompleter(completer)
    line.show()
    QTest.keyClicks(line, "g")
    ground = completer.popup().grab().toImage()
    assert ground.pixelColor(ground.width() - 8, ground.height() - 4) == QColor(palette.surface)
    box.addItems(["one", "two"])
    box.showPopup()
    ground = box.view().grab().toImage()
    assert ground.pixelColor(ground.width() - 8, ground.height() - 4) == QColor(palette.surface)
    box.hidePopup()
    apply_theme(qapp, Theme.LIGHT, 1.0)
