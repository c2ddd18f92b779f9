"""Pictures of the window: every state, problem, list, and what lies over the conversation."""

import time
from dataclasses import replace

from PySide6.QtCore import Qt

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.core.snapshot import EchoCause, LinkState, VoiceState
from tests.fakes.control import DEVICES
from tests.ui.studio import CHAT, Studio


async def states(studio: Studio) -> None:
    """Every voice state."""
    await studio.shoot("idle")
    studio.idle(VoiceState.CONNECTING, LinkState.CONNECTING, latency=None)
    await studio.settle(0.3)
    await studio.shoot("connecting")
    studio.idle(VoiceState.LISTENING)
    await studio.sound(0.004, 0.0, 0.5)
    await studio.shoot("listening")
    studio.idle(VoiceState.HEARING, can_stop=True)
    await studio.sound(0.25, 0.0)
    await studio.shoot("hearing")
    studio.idle(VoiceState.THINKING, can_stop=True, thinking_since=time.monotonic() - 2, activity="clock")
    await studio.settle(1.8)
    await studio.shoot("thinking")
    studio.idle(VoiceState.SPEAKING, can_stop=True)
    await studio.sound(0.0, 0.3)
    await studio.shoot("speaking")
    studio.idle(VoiceState.HELD, can_stop=True)
    studio.window.voice.hold_delay.show_held()
    await studio.shoot("held")
    studio.bridge.show_problem(Problem(code=ProblemCode.ECHO_HALF_DUPLEX, detail=EchoCause.LEVEL.value))
    studio.idle(VoiceState.SPEAKING, can_stop=True, mode=TalkMode.ALWAYS)
    await studio.shoot("half-duplex")
    studio.bridge.show_problem(Problem(code=ProblemCode.ECHO_HALF_DUPLEX, over=True))
    studio.bridge.show_devices(replace(DEVICES, rests=True))
    await studio.shoot("rests-with-devices")
    studio.bridge.show_devices(DEVICES)
    studio.idle(VoiceState.LISTENING, mode=TalkMode.ALWAYS, extra_pause_ms=200)
    await studio.shoot("longer")
    studio.idle(VoiceState.MUTED, muted=True, mode=TalkMode.ALWAYS)
    await studio.settle(1.8)
    await studio.shoot("muted")
    studio.idle(VoiceState.OFFLINE, LinkState.WAITING, retry_at=time.monotonic() + 4, latency=None)
    await studio.shoot("offline")
    studio.idle(VoiceState.OFFLINE, LinkState.FAILED, latency=None)
    await studio.shoot("failed")
    studio.idle()


async def banners(studio: Studio) -> None:
    """Every problem, three at a time."""
    codes = list(ProblemCode)
    for begin in range(0, len(codes), 3):
        group = codes[begin : begin + 3]
        for code in group:
            studio.bridge.show_problem(Problem(code=code))
        await studio.shoot(f"banners-{begin // 3 + 1:02}")
        for code in group:
            studio.bridge.show_problem(Problem(code=code, over=True))


async def recordings(studio: Studio) -> None:
    """Messages that can be heard again; one is being heard, one has the keyboard's ring."""
    studio.control.recorded["c1"] = {"u1", "a1", "u3", "a3"}
    studio.show_chat()
    await studio.settle()
    studio.window.replays.toggle("u3")
    view = studio.window.chat.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    await studio.settle()
    await studio.shoot("recordings")
    studio.control.stop_replay()
    studio.control.recorded["c1"] = set()
    studio.show_chat()
    studio.window.focus_composer()


async def history(studio: Studio) -> None:
    """The drawer: plain, renaming, with the undo bar."""
    studio.window.toggle_history()
    await studio.settle(0.3)
    await studio.shoot("history")
    studio.window.history.view.setCurrentIndex(studio.window.history.model.index(1))
    studio.window.history.rename_current()
    await studio.shoot("history-rename")
    studio.window.history.view.setFocus()
    studio.window.history.delete_current()
    await studio.settle(0.3)
    await studio.shoot("history-undo")
    studio.window.history.undo()
    studio.window.toggle_history()


async def searches(studio: Studio) -> None:
    """All conversations, this one, captions."""
    studio.window.search_history()
    box = studio.window.history.search
    box.field.setText("mile")
    box.search()
    await studio.settle(0.3)
    await studio.shoot("search")
    box.field.clear()
    studio.window.toggle_history()
    studio.window.find_words()
    studio.window.chat.find_bar.field.setText("mile")
    await studio.settle(0.4)
    await studio.shoot("find")
    studio.window.chat.find_bar.leave()
    studio.window.captions.open()
    studio.window.captions.take(CHAT[0])
    await studio.shoot("captions", studio.window.captions)
    studio.window.captions.hide()


async def chats(studio: Studio) -> None:
    """Empty and long."""
    studio.bridge.show_conversation(replace(studio.control.infos["c1"], id="empty", title=""), ())
    await studio.shoot("chat-empty")
    long = [replace(item, id=f"{item.id}-{turn}") for turn in range(60) for item in CHAT]
    studio.bridge.show_conversation(studio.control.infos["c1"], long)
    await studio.shoot("chat-long")
    studio.show_chat()
