"""Draws the true window in every state to PNG files: `python tests/ui/screenshots.py FOLDER [NAME...]` under Xvfb or a desktop.

With `DESKTOP_ASSISTANT_LANGUAGE=ar` (or de) in the environment, in that language. Not a test: somebody has to look at them.
"""

import asyncio
import math
import os
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

# Run as a script, the repository is not on the path yet.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "xcb")

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop_assistant.core.audio import Duplex
from desktop_assistant.core.items import ItemStatus, Role
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import EchoCause, EchoTest, Levels, LinkState, Savings, TurnLatency, VoiceState
from desktop_assistant.settings.model import Language, Provider, Settings, Theme
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.dialogs.echo_test import EchoTestDialog
from desktop_assistant.ui.i18n import speak
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.settings_dialog.page_name import PageName
from desktop_assistant.ui.theme import apply_theme
from tests.fakes.control import DEVICES, FakeControl, spoken, user_typed

WIDE, SMALL, HUGE = QSize(900, 760), QSize(400, 640), QSize(1600, 1000)
CHAT = (
    spoken(Role.USER, "What's ten kilometres in miles?", "u1"),
    spoken(Role.ASSISTANT, "Ten kilometres are about 6.2 miles.", "a1"),
    user_typed("And how do I convert that in Python?", "u2"),
    spoken(
        Role.ASSISTANT,
        "Divide by **1.609344**:\n\n```python\ndef miles(km: float) -> float:\n    return km / 1.609344\n```\n\nThat is exact.",
        "a2",
    ),
    spoken(Role.USER, "Tell me about the history of the mile.", "u3"),
    spoken(
        Role.ASSISTANT,
        "The mile goes back to the Romans, who counted a thousand double paces. Later every region had its own.",
        "a3",
        status=ItemStatus.INTERRUPTED,
        heard_chars=70,
        heard_ms=4210,
    ),
)
LATENCY = TurnLatency(pause_ms=500, network_ms=20, model_ms=130, buffer_ms=30, first_audio_ms=650, first_sound_ms=680)
SAVINGS = Savings(captured_s=364.0, sent_s=38.0)
GOOD_ECHO = EchoTest(
    input_device="mic-builtin", output_device="out-builtin", tested_at=1.7639e9,
    delay_ms=84.2, echo_db=-12.0, removed_db=36.0, noise_db=-62.0,
)  # fmt: skip
BAD_ECHO = replace(GOOD_ECHO, delay_ms=312.0, echo_db=3.0, removed_db=9.0, duplex=Duplex.HALF, cause=EchoCause.LEVEL)


def turns() -> list[TurnLatency]:
    """A run of turns, one of them slow, one without a known network."""
    made = []
    for number in range(9):
        model, network = 90.0 + 37 * (number * 7 % 5) + (700 if number == 3 else 0), None if number == 5 else 18.0 + number
        total = 500 + model + (network or 0) + 28
        made.append(
            TurnLatency(
                pause_ms=500, network_ms=network, model_ms=model, buffer_ms=28,
                first_audio_ms=total - 28, first_sound_ms=total, ended_at=1.7e9 + number,
            )
        )  # fmt: skip
    return made


class Studio:
    """One window with a fake program behind it, and a camera."""

    def __init__(self, app: QApplication, folder: Path, scratch: Path) -> None:
        self.app = app
        self.folder = folder
        self.bridge = UiBridge(Settings())
        self.window = MainWindow(self.bridge, QSettings(str(scratch / "window.ini"), QSettings.Format.IniFormat))
        self.window.voice.waveform.load_now()
        self.window.resize(WIDE)
        self.window.show()
        self.control = FakeControl(self.bridge)
        self._fill_history()
        self.bridge.set_control(self.control)
        self.bridge.show_devices(DEVICES)
        self.bridge.show_savings(SAVINGS)
        self.show_chat()
        self.idle()

    def _fill_history(self) -> None:
        titles = ("Ten kilometres in miles", "Timer for the pasta", "A much longer title than would ever fit into one line", "")
        for index, title in enumerate(titles):
            self.control.add_conversation(f"c{index + 1}", title, age_s=index * 95_000.0, items=CHAT)

    async def settle(self, seconds: float = 0.0) -> None:
        """Let Qt and the loop finish what they have begun."""
        until = time.monotonic() + seconds
        while True:
            for _ in range(6):
                self.app.processEvents()
                await asyncio.sleep(0)
            if time.monotonic() >= until:
                return
            await asyncio.sleep(0.01)

    async def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """Write one picture."""
        await self.settle(0.05)
        target = widget or self.window
        if not target.grab().save(str(self.folder / f"{name}.png")):
            raise SystemExit(f"Cannot write pictures into {self.folder}.")

    def idle(self, voice: VoiceState = VoiceState.IDLE, link: LinkState = LinkState.READY, **more: object) -> None:
        """Back to a plain picture, then these changes."""
        plain: dict[str, object] = {"muted": False, "can_stop": False, "thinking_since": None, "activity": "", "retry_at": None}
        plain |= {"extra_pause_ms": 0}
        plain |= {"mic_open": voice in (VoiceState.LISTENING, VoiceState.HEARING), "latency": LATENCY, "mode": TalkMode.CLICK}
        self.control.push(voice=voice, link=link, **(plain | more))

    def show_chat(self) -> None:
        """The usual conversation."""
        self.bridge.show_conversation(self.control.infos["c1"], CHAT)

    async def sound(self, mic: float, voice: float, seconds: float = 1.6) -> None:
        """Speech-like loudness of either side."""
        begun = time.monotonic()
        while (passed := time.monotonic() - begun) < seconds:
            swing = abs(math.sin(passed * 9.0) * math.sin(passed * 2.3 + 0.7)) ** 0.7
            self.bridge.show_levels(Levels(mic_rms=mic * swing, voice_rms=voice * swing))
            await self.settle(0.03)


