"""Draws every state, card, theme, size, text size and language into files: `python tests/ui/screenshots.py FOLDER [NAME...]`.

Under Xvfb or a desktop. NAMEs are series (see `SERIES`) or looks (`de-light-small-1`); none: all of them, some 2,000 pictures in
eight minutes, with contact sheets for each look. Not a test: somebody has to look at them.
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

# Run as a script, the repository is not on the path yet.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "xcb")

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop_assistant.settings.model import Language, Theme
from tests.ui.chat import screenshots as chat
from tests.ui.dialog_pictures import dialogs, echo, panels, settings_pages
from tests.ui.sharing_pictures import attached, camera, shared
from tests.ui.studio import SIZES, Look, Studio
from tests.ui.window_pictures import banners, chats, history, recordings, searches, states

PANES = (
    chat.empty,
    chat.markdown,
    chat.states,
    chat.hovered,
    chat.away,
    chat.writing,
    chat.maths,
    chat.chips,
    chat.cards,
    chat.found,
)


async def cards(studio: Studio) -> None:
    """The conversation by itself: every kind of message, card, chip and mark."""
    for scene in PANES:
        made = scene(SIZES[studio.look.size].width())
        await studio.shoot(f"pane-{scene.__name__}", made)
        made.close()
        made.deleteLater()
        await studio.settle()


SERIES: dict[str, Callable[[Studio], Awaitable[None]]] = {
    "states": states,
    "banners": banners,
    "settings": settings_pages,
    "dialogs": dialogs,
    "echo": echo,
    "panels": panels,
    "recordings": recordings,
    "history": history,
    "searches": searches,
    "chats": chats,
    "cards": cards,
    "attached": attached,
    "camera": camera,
    "shared": shared,
}
_LARGE = (Look(scale=1.5), Look(size="small", scale=1.5), Look(size="small", scale=2.0))
LOOKS = (
    *(Look(theme=theme, size=size) for theme in (Theme.LIGHT, Theme.DARK) for size in SIZES),
    *_LARGE,
    *(Look(language=language, size=size) for language in (Language.GERMAN, Language.ARABIC) for size in ("wide", "small")),
    Look(language=Language.GERMAN, size="small", scale=1.5),
)
TILE = QSize(330, 330)
ACROSS, DOWN = 6, 4


def contact_sheets(folder: Path, look: Look) -> None:
    """All pictures of a look on few pages."""
    pictures = sorted(folder.glob(f"*-{look.name}.png"))
    for page in range(0, len(pictures), ACROSS * DOWN):
        sheet = QImage(TILE.width() * ACROSS, (TILE.height() + 16) * DOWN, QImage.Format.Format_RGB32)
        sheet.fill(QColor("#808080"))
        painter = QPainter(sheet)
        for number, path in enumerate(pictures[page : page + ACROSS * DOWN]):
            left, top = number % ACROSS * TILE.width(), number // ACROSS * (TILE.height() + 16)
            image = QImage(str(path)).scaled(
                TILE - QSize(8, 8), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawImage(left + 4, top + 16, image)
            words = path.stem.removesuffix(f"-{look.name}")
            painter.drawText(QRect(left + 4, top, TILE.width(), 16), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()
        sheet.save(str(folder / f"_sheet-{look.name}-{page // (ACROSS * DOWN) + 1}.png"))


async def main(folder: Path, wanted: list[str]) -> None:
    """Each look in a window of its own."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    series = [name for name in SERIES if name in wanted] or list(SERIES)
    looks = [look for look in LOOKS if look.name in wanted] or list(LOOKS)
    for look in looks:
        with TemporaryDirectory() as scratch:
            studio = Studio(app, folder, Path(scratch), look)
            await studio.settle(0.2)
            for name in series:
                await SERIES[name](studio)
            await studio.close()
        contact_sheets(folder, look)


if __name__ == "__main__":
    known = {*SERIES, *(look.name for look in LOOKS)}
    if len(sys.argv) < 2 or not known.issuperset(sys.argv[2:]):
        raise SystemExit(f"usage: python tests/ui/screenshots.py FOLDER [{'|'.join(sorted(known))}]...")
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2:]))
