"""Colours, style sheet, text size and icons of the whole window, light and dark, following the system when asked to."""

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop_assistant.paths import resources
from desktop_assistant.settings.model import Theme

_SMALLEST_POINT_SIZE = 10.0
_ICON_SIZES = (16, 20, 24, 32, 40, 48, 64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Named colours, "#rrggbb". Text on its own ground has a contrast of at least 4.5:1, signals on `window` at least 3:1."""

    is_dark: bool
    window: str
    surface: str
    """Side bar, cards, text boxes."""
    raised: str
    """Hovered, selected, or lying above a surface."""
    text: str
    muted: str
    """Secondary text."""
    user_bubble: str
    user_text: str
    assistant_surface: str
    """Ground of the conversation."""
    accent: str
    accent_hover: str
    accent_text: str
    """Text on `accent`."""
    link: str
    danger: str
    warning: str
    success: str
    border: str
    code_background: str
    code_text: str
    code_keyword: str
    code_string: str
    code_number: str
    code_comment: str
    code_name: str
    wave_mic: str
    wave_voice: str
    focus: str
    """Focus ring."""
    focus_on_accent: str
    """Focus ring of something filled with `accent`."""
    scroll_handle: str

    def colour(self, name: str) -> QColor:
        """The colour of that field."""
        return QColor(getattr(self, name))


LIGHT = Palette(
    is_dark=False,
    window="#f7f7f5",
    surface="#ffffff",
    raised="#ececea",
    text="#1d1f24",
    muted="#5a606b",
    user_bubble="#e1e8fb",
    user_text="#1a2547",
    assistant_surface="#f7f7f5",
    accent="#3d57d6",
    accent_hover="#3049c2",
    accent_text="#ffffff",
    link="#2f49c4",
    danger="#b3261e",
    warning="#855300",
    success="#1a6e43",
    border="#d8d9d6",
    code_background="#eeefec",
    code_text="#24272d",
    code_keyword="#8a2a8f",
    code_string="#1e6b3a",
    code_number="#9a4a00",
    code_comment="#5d646f",
    code_name="#1f53a8",
    wave_mic="#0d7c6c",
    wave_voice="#6547d4",
    focus="#3d57d6",
    focus_on_accent="#0f1a4d",
    scroll_handle="#bfc1bf",
)

DARK = Palette(
    is_dark=True,
    window="#17181b",
    surface="#1f2125",
    raised="#2b2e34",
    text="#e9eaed",
    muted="#a6adba",
    user_bubble="#2c3657",
    user_text="#eef1fd",
    assistant_surface="#17181b",
    accent="#93a7ff",
    accent_hover="#a9b9ff",
    accent_text="#11173a",
    link="#a9b8ff",
    danger="#ff8f86",
    warning="#f0b955",
    success="#74d3a0",
    border="#383b43",
    code_background="#212329",
    code_text="#e2e4e8",
    code_keyword="#dd9be6",
    code_string="#93d6a0",
    code_number="#f0b27a",
    code_comment="#9aa2af",
    code_name="#8fbcff",
    wave_mic="#4fd0b7",
    wave_voice="#b09dff",
    focus="#93a7ff",
    focus_on_accent="#ffffff",
    scroll_handle="#4a4e57",
)


class ThemeKeeper(QObject):
    """What is applied now; `changed(Palette)` is emitted after every change, also one of the system's."""

    changed = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.palette = LIGHT
        self.drawn: dict[tuple[str, str], list[QPixmap]] = {}
        """Icons by name and colour, in every size: each is drawn once however many widgets show it."""
        self._app = app
        self._theme = Theme.SYSTEM
        self._scale = 1.0
        self._is_applied = False
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)

    def apply(self, theme: Theme, text_scale: float) -> Palette:
        """Style the application."""
        self._theme, self._scale = theme, text_scale
        hints = self._app.styleHints()
        if theme is Theme.SYSTEM:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if theme is Theme.DARK else Qt.ColorScheme.Light)
        return self._style()

    @Slot()
    def _follow_system(self) -> None:
        if self._is_applied and self._theme is Theme.SYSTEM and self._wanted() is not self.palette:
            self._style()

    def _wanted(self) -> Palette:
        if self._theme is Theme.SYSTEM:
            return DARK if self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._theme is Theme.DARK else LIGHT

    def _style(self) -> Palette:
        if not self._is_applied:
            self._app.setStyle(QStyleFactory.create("Fusion"))
            self._is_applied = True
        self.palette = self._wanted()
        self._app.setPalette(qt_palette(self.palette))
        self._app.setFont(_font(self._scale))
        self._app.setStyleSheet(style_sheet(self.palette))
        self.changed.emit(self.palette)
        return self.palette