async def states(studio: Studio, suffix: str) -> None:
    """Every voice state."""
    await studio.shoot(f"idle{suffix}")
    studio.idle(VoiceState.CONNECTING, LinkState.CONNECTING, latency=None)
    await studio.settle(0.3)
    await studio.shoot(f"connecting{suffix}")
    studio.idle(VoiceState.LISTENING)
    await studio.sound(0.004, 0.0, 0.5)
    await studio.shoot(f"listening{suffix}")
    studio.idle(VoiceState.HEARING, can_stop=True)
    await studio.sound(0.25, 0.0)
    await studio.shoot(f"hearing{suffix}")
    studio.idle(VoiceState.THINKING, can_stop=True, thinking_since=time.monotonic() - 2, activity="clock")
    await studio.settle(1.8)
    await studio.shoot(f"thinking{suffix}")
    studio.idle(VoiceState.SPEAKING, can_stop=True)
    await studio.sound(0.0, 0.3)
    await studio.shoot(f"speaking{suffix}")
    studio.idle(VoiceState.HELD, can_stop=True)
    studio.window.voice.hold_delay.show_held()
    await studio.shoot(f"held{suffix}")
    studio.bridge.show_problem(Problem(code=ProblemCode.ECHO_HALF_DUPLEX, detail=EchoCause.LEVEL.value))
    studio.idle(VoiceState.SPEAKING, can_stop=True, mode=TalkMode.ALWAYS)
    await studio.shoot(f"half-duplex{suffix}")
    studio.bridge.show_problem(Problem(code=ProblemCode.ECHO_HALF_DUPLEX, over=True))
    studio.idle(VoiceState.LISTENING, mode=TalkMode.ALWAYS, extra_pause_ms=200)
    await studio.shoot(f"longer{suffix}")
    studio.idle(VoiceState.MUTED, muted=True, mode=TalkMode.ALWAYS)
    await studio.settle(1.8)
    await studio.shoot(f"muted{suffix}")
    studio.idle(VoiceState.OFFLINE, LinkState.WAITING, retry_at=time.monotonic() + 4, latency=None)
    await studio.shoot(f"offline{suffix}")
    studio.idle(VoiceState.OFFLINE, LinkState.FAILED, latency=None)
    await studio.shoot(f"failed{suffix}")
    studio.idle()


async def banners(studio: Studio, suffix: str) -> None:
    """Every problem, three at a time."""
    codes = list(ProblemCode)
    for begin in range(0, len(codes), 3):
        group = codes[begin : begin + 3]
        for code in group:
            studio.bridge.show_problem(Problem(code=code))
        await studio.shoot(f"banners-{begin // 3 + 1:02}{suffix}")
        for code in group:
            studio.bridge.show_problem(Problem(code=code, over=True))


async def settings_pages(studio: Studio, suffix: str) -> None:
    """Every page, the provider page for both providers."""
    for provider in Provider:
        studio.control.apply(replace(studio.control.settings, provider=provider))
        studio.window.open_settings_page(PageName.PROVIDER)
        dialog = studio.window.settings_dialog
        await studio.shoot(f"settings-provider-{provider.value}{suffix}", dialog)
        if provider is Provider.LOCAL:
            for page in list(PageName)[1:]:
                studio.window.open_settings_page(page)
                await studio.shoot(f"settings-{page.name.lower()}{suffix}", dialog)
        assert dialog is not None
        dialog.reject()
        await studio.settle()
    studio.control.apply(replace(studio.control.settings, provider=Provider.LOCAL))


async def dialogs(studio: Studio, suffix: str) -> None:
    """Welcome and keys."""
    studio.window.show_welcome()
    await _shoot_dialog(studio, f"first-run{suffix}")
    studio.window.show_shortcuts()
    await _shoot_dialog(studio, f"shortcuts{suffix}")


async def echo(studio: Studio, suffix: str) -> None:
    """The self-test: idle, busy, both results."""
    studio.window.open_echo_test()
    await studio.settle()
    dialog = studio.app.activeModalWidget()
    assert isinstance(dialog, EchoTestDialog)
    await studio.shoot(f"echo-idle{suffix}", dialog)
    for name, result in (("good", GOOD_ECHO), ("bad", BAD_ECHO)):
        dialog.start.click()
        await studio.settle(0.3)
        if name == "good":
            await studio.shoot(f"echo-busy{suffix}", dialog)
        assert studio.control.echo_running is not None
        studio.control.echo_running.set_result(result)
        await studio.shoot(f"echo-{name}{suffix}", dialog)
    dialog.close()
    studio.control.echo_kept = None
    await studio.settle()


