"""Editors for fields of the settings: the kind and the range come from the dataclass, only the words from the page."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_assistant.settings.known_models import KNOWN_MODELS
from desktop_assistant.ui.settings_dialog.calm import CalmComboBox, CalmSlider
from desktop_assistant.ui.settings_dialog.draft import Draft, facts_about
from desktop_assistant.ui.settings_dialog.wrapping import WrappingCheckBox
from desktop_assistant.ui.voice.patience import PatienceSlider

Check = Callable[[str], str]
"""Text -> why it cannot be used, or empty."""


class ChoiceEditor(CalmComboBox):
    """One of several values."""

    def __init__(self, draft: Draft, path: str, words: Mapping[Any, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._path = path
        self.fill(words)
        self.activated.connect(self._store)

    def fill(self, words: Mapping[Any, str]) -> None:
        """Offer these values; the one in the draft stays chosen, or the first is shown."""
        self.clear()
        # Python values are kept here: Qt would turn an Enum that is a string into something else.
        self._values = list(words)
        self.addItems(list(words.values()))
        value = self._draft.get(self._path)
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    @Slot(int)
    def _store(self, index: int) -> None:
        self._draft.set(self._path, self._values[index])


class SwitchEditor(WrappingCheckBox):
    """Yes or no."""

    def __init__(self, draft: Draft, path: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._draft = draft
        self._path = path
        self.setChecked(draft.get(path))
        self.toggled.connect(self._store)

    @Slot(bool)
    def _store(self, on: bool) -> None:
        self._draft.set(self._path, on)


class SliderEditor(QWidget):
    """A number in the field's range, in steps; both ends in words, the value beside it."""

    def __init__(
        self,
        draft: Draft,
        path: str,
        *,
        step: float,
        shown: Callable[[float], str],
        ends: tuple[str, str] = ("", ""),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        facts = facts_about(path)
        if facts.low is None or facts.high is None:
            raise ValueError(f"{path} has no range, so no slider can edit it")
        self._draft, self._path, self._kind, self._step, self._shown = draft, path, facts.kind, step, shown
        self.slider = CalmSlider(self)
        self.slider.setRange(round(facts.low / step), round(facts.high / step))
        self.slider.setPageStep(max(1, (self.slider.maximum() - self.slider.minimum()) // 10))
        self._value = QLabel(self)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._value.setMinimumWidth(self.fontMetrics().horizontalAdvance("00000 ms"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for text in (ends[0], None, ends[1]):
            if text is None:
                row.addWidget(self.slider, 1)
            elif text:
                end = QLabel(text, self)
                end.setProperty("kind", "muted")
                row.addWidget(end)
        row.addWidget(self._value)
        self.slider.setValue(round(draft.get(path) / step))
        self._say()
        self.slider.valueChanged.connect(self._store)

    @Slot(int)
    def _store(self, value: int) -> None:
        self._draft.set(self._path, self._kind(round(value * self._step, 4)))
        self._say()

    def _say(self) -> None:
        text = self._shown(self._draft.get(self._path))
        self._value.setText(text)
        self.slider.setAccessibleDescription(text)


class LineEditor(QLineEdit):
    """One line; a text that cannot be used is explained and kept out of the draft."""

    def __init__(self, draft: Draft, path: str, check: Check | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._path, self._check = draft, path, check
        self.restore()
        self.textEdited.connect(self._store)
        if names := KNOWN_MODELS.get(path):
            self._offer(names)

    def restore(self) -> None:
        """Show what the draft holds; a text that could not be used is forgotten, and what was wrong with it."""
        self.setText(self._draft.get(self._path))
        self.setCursorPosition(0)
        self._draft.complain(self._path, "")

    def _offer(self, names: Sequence[str]) -> None:
        """All of them, in their order, as soon as something is typed."""
        completer = QCompleter(list(names), self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(completer)
        completer.activated.connect(self._store)

    @Slot(str)
    def _store(self, text: str) -> None:
        clean = text.strip()
        complaint = self._check(clean) if self._check else ""
        self._draft.complain(self._path, complaint)
        if not complaint:
            self._draft.set(self._path, clean)


class TextEditor(QPlainTextEdit):
    """Several lines."""

    def __init__(self, draft: Draft, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._path = draft, path
        self.setPlainText(draft.get(path))
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 5 + 20)
        self.textChanged.connect(self._store)

    @Slot()
    def _store(self) -> None:
        self._draft.set(self._path, self.toPlainText().strip())


class FormPage(QScrollArea):
    """A page of labelled editors, scrolling when it must."""

    def __init__(self, draft: Draft, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.setObjectName("page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget(self)
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(18)
        self.setWidget(self._inside)
        self._complaints: dict[str, QLabel] = {}
        self.column.addWidget(self.text(title, "heading"))
        draft.complaints_changed.connect(self._show_complaints)

    def text(self, words: str, kind: str) -> QLabel:
        """A label of that kind (see window.qss)."""
        label = QLabel(words, self._inside)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def add(self, label: str, editor: QWidget, note: str = "", path: str = "") -> QWidget:
        """Label, editor, note, and room for a complaint about `path`; returns the group to show or hide as one."""
        group = QWidget(self._inside)
        box = QVBoxLayout(group)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(5)
        named = editor.slider if isinstance(editor, SliderEditor | PatienceSlider) else editor
        if label:
            caption = self.text(label, "label")
            caption.setBuddy(named)
            named.setAccessibleName(label)
            box.addWidget(caption)
        box.addWidget(editor)
        if path:
            complaint = self.text("", "bad")
            complaint.hide()
            self._complaints[path] = complaint
            box.addWidget(complaint)
        if note:
            box.addWidget(self.text(note, "muted"))
        self.column.addWidget(group)
        return group

    def add_choice(self, path: str, label: str, words: Mapping[Any, str], note: str = "") -> ChoiceEditor:
        """One of several; without words for it, an Enum shows its values."""
        kind = facts_about(path).kind
        if not words and issubclass(kind, Enum):
            words = {member: str(member.value) for member in kind}
        editor = ChoiceEditor(self.draft, path, words, self._inside)
        self.add(label, editor, note)
        return editor

    def add_explained_choice(self, path: str, label: str, words: Mapping[Any, tuple[str, str]]) -> ChoiceEditor:
        """One of several, each with a sentence that stands below while it is chosen."""
        editor = ChoiceEditor(self.draft, path, {value: name for value, (name, _) in words.items()}, self._inside)
        group = self.add(label, editor, " ")
        note = group.findChildren(QLabel)[-1]

        def explain(changed: str = path) -> None:
            if changed == path:
                note.setText(words[self.draft.get(path)][1])
                editor.setAccessibleDescription(note.text())

        self.draft.changed.connect(explain)
        explain()
        return editor

    def add_switch(self, path: str, label: str, note: str = "") -> SwitchEditor:
        """Yes or no."""
        editor = SwitchEditor(self.draft, path, label, self._inside)
        self.add("", editor, note)
        return editor

    def add_line(self, path: str, label: str, note: str = "", check: Check | None = None) -> QWidget:
        """One line; returns its group."""
        return self.add(label, LineEditor(self.draft, path, check, self._inside), note, path)

    @Slot()
    def _show_complaints(self) -> None:
        for path, label in self._complaints.items():
            sentence = self.draft.complaints.get(path, "")
            label.setText(sentence)
            label.setVisible(bool(sentence))