def theme_keeper() -> ThemeKeeper:
    """The one keeper of the running QApplication; connect to its `changed` to redraw what bakes colours in (icons, documents)."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("a QApplication must exist before its theme")
    found = app.findChild(ThemeKeeper)
    return found if isinstance(found, ThemeKeeper) else ThemeKeeper(app)


def apply_theme(app: QApplication, theme: Theme, text_scale: float) -> Palette:
    """Style `app`; `text_scale` (0.75 to 2) multiplies the system's text size. Call again at any time."""
    found = app.findChild(ThemeKeeper)
    keeper = found if isinstance(found, ThemeKeeper) else ThemeKeeper(app)
    return keeper.apply(theme, text_scale)


def current_palette() -> Palette:
    """The colours on screen now."""
    return theme_keeper().palette


def icon(name: str, colour: str = "text", disabled: str = "muted") -> QIcon:
    """resources/icons/`name`.svg in a colour: a field of Palette or any QColor name. Ask again when the theme changes."""
    made = QIcon()
    for mode, wanted in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        for pixmap in _drawn(name, hex_of(wanted)):
            made.addPixmap(pixmap, mode)
    return made


def svg(name: str, colour: str) -> QSvgRenderer:
    """resources/icons/`name`.svg in a "#rrggbb" colour, ready to draw."""
    source = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))


def style_sheet(palette: Palette) -> str:
    """resources/themes/app.qss in these colours."""
    folder = resources() / "themes"
    template = Template((folder / "app.qss").read_text(encoding="utf-8"))
    mode = "dark" if palette.is_dark else "light"
    return template.substitute(asdict(palette), mode=mode, theme_folder=folder.as_posix())


def qt_palette(palette: Palette) -> QPalette:
    """The same colours in Qt's roles, for everything that the style sheet leaves to Fusion."""
    role = QPalette.ColorRole
    names = {
        role.Window: palette.window,
        role.WindowText: palette.text,
        role.Base: palette.surface,
        role.AlternateBase: palette.raised,
        role.Text: palette.text,
        role.Button: palette.surface,
        role.ButtonText: palette.text,
        role.BrightText: palette.danger,
        role.ToolTipBase: palette.raised,
        role.ToolTipText: palette.text,
        role.PlaceholderText: palette.muted,
        role.Highlight: palette.accent,
        role.HighlightedText: palette.accent_text,
        role.Accent: palette.accent,
        role.Link: palette.link,
        role.LinkVisited: palette.link,
        role.Mid: palette.border,
        role.Midlight: palette.raised,
        role.Light: palette.raised,
        role.Dark: palette.border,
    }
    made = QPalette()
    for which, name in names.items():
        made.setColor(which, QColor(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(palette.muted))
    return made


def _font(scale: float) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSizeF(max(font.pointSizeF(), _SMALLEST_POINT_SIZE) * scale)
    return font


def hex_of(colour: str) -> str:
    """Of a field of Palette as it is now; any other name stays what it is."""
    return getattr(current_palette(), colour) if colour in Palette.__dataclass_fields__ else colour


def _drawn(name: str, colour: str) -> list[QPixmap]:
    drawn = theme_keeper().drawn
    if (name, colour) not in drawn:
        renderer = svg(name, colour)
        drawn[name, colour] = [_pixmap(renderer, size) for size in _ICON_SIZES]
    return drawn[name, colour]


def _pixmap(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