async def panels(studio: Studio, suffix: str) -> None:
    """Patience, the waits of the last turns, what was saved."""
    studio.idle(extra_pause_ms=200)
    studio.window.voice.patience.open()
    await studio.settle(0.1)
    popover = studio.window.voice.patience.popover
    assert popover is not None
    await studio.shoot(f"patience{suffix}", popover)
    popover.close()
    studio.idle()
    studio.control.turns = turns()
    studio.window.show_latencies()
    await _shoot_dialog(studio, f"latency{suffix}")
    studio.window.status.savings.click()
    await studio.settle(0.1)
    assert studio.window.status.explanation is not None
    await studio.shoot(f"savings{suffix}", studio.window.status.explanation)
    studio.window.status.explanation.close()


async def recordings(studio: Studio, suffix: str) -> None:
    """Messages that can be heard again; one is being heard, one has the keyboard's ring."""
    studio.control.recorded["c1"] = {"u1", "a1", "u3", "a3"}
    studio.show_chat()
    await studio.settle()
    studio.window.replays.toggle("u3")
    view = studio.window.chat.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    await studio.settle()
    await studio.shoot(f"recordings{suffix}")
    studio.control.stop_replay()
    studio.control.recorded["c1"] = set()
    studio.show_chat()
    studio.window.focus_composer()


async def _shoot_dialog(studio: Studio, name: str) -> None:
    await studio.settle()
    dialog = studio.app.activeModalWidget()
    assert dialog is not None
    await studio.shoot(name, dialog)
    dialog.close()
    await studio.settle()


async def history(studio: Studio, suffix: str) -> None:
    """The drawer: plain, renaming, with the undo bar."""
    studio.window.toggle_history()
    await studio.settle(0.3)
    await studio.shoot(f"history{suffix}")
    studio.window.history.view.setCurrentIndex(studio.window.history.model.index(1))
    studio.window.history.rename_current()
    await studio.shoot(f"history-rename{suffix}")
    studio.window.history.view.setFocus()
    studio.window.history.delete_current()
    await studio.settle(0.3)
    await studio.shoot(f"history-undo{suffix}")
    studio.window.history.undo()
    studio.window.toggle_history()


async def searches(studio: Studio, suffix: str) -> None:
    """All conversations, this one, captions."""
    studio.window.search_history()
    box = studio.window.history.search
    box.field.setText("mile")
    box.search()
    await studio.settle(0.3)
    await studio.shoot(f"search{suffix}")
    box.field.clear()
    studio.window.toggle_history()
    studio.window.find_words()
    studio.window.chat.find_bar.field.setText("mile")
    await studio.settle(0.4)
    await studio.shoot(f"find{suffix}")
    studio.window.chat.find_bar.leave()
    studio.window.captions.open()
    studio.window.captions.take(CHAT[0])
    await studio.shoot(f"captions{suffix}", studio.window.captions)
    studio.window.captions.hide()


async def chats(studio: Studio, suffix: str) -> None:
    """Empty and long."""
    studio.bridge.show_conversation(replace(studio.control.infos["c1"], id="empty", title=""), ())
    await studio.shoot(f"chat-empty{suffix}")
    long = [replace(item, id=f"{item.id}-{turn}") for turn in range(60) for item in CHAT]
    studio.bridge.show_conversation(studio.control.infos["c1"], long)
    await studio.shoot(f"chat-long{suffix}")
    studio.show_chat()


SERIES: dict[str, Callable[[Studio, str], Awaitable[None]]] = {
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
}


async def main(folder: Path, wanted: list[str]) -> None:
    """Light and dark, wide and small; the largest window once."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    speak(Language(os.environ.get("DESKTOP_ASSISTANT_LANGUAGE", "en")))
    apply_theme(app, Theme.LIGHT, 1.0)
    with TemporaryDirectory() as scratch:
        studio = Studio(app, folder, Path(scratch))
        for theme in (Theme.LIGHT, Theme.DARK):
            apply_theme(app, theme, 1.0)
            for size, name in ((WIDE, "wide"), (SMALL, "small")):
                studio.window.resize(size)
                await studio.settle(0.2)
                for series in wanted or SERIES:
                    await SERIES[series](studio, f"-{theme.value}-{name}")
        apply_theme(app, Theme.LIGHT, 1.0)
        studio.window.resize(HUGE)
        await studio.shoot("idle-light-huge")
        studio.window.resize(WIDE)
        apply_theme(app, Theme.LIGHT, 1.6)
        await studio.shoot("idle-light-large-text")
        studio.window.resize(SMALL)
        for series in (echo, panels):
            await series(studio, "-light-large-text")
        studio.window.close()
        await studio.settle()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(f"usage: python tests/ui/screenshots.py FOLDER [{'|'.join(SERIES)}]...")
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2:]))
