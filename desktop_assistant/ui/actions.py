"""Everything the keyboard and the tool buttons can do, as one table."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One line of the table; `slot` is a method of the window."""

    name: str
    text: str
    keys: tuple[str, ...]
    slot: str
    icon: str = ""


ACTIONS = (
    ActionSpec("stop", QT_TRANSLATE_NOOP("Actions", "Stop"), ("Esc",), "stop", "stop"),
    ActionSpec("mute", QT_TRANSLATE_NOOP("Actions", "Mute or unmute the microphone"), ("Ctrl+M",), "toggle_mute", "mic"),
    ActionSpec("compose", QT_TRANSLATE_NOOP("Actions", "Type a message"), ("Ctrl+L",), "focus_composer"),
    ActionSpec("new", QT_TRANSLATE_NOOP("Actions", "New conversation"), ("Ctrl+N",), "new_conversation", "plus"),
    ActionSpec("history", QT_TRANSLATE_NOOP("Actions", "Past conversations"), ("Ctrl+H",), "toggle_history", "menu"),
    ActionSpec("find", QT_TRANSLATE_NOOP("Actions", "Find in this conversation"), ("Ctrl+F",), "find_words", "search"),
    ActionSpec("search", QT_TRANSLATE_NOOP("Actions", "Search all conversations"), ("Ctrl+Shift+F",), "search_history", "search"),
    ActionSpec(
        "copy", QT_TRANSLATE_NOOP("Actions", "Copy the whole conversation"), ("Ctrl+Shift+C",), "copy_conversation", "copy"
    ),
    ActionSpec("captions", QT_TRANSLATE_NOOP("Actions", "Captions above other windows"), ("Ctrl+Shift+L",), "toggle_captions"),
    ActionSpec("persona", QT_TRANSLATE_NOOP("Actions", "Choose who answers"), ("Ctrl+Shift+P",), "choose_persona", "persona"),
    ActionSpec("patience", QT_TRANSLATE_NOOP("Actions", "Patience"), ("Ctrl+P",), "show_patience", "patience"),
    ActionSpec("latencies", QT_TRANSLATE_NOOP("Actions", "How fast the answers came"), ("Ctrl+I",), "show_latencies"),
    ActionSpec("echo_test", QT_TRANSLATE_NOOP("Actions", "Test speakers and microphone"), ("Ctrl+T",), "open_echo_test"),
    ActionSpec("settings", QT_TRANSLATE_NOOP("Actions", "Settings"), ("Ctrl+,",), "open_settings", "settings"),
    ActionSpec("shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), ("F1", "Ctrl+/"), "show_shortcuts", "info"),
    ActionSpec("quit", QT_TRANSLATE_NOOP("Actions", "Close"), ("Ctrl+Q",), "close"),
)


def build_actions(window: QWidget) -> dict[str, QAction]:
    """QActions of this window by name, shortcuts alive; each triggers the method named in the table."""
    made = {}
    for spec in ACTIONS:
        action = QAction(translated(spec), window)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(f"{action.text()} ({shortcut_text(spec)})")
        slot: Any = getattr(window, spec.slot)
        action.triggered.connect(slot)
        window.addAction(action)
        made[spec.name] = action
    return made


def translated(spec: ActionSpec) -> str:
    """The action's words."""
    return QCoreApplication.translate("Actions", spec.text)


def shortcut_text(spec: ActionSpec) -> str:
    """Its keys as this platform writes them."""
    return ", ".join(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in spec.keys)
