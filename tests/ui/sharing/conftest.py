"""A window whose process that looks sees painted sources, on a clock that the test moves."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.sharing.machine import Stage
from desktop_assistant.ui.sharing.process import WatcherProcess
from desktop_assistant.ui.sharing.share import ScreenShare
from tests.fakes.control import FakeControl, Settle
from tests.fakes.watcher import program

SEEING = ImageLimits(frames_per_s=1.0, max_side=1024)


@dataclass
class Stagehand:
    """The window's sharing, and what a test does with it."""

    window: MainWindow
    settle: Settle
    now: float = 1000.0

    @property
    def share(self) -> ScreenShare:
        return self.window.share

    def look_with(self, manner: str) -> None:
        """Another process that looks."""
        process = WatcherProcess(self.share, program(manner))
        process.said.connect(self.share._handle)
        self.share._process = process

    async def until(self, what: Callable[[], object]) -> None:
        """Wait for something that another process or a socket does."""
        for _ in range(6000):
            await self.settle()
            if what():
                return
            await asyncio.sleep(0.005)
        raise AssertionError("it did not come")

    async def pass_time(self, seconds: float) -> None:
        """In beats; a picture that was asked for is waited for before time goes on."""
        for _ in range(round(seconds / 0.25)):
            self.now += 0.25
            self.share.beat()
            await self.until(lambda: self.share.machine._asked_at is None)

    async def choose(self, row: int = 0) -> None:
        """Open the dialog, and a source of it, and wait until it is seen."""
        self.share.toggle()
        dialog = self.share.dialog
        assert dialog is not None
        await self.until(lambda: dialog.list.count() > row)
        dialog.list.setCurrentRow(row)
        self.share.beat()
        await self.until(dialog.accept_button.isEnabled)

    async def begin(self, row: int = 0) -> None:
        """Choose it and share it."""
        await self.choose(row)
        assert self.share.dialog is not None
        self.share.dialog.accept_button.click()
        await self.settle()
        assert self.share.machine.stage is Stage.SHARING


MakeStage = Callable[[MainWindow], Stagehand]


@pytest.fixture
def stage_of(settle: Settle) -> MakeStage:
    """Around any window."""

    def make(window: MainWindow) -> Stagehand:
        stage = Stagehand(window, settle)
        stage.look_with("")
        window.share._clock = lambda: stage.now
        window.share._wall = lambda: 1.7e9 + stage.now
        return stage

    return make


@pytest.fixture
async def stage(window: MainWindow, control: FakeControl, stage_of: MakeStage, settle: Settle) -> AsyncIterator[Stagehand]:
    """With a provider that takes what is shared."""
    control.push(images=SEEING, conversation_id="c1")
    await settle()
    made = stage_of(window)
    yield made
    window.share.close()
