"""Who answers: a button in the uppermost line, and its menu to choose another persona."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop_assistant.settings.character import switched
from desktop_assistant.settings.model import Settings
from desktop_assistant.settings.personas import BUILT_IN, DEFAULT, Persona, known
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP
from desktop_assistant.ui.mirror import reads_leftwards
from desktop_assistant.ui.theme import icon, theme_keeper

NAMES = (
    QT_TRANSLATE_NOOP("Personas", "Assistant"),
    QT_TRANSLATE_NOOP("Personas", "Tutor"),
    QT_TRANSLATE_NOOP("Personas", "Interviewer"),
    QT_TRANSLATE_NOOP("Personas", "Support agent"),
    QT_TRANSLATE_NOOP("Personas", "Innkeeper"),
)
"""Of those that come with the program."""
NAME_CHARS = 14


def shown_name(persona: Persona) -> str:
    """In the person's language, while nobody has given it another name."""
    is_ours = any(one.id == persona.id and one.name == persona.name for one in BUILT_IN)
    return QCoreApplication.translate("Personas", persona.name) if is_ours else persona.name


class PersonaButton(QToolButton):
    """An icon; with the name beside it while it is not the usual one. A click, or its action's keys, open the menu."""

    edit_asked = Signal()

    def __init__(self, bridge: UiBridge, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._keys = action.toolTip()
        self.menu_of_personas: QMenu | None = None
        """While it was opened once."""
        self.setIconSize(QSize(20, 20))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.showMenu)
        bridge.settings_changed.connect(self._say)
        theme_keeper().changed.connect(self._take_colours)
        self._say(bridge.settings)
        self._take_colours()

    @Slot()
    def showMenu(self) -> None:
        """Below the button; the arrow keys and the numbers choose."""
        self.menu_of_personas = menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        talk = self._bridge.settings.conversation
        for place, persona in enumerate(known(talk.personas), 1):
            name = shown_name(persona).replace("&", "&&")
            action = menu.addAction(f"&{place}  {name}" if place < 10 else name)
            action.setCheckable(True)
            action.setChecked(persona.id == self._bridge.settings.persona.id)
            action.setActionGroup(group)
            action.triggered.connect(partial(self._choose, persona.id))
        menu.addSeparator()
        menu.addAction(self.tr("Edit personas…")).triggered.connect(self.edit_asked)
        corner = QPoint(self.width() - menu.sizeHint().width() if reads_leftwards() else 0, self.height() + 4)
        menu.popup(self.mapToGlobal(corner))
        if (chosen := group.checkedAction()) is not None:  # from there the arrow keys go on
            menu.setActiveAction(chosen)

    def _choose(self, persona_id: str, checked: bool = True) -> None:
        self._bridge.apply(switched(self._bridge.settings, persona_id))

    @Slot(object)
    def _say(self, settings: Settings) -> None:
        persona = settings.persona
        name = shown_name(persona)
        is_usual = persona.id == DEFAULT
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if is_usual else style.ToolButtonTextBesideIcon)
        room = NAME_CHARS * self.fontMetrics().averageCharWidth()
        self.setText(" " + self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room))
        self.setToolTip(f"{name}\n{self._keys}")
        self.setAccessibleName(self.tr("Who answers: {0}").format(name))

    @Slot()
    def _take_colours(self) -> None:
        self.setIcon(icon("persona"))
