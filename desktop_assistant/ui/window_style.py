"""The style of the window and its dialogs, on top of the theme that every widget gets."""

from dataclasses import asdict
from string import Template

from PySide6.QtWidgets import QWidget

from desktop_assistant.paths import resources
from desktop_assistant.ui.mirror import reads_leftwards
from desktop_assistant.ui.theme import current_palette


def style_window(window: QWidget) -> None:
    """resources/themes/window.qss in the colours and text size of the moment; again when either changes."""
    folder = resources() / "themes"
    template = Template((folder / "window.qss").read_text(encoding="utf-8"))
    palette = current_palette()
    size = window.font().pointSizeF()
    window.setStyleSheet(
        template.substitute(
            asdict(palette),
            mode="dark" if palette.is_dark else "light",
            theme_folder=folder.as_posix(),
            title_pt=round(size * 1.15, 1),
            heading_pt=round(size * 1.5, 1),
            slider_filled="add-page" if reads_leftwards() else "sub-page",  # to Qt these are the right and the left of the handle
        )
    )
