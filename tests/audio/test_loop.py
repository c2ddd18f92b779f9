"""The loop without a process: a clock that jumps where the loop would sleep."""

import itertools
import queue

import pytest

from desktop_assistant.audio.inventory import Inventory
from desktop_assistant.audio.loop import Arrival, Loop
from desktop_assistant.audio.messages import Flush, OpenMicrophone, WatchLevels, encode
from desktop_assistant.audio.microphone import Ears
from desktop_assistant.core.errors import ProtocolError
from tests.fakes.audio_device import LoudnessVad, SubtractingEcho

QUIET_MS, FAST_MS = 64, 10
HEARTBEAT_MS = 200


class SleepingInbox(queue.SimpleQueue[Arrival]):
    """Instead of sleeping it moves the clock."""

    def __init__(self) -> None:
        self.now = 50.0
        self.sleeps: list[float] = []

    def get(self, block: bool = True, timeout: float | None = None) -> Arrival:
        if self.empty():
            assert timeout is not None
            self.sleeps.append(timeout)
            self.now += timeout
        return super().get_nowait()


class Diary:
    """The service's part: what it was told, and when."""

    def __init__(self, inbox: SleepingInbox) -> None:
        self._inbox = inbox
        self.tick_ms: int | None = None
        self.heartbeat_ms = HEARTBEAT_MS
        self.is_lost = False
        self.has_slept = False
        self.calls: list[tuple[str, float]] = []
        self.told: list[object] = []
        self.ears: Ears | None = None

    def times(self, name: str) -> list[float]:
        return [at for called, at in self.calls if called == name]

    def receive(self, command: object) -> None:
        self.told.append(command)

    def hear_with(self, ears: Ears) -> None:
        self.ears = ears

    def tick(self) -> None:
        self.calls.append(("tick", self._inbox.now))

    def heartbeat(self) -> None:
        self.calls.append(("beat", self._inbox.now))

    def reopen(self) -> None:
        self.calls.append(("reopen", self._inbox.now))

    def qt(self) -> None:
        self.calls.append(("qt", self._inbox.now))


@pytest.fixture
def inbox() -> SleepingInbox:
    return SleepingInbox()


@pytest.fixture
def diary(inbox: SleepingInbox) -> Diary:
    return Diary(inbox)


@pytest.fixture
def loop(inbox: SleepingInbox, diary: Diary) -> Loop:
    return Loop(
        diary,  # type: ignore[arg-type]
        inbox,
        take_inventory=diary.told.append,
        let_qt_work=diary.qt,
        woke_up=lambda: diary.has_slept,
        clock=lambda: inbox.now,
    )


def test_with_nothing_to_do_it_wakes_only_to_give_a_sign_of_life(loop: Loop, diary: Diary, inbox: SleepingInbox) -> None:
    for _ in range(5):
        loop.turn()
    assert inbox.sleeps == pytest.approx([HEARTBEAT_MS / 1000] * 5)
    assert [name for name, _ in diary.calls] == ["qt", "beat"] * 5


def test_while_it_listens_every_wake_is_a_tick_and_signs_of_life_ride_along(
    loop: Loop, diary: Diary, inbox: SleepingInbox
) -> None:
    diary.tick_ms = QUIET_MS
    while inbox.now < 60.0:
        loop.turn()
    assert len(inbox.sleeps) == pytest.approx(10_000 / QUIET_MS, abs=2)
    beats = diary.times("beat")
    gaps = [later - earlier for earlier, later in itertools.pairwise(beats)]
    assert max(gaps) <= (HEARTBEAT_MS + QUIET_MS / 2) / 1000 + 1e-6
    assert min(gaps) >= (HEARTBEAT_MS - QUIET_MS / 2) / 1000 - 1e-6


def test_a_late_tick_does_not_make_the_next_one_late_nor_a_pause_many_at_once(
    loop: Loop, diary: Diary, inbox: SleepingInbox
) -> None:
    diary.tick_ms = FAST_MS
    loop.turn()
    inbox.now += 0.004
    loop.turn()
    assert inbox.sleeps[-1] == pytest.approx(0.006)
    inbox.now += 1.0
    before = len(diary.calls)
    loop.turn()
    loop.turn()
    assert len([name for name, _ in diary.calls[before:] if name != "qt"]) <= 2
    loop.turn()
    assert inbox.sleeps[-1] > 0


def test_what_arrives_is_done_at_once_and_in_order(loop: Loop, diary: Diary, inbox: SleepingInbox) -> None:
    commands = [OpenMicrophone(gated=True), WatchLevels(on=True), Flush()]
    raw = b"".join(encode(command) for command in commands)
    inbox.put(raw[:30])
    inbox.put(raw[30:])
    began = inbox.now
    loop.turn()
    assert diary.told == commands
    assert inbox.now == began
    assert diary.times("beat") == []


def test_the_learned_stages_come_the_same_way(loop: Loop, diary: Diary, inbox: SleepingInbox) -> None:
    ears = Ears(vad=LoudnessVad(), echo=SubtractingEcho())
    inbox.put(ears)
    loop.turn()
    assert diary.ears is ears


def test_after_a_sleep_streams_are_opened_anew_with_the_next_sign_of_life(loop: Loop, diary: Diary) -> None:
    loop.turn()
    assert diary.times("reopen") == []
    diary.has_slept = True
    loop.turn()
    assert diary.times("reopen") == diary.times("beat")[1:]


def test_so_does_news_of_the_devices(loop: Loop, diary: Diary, inbox: SleepingInbox) -> None:
    inbox.put(Inventory())
    loop.turn()
    assert diary.told == [Inventory()]


def test_it_ends_with_its_commands_and_does_nothing_that_comes_behind_them(
    loop: Loop, diary: Diary, inbox: SleepingInbox
) -> None:
    inbox.put(encode(Flush()))
    inbox.put(b"")
    inbox.put(encode(OpenMicrophone(gated=True)))
    loop.run()
    assert loop.is_over
    assert diary.told == [Flush()]


def test_it_ends_when_only_a_new_process_can_help(loop: Loop, diary: Diary) -> None:
    diary.is_lost = True
    loop.run()
    assert diary.calls == []


def test_garbage_is_an_error(loop: Loop, inbox: SleepingInbox) -> None:
    inbox.put(b"\xff" * 64)
    with pytest.raises(ProtocolError):
        loop.turn()
