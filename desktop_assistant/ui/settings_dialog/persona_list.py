"""The personas of a draft: which one is looked at, and what can be done with the list."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_assistant.settings.personas import BUILT_IN, Persona, free_id, free_name, known
from desktop_assistant.ui.settings_dialog.draft import Draft

PATH = "conversation.personas"


class PersonaList(QObject):
    """At least one is always left. `changed` when the list or the choice is another; fields of the chosen one change silently."""

    changed = Signal()

    def __init__(self, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._deleted: tuple[int, Persona] | None = None
        self.at = max((n for n, one in enumerate(self.all) if one.id == draft.settings.persona.id), default=0)

    @property
    def all(self) -> tuple[Persona, ...]:
        """In their order."""
        return known(self._draft.get(PATH))

    @property
    def current(self) -> Persona:
        """The one that is looked at."""
        return self.all[min(self.at, len(self.all) - 1)]

    @property
    def deleted(self) -> Persona | None:
        """What `undo` would bring back."""
        return self._deleted[1] if self._deleted else None

    def look_at(self, at: int) -> None:
        """Choose by place."""
        if 0 <= at < len(self.all) and at != self.at:
            self.at = at
            self.changed.emit()

    def edit(self, **fields: object) -> None:
        """Change the one that is looked at."""
        at, people = min(self.at, len(self.all) - 1), list(self.all)
        people[at] = replace(people[at], **fields)  # type: ignore[arg-type]
        self._draft.set(PATH, tuple(people))

    def add(self, persona: Persona) -> None:
        """Behind the others, under a name and an id of its own; it is looked at."""
        made = replace(persona, id=free_id(self.all, persona.id), name=free_name(self.all, persona.name))
        self._draft.set(PATH, (*self.all, made))
        self.at = len(self.all) - 1
        self.changed.emit()

    def delete(self) -> None:
        """Take out the one that is looked at, if it is not the last one."""
        people = list(self.all)
        if len(people) > 1:
            at = min(self.at, len(people) - 1)
            self._deleted = at, people.pop(at)
            self._draft.set(PATH, tuple(people))
            self.at = min(at, len(people) - 1)
            self.changed.emit()

    def undo(self) -> None:
        """Bring back what was deleted last, where it was."""
        if self._deleted is not None:
            (at, persona), self._deleted = self._deleted, None
            people = list(self.all)
            people.insert(at, persona)
            self._draft.set(PATH, tuple(people))
            self.at = at
            self.changed.emit()

    @property
    def missing(self) -> list[Persona]:
        """Those that come with the program and are not there any more."""
        there = {one.id for one in self.all}
        return [one for one in BUILT_IN if one.id not in there]

    def bring_back(self) -> None:
        """The missing ones, behind the others."""
        self._draft.set(PATH, (*self.all, *self.missing))
        self.changed.emit()
