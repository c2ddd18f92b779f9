"""Carries the picture up to the widgets, what the person did down to `Control`, and coroutines to the loop."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop_assistant.core.cost import Costs
from desktop_assistant.core.errors import AssistantError, UsageError
from desktop_assistant.core.items import ConversationInfo, Item
from desktop_assistant.core.local_events import LocalEvent
from desktop_assistant.core.problems import Problem
from desktop_assistant.core.snapshot import AudioDevices, Levels, Savings, SessionSnapshot
from desktop_assistant.runtime.control import Control
from desktop_assistant.settings.model import Settings
from desktop_assistant.ui.problems import problem_of

log = logging.getLogger(__name__)
T = TypeVar("T")


class UiBridge(QObject):
    """The `ViewPort` on one side, typed signals on the other.

    The window may be shown before there is a `Control`: what the person does is kept until the first conversation has
    shown its state, so nothing typed into a starting window is lost. Each signal carries one core value (two for a
    conversation and for an item); `snapshot`, `devices` and `savings` are the last ones shown.
    """

    ready = Signal()
    """`control` is there."""
    conversation_shown = Signal(object, object)
    """ConversationInfo, tuple of Item."""
    conversations_stale = Signal()
    item_shown = Signal(object, object)
    """Item, id of the item before it or None."""
    item_hidden = Signal(str)
    state_shown = Signal(object)
    problem_shown = Signal(object)
    levels_shown = Signal(object)
    devices_shown = Signal(object)
    savings_changed = Signal(object)
    """Savings, at most once a second."""
    costs_changed = Signal(object)
    """Costs, with each answer that is paid for."""
    sharing_end_asked = Signal()
    """Nobody may look any longer: it was said aloud."""
    settings_changed = Signal(object)
    """The settings now in force, after `apply`."""

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._control: Control | None = None
        self._early_settings = settings or Settings()
        self._waiting: list[LocalEvent] = []
        self._is_live = False
        self._tasks: set[asyncio.Task[Any]] = set()
        self.snapshot = SessionSnapshot(mode=self._early_settings.conversation.talk_mode)
        self.devices = AudioDevices()
        self.savings = Savings()
        self.costs = Costs()
        self.is_sharing = False
        """A screen, a window or a camera is being shown; kept by whoever shows it."""

    # --- down: to Control ---------------------------------------------------------------------------------------
    @property
    def is_ready(self) -> bool:
        """Whether the program behind the window has started."""
        return self._control is not None

    @property
    def control(self) -> Control:
        """Raises RuntimeError before `set_control`: ask `is_ready`, or wait for the signal."""
        if self._control is None:
            raise RuntimeError("the window asked for its control before the program had started")
        return self._control

    @property
    def settings(self) -> Settings:
        """As in force, or as handed in while the program is still starting."""
        return self._control.settings if self._control else self._early_settings

    def set_control(self, control: Control) -> None:
        """The program is there; its first conversation may still be on the way."""
        self._control = control
        self.settings_changed.emit(control.settings)
        self.ready.emit()

    def put(self, event: LocalEvent) -> None:
        """What the person did."""
        if self._control is not None and self._is_live:
            self._control.put(event)
        else:
            self._waiting.append(event)

    def apply(self, settings: Settings) -> None:
        """Save and use these settings, and tell the widgets."""
        if self._control is None:
            self._early_settings = settings
        else:
            self._control.apply(settings)
        self.settings_changed.emit(self.settings)

    def spawn(
        self,
        coroutine: Coroutine[Any, Any, T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[AssistantError], object] | None = None,
    ) -> asyncio.Task[T]:
        """Run a coroutine for the window; the only door, so that none is lost and no failure is silent.

        An AssistantError goes to `on_error`, else becomes a banner. Callbacks that belong to a closed dialog are
        skipped.
        """
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)

        def finished(done: asyncio.Task[T]) -> None:
            self._tasks.discard(done)
            if not done.cancelled():
                self._settle(done, on_done, on_error)

        task.add_done_callback(finished)
        return task

    def cancel_all(self) -> None:
        """The window is going away: drop what it was still waiting for."""
        for task in self._tasks:
            task.cancel()

    def _settle(
        self,
        task: asyncio.Task[T],
        on_done: Callable[[T], object] | None,
        on_error: Callable[[AssistantError], object] | None,
    ) -> None:
        error = task.exception()
        if error is None:
            if on_done is not None and _is_alive(on_done):
                on_done(task.result())
        elif not isinstance(error, AssistantError):
            log.error("a request of the window failed", exc_info=error)
            if on_error is not None and _is_alive(on_error):  # a dialog that waits must not wait for ever
                on_error(UsageError("Something unexpected went wrong; the log file says what."))
        elif on_error is None:
            self.show_problem(problem_of(error))
        elif _is_alive(on_error):
            on_error(error)

    # --- up: the ViewPort ---------------------------------------------------------------------------------------
    def show_conversation(self, info: ConversationInfo, items: Sequence[Item]) -> None:
        """Another conversation is on screen now."""
        self.conversation_shown.emit(info, tuple(items))

    def tell_settings(self) -> None:
        """ViewPort."""
        self.settings_changed.emit(self.settings)

    def stop_sharing(self) -> bool:
        """ViewPort."""
        was_sharing = self.is_sharing
        self.sharing_end_asked.emit()
        return was_sharing

    def conversations_changed(self) -> None:
        """The list of conversations is stale."""
        self.conversations_stale.emit()

    def show_item(self, item: Item, after_id: str | None) -> None:
        """New or changed."""
        self.item_shown.emit(item, after_id)

    def hide_item(self, item_id: str) -> None:
        """Gone."""
        self.item_hidden.emit(item_id)

    def show_state(self, snapshot: SessionSnapshot) -> None:
        """The picture changed. The first one means that a conversation takes events: it gets those that waited."""
        self.snapshot = snapshot
        self.state_shown.emit(snapshot)
        if self._control is not None and not self._is_live:
            self._is_live = True
            waiting, self._waiting = self._waiting, []
            for event in waiting:
                self._control.put(event)

    def show_problem(self, problem: Problem) -> None:
        """Banner up, or down when it is over; every one passes here, so here is its line in the log."""
        log.info("problem %s: %s", "over" if problem.over else "shown", problem.code.value, extra={"detail": problem.detail})
        self.problem_shown.emit(problem)

    def show_levels(self, levels: Levels) -> None:
        """At most 30 times a second."""
        self.levels_shown.emit(levels)

    def show_devices(self, devices: AudioDevices) -> None:
        """Something was plugged or unplugged, or another device came into use."""
        self.devices = devices
        self.devices_shown.emit(devices)

    def show_costs(self, costs: Costs) -> None:
        """ViewPort."""
        self.costs = costs
        self.costs_changed.emit(costs)

    def show_savings(self, savings: Savings) -> None:
        """How much sound was captured and sent so far."""
        self.savings = savings
        self.savings_changed.emit(savings)


def _is_alive(callback: Callable[..., object]) -> bool:
    """Whether the QObject that a bound method (or a partial of one) belongs to still exists in Qt."""
    owner = getattr(getattr(callback, "func", callback), "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
