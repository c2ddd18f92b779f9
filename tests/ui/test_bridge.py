import asyncio
import logging

import pytest
from PySide6.QtCore import QObject

from desktop_assistant.core.errors import AuthError, StoreError, UsageError
from desktop_assistant.core.local_events import StopPressed, UserText
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.settings.model import Provider, Settings
from desktop_assistant.ui.bridge import UiBridge
from tests.fakes.control import FakeControl


class Listener(QObject):
    """A widget's side of a request."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []

    def take(self, value: object) -> None:
        self.got.append(value)


async def answer(value: object) -> object:
    await asyncio.sleep(0)
    if isinstance(value, Exception):
        raise value
    return value


def test_what_is_done_before_the_first_conversation_waits_for_it(bridge: UiBridge, control: FakeControl) -> None:
    bridge.put(UserText(text="hello"))
    bridge.set_control(control)
    bridge.put(StopPressed())
    assert control.events == []  # a control without a conversation would drop them
    control.push()
    assert control.events == [UserText(text="hello"), StopPressed()]
    bridge.put(StopPressed())
    assert len(control.events) == 3


def test_settings_are_known_before_the_control_is(bridge: UiBridge, control: FakeControl) -> None:
    assert bridge.settings == Settings()
    with pytest.raises(RuntimeError):
        _ = bridge.control
    seen: list[Settings] = []
    bridge.settings_changed.connect(seen.append)
    control.apply(Settings(provider=Provider.OPENAI))
    bridge.set_control(control)
    assert seen == [Settings(provider=Provider.OPENAI)] == [bridge.settings]


async def test_spawn_hands_over_the_result_and_keeps_no_task(bridge: UiBridge) -> None:
    listener = Listener()
    task = bridge.spawn(answer(7), listener.take)
    await task
    await asyncio.sleep(0)
    assert listener.got == [7]
    assert bridge._tasks == set()


async def test_an_error_nobody_takes_becomes_a_banner(bridge: UiBridge) -> None:
    shown: list[Problem] = []
    bridge.problem_shown.connect(shown.append)
    bridge.spawn(answer(StoreError("the folder is read-only")))
    for _ in range(4):
        await asyncio.sleep(0)
    assert shown == [Problem(code=ProblemCode.HISTORY_UNWRITABLE, detail="the folder is read-only")]


async def test_an_error_goes_to_the_one_who_asked(bridge: UiBridge) -> None:
    shown: list[Problem] = []
    bridge.problem_shown.connect(shown.append)
    listener = Listener()
    error = AuthError("no")
    bridge.spawn(answer(error), None, listener.take)
    for _ in range(4):
        await asyncio.sleep(0)
    assert listener.got == [error]
    assert shown == []


async def test_a_closed_dialog_is_not_called_back(bridge: UiBridge) -> None:
    import shiboken6

    listener = Listener()
    bridge.spawn(answer(1), listener.take)
    shiboken6.delete(listener)
    for _ in range(4):
        await asyncio.sleep(0)
    assert listener.got == []


@pytest.mark.expects_logs("a request of the window failed")
async def test_a_bug_is_logged_not_swallowed(bridge: UiBridge, caplog: pytest.LogCaptureFixture) -> None:
    listener = Listener()
    bridge.spawn(answer(KeyError("bug")), None, listener.take)
    for _ in range(4):
        await asyncio.sleep(0)
    assert [record.levelno for record in caplog.records if record.name.endswith("ui.bridge")] == [logging.ERROR]
    assert [type(error) for error in listener.got] == [UsageError], "a dialog would wait for ever"


async def test_cancel_all_ends_what_still_runs(bridge: UiBridge) -> None:
    listener = Listener()
    task = bridge.spawn(asyncio.sleep(3600), listener.take)
    bridge.cancel_all()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert listener.got == []


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_problem_leaves_a_line_in_the_log(bridge: UiBridge, caplog: pytest.LogCaptureFixture, code: ProblemCode) -> None:
    with caplog.at_level(logging.INFO, logger="desktop_assistant.ui.bridge"):
        bridge.show_problem(Problem(code=code, detail="HTTP 429"))
        bridge.show_problem(Problem(code=code, over=True))
    assert [r.getMessage() for r in caplog.records] == [f"problem shown: {code.value}", f"problem over: {code.value}"]
    assert caplog.records[0].__dict__["detail"] == "HTTP 429"
