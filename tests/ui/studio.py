"""One true window with a fake program behind it, and a camera: what every series of pictures is taken in."""

import asyncio
import math
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QApplication, QWidget

from desktop_assistant.core.items import ItemStatus, Role
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import Levels, LinkState, Savings, TurnLatency, VoiceState
from desktop_assistant.settings.model import Language, Settings, Theme
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.i18n import speak
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.theme import apply_theme
from tests.fakes.control import DEVICES, FakeControl, spoken, user_typed

SIZES = {"small": QSize(400, 640), "wide": QSize(900, 700), "huge": QSize(1600, 1000)}


@dataclass(frozen=True, kw_only=True)
class Look:
    """How the window looks in a run of pictures."""

    language: Language = Language.ENGLISH
    theme: Theme = Theme.LIGHT
    scale: float = 1.0
    size: str = "wide"

    @property
    def name(self) -> str:
        """For files."""
        return f"{self.language.value}-{self.theme.value}-{self.size}-{self.scale:g}"


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


class Studio:
    """Made for one look; closed with `close`."""

    def __init__(self, app: QApplication, folder: Path, scratch: Path, look: Look) -> None:
        self.app = app
        self.look = look
        self.folder = folder
        speak(look.language)
        apply_theme(app, look.theme, look.scale)
        self.bridge = UiBridge(Settings())
        self.window = MainWindow(self.bridge, QSettings(str(scratch / "window.ini"), QSettings.Format.IniFormat))
        self.window.voice.waveform.load_now()
        self.window.resize(SIZES[look.size])
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
        if not target.grab().save(str(self.folder / f"{name}-{self.look.name}.png")):
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

    async def shoot_dialog(self, name: str) -> None:
        """The modal one, which is then closed."""
        await self.settle()
        dialog = self.app.activeModalWidget()
        assert dialog is not None, name
        await self.shoot(name, dialog)
        dialog.close()
        await self.settle()

    async def close(self) -> None:
        """The window, with all that belongs to it."""
        self.window.close()
        self.bridge.cancel_all()
        await self.settle()
        self.window.deleteLater()
        self.bridge.deleteLater()
        await self.settle()
