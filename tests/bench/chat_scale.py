"""How the chat pane carries 10,000 messages: opens them, streams an answer into them, scrolls them. Last line: one JSON object.

A "frame" is the longest the GUI thread stays away from its event loop: every event that takes time is measured where Qt delivers
it, so a slow paint, timer or slot all count, whoever owns them. `*_cpu_ms` is the same in the processor's time of that thread,
which stays true on a machine that is busy with something else.
"""

import argparse
import itertools
import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psutil
from PySide6.QtCore import QBuffer, QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop_assistant.core.exact.formulas import find_formulas
from desktop_assistant.core.items import AudioPart, ImagePart, Item, ItemStatus, Role, TextPart
from desktop_assistant.settings.model import Theme
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.maths.typesetter import typesetter
from desktop_assistant.ui.theme import apply_theme
from tests.fakes.shown import CARDS, asked, shown

PROSE = "Ten kilometres are **6.21 miles**, give or take; see [the definition](https://example.org/mile) of a `mile`. "
CODE = "```python\ndef miles(km: float) -> float:\n    return km * 0.621371  # exact enough\n```\n"
TABLE = "| km | miles |\n|---:|------:|\n| 1 | 0.62 |\n| 10 | 6.21 |\n| 42.2 | 26.2 |\n"
EXACT = (
    "Write to anna{0}@example.org or call +49 30 123{0}, before 5 PM on Friday, 12 February. It costs $4{0}.50, the code is"
    " XK{0}Q2, and the restaurant is at 15 Queen Street, Oxford OX1 1ER. "
)
"""Other in every message, so that nothing is remembered from the last one."""
MATHS = (
    "With $a_{{{0}}} \\neq 0$ and \\(\\Delta = b^2 - 4 a_{{{0}}} c\\) it costs $5, and\n\n"
    "$$x_{{{0}}} = \\frac{{-b \\pm \\sqrt{{b^2 - 4 a_{{{0}}} c}}}}{{2 a_{{{0}}}}}$$\n\nso that $\\sum_{{i=1}}^{{{0}}} i > 0$. "
)
KINDS = tuple(CARDS)
LONG = "\n\n".join([PROSE * 5, CODE, "1. one\n2. two\n   - more\n", TABLE, PROSE * 3])
PICTURES = 40
"""Different ones, each in many messages under another name, so that each of those is decoded anew."""


class MeasuredApplication(QApplication):
    """Notes how long each event took."""

    def __init__(self) -> None:
        super().__init__(["chat_scale"])
        self.slices: list[float] = []
        self.cpu_slices: list[float] = []
        self._depth = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self._depth:
            return super().notify(receiver, event)
        self._depth += 1
        begin, cpu_begin = time.perf_counter(), time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            self.slices.append((time.perf_counter() - begin) * 1000)
            self.cpu_slices.append((time.thread_time() - cpu_begin) * 1000)

    def take(self) -> tuple[list[float], list[float]]:
        """Slices since the last call, in ms, sorted: by the clock, by the processor."""
        taken = sorted(self.slices), sorted(self.cpu_slices)
        self.slices, self.cpu_slices = [], []
        return taken

    def run_for(self, seconds: float) -> None:
        """Serve events. (Not with exec and quit: quitting closes the window, and nothing would be drawn.)"""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()


def message(number: int) -> Item:
    """Short questions, spoken answers with exact things, long Markdown, cards, choices, photographs, formulas: a year of use."""
    if number % 12 == 0:
        parts = tuple(
            ImagePart(id=f"p{number}-{n}", mime="image/jpeg", width=1280, height=960, title="photo.jpg")
            for n in range(1 + number % 3)
        )
        return Item(id=f"m{number}", role=Role.USER, parts=(TextPart(text="What is this?"), *parts), created_at=1.7e9 + number)
    if number % 2 == 0:
        part = AudioPart(transcript=f"Question number {number}, what is ten kilometres in miles?", is_final=True)
        return Item(id=f"m{number}", role=Role.USER, parts=(part,), created_at=1.7e9 + number)
    if number % 17 == 0:
        return shown(f"m{number}", KINDS[number // 17 % len(KINDS)])
    if number % 19 == 0:
        return asked(f"m{number}", "Which Georgia do you mean?", "The country", "The state", "Neither")
    if number % 23 == 0:
        return Item(id=f"m{number}", role=Role.ASSISTANT, parts=(TextPart(text=MATHS.format(number)),), created_at=1.7e9 + number)
    if number % 5 == 0:
        spoken = AudioPart(transcript=EXACT.format(number), is_final=True)
        return Item(id=f"m{number}", role=Role.ASSISTANT, parts=(spoken,), created_at=1.7e9 + number)
    text = LONG if number % 7 == 1 else CODE if number % 11 == 0 else TABLE if number % 13 == 0 else PROSE * (1 + number % 3)
    return Item(id=f"m{number}", role=Role.ASSISTANT, parts=(TextPart(text=text),), created_at=1.7e9 + number)


class Album(QObject):
    """Who has the pictures: gives each out a moment after it is wanted, as the history does."""

    def __init__(self, pane: ChatPane) -> None:
        super().__init__(pane)
        self.given = 0
        self._learn = pane.view.thumbnails.learn
        self._kept = [_photo(number) for number in range(PICTURES)]
        pane.view.thumbnails.wanted.connect(self._give)

    def bytes(self) -> int:
        """Of one on the average."""
        return sum(map(len, self._kept)) // PICTURES

    def _give(self, picture_id: str) -> None:
        self.given += 1
        QTimer.singleShot(3, self, lambda: self._learn(picture_id, self._kept[hash(picture_id) % PICTURES]))


def _photo(number: int) -> bytes:
    """1280 x 960 as JPEG, with as much in it as a photograph has."""
    image = QImage(1280, 960, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(number * 9, 120, 200))
    painter = QPainter(image)
    for n in range(1500):
        painter.setBrush(QColor.fromHsv((n * 37 + number) % 360, 160, 120 + n % 130))
        painter.drawEllipse((n * 7919) % 1280, (n * 104729) % 960, 10 + n % 70, 10 + n % 50)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG", 85)
    return bytes(buffer.data().data())


class Stream(QObject):
    """Feeds one growing answer, `rate` deltas a second, with code, tables and formulas in it."""

    def __init__(self, pane: ChatPane, rate: int) -> None:
        super().__init__(pane)
        self._pane = pane
        self.text = ""
        self._words = (
            word for turn in itertools.count(100_000) for word in (LONG + "\n\n" + MATHS.format(turn) + EXACT).split(" ")
        )
        self._last = pane.model.item(pane.model.rowCount() - 1).id
        self.timer = QTimer(self, interval=1000 // rate, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.step)

    def step(self, status: ItemStatus = ItemStatus.IN_PROGRESS) -> None:
        """One delta."""
        self.text += next(self._words) + " "
        part = AudioPart(transcript=self.text, is_final=status is ItemStatus.COMPLETE)
        self._pane.show_item(Item(id="stream", role=Role.ASSISTANT, parts=(part,), status=status, created_at=2e9), self._last)


def resident_mb(process_id: int | None = None) -> int:
    """Of a process, this one if none is named; 0 for none."""
    return 0 if process_id == 0 else round(psutil.Process(process_id).memory_info().rss / 2**20)


def percentile(values: list[float], share: float) -> float:
    return values[min(int(len(values) * share), len(values) - 1)]


def scroll(app: MeasuredApplication, pane: ChatPane) -> tuple[list[float], list[float]]:
    """Wheel up, page up, drag the bar far away, wheel down."""
    view = pane.view.viewport()

    def wheel(delta: int, times: int) -> None:
        for _ in range(times):
            at = QPointF(view.rect().center())
            buttons = Qt.MouseButton.NoButton
            event = QWheelEvent(
                at, at, QPoint(), QPoint(0, delta), buttons, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
            )
            app.postEvent(view, event)
            app.run_for(0.016)

    bar = pane.view.verticalScrollBar()
    app.take()
    wheel(120, 60)
    for share in (0.5, 0.1, 0.9, 0.3):
        QTimer.singleShot(0, bar, lambda share=share: bar.setValue(round(bar.maximum() * share)))
        app.run_for(0.15)
        wheel(-120, 25)
        wheel(120, 25)
    for place in range(60):
        QTimer.singleShot(0, bar, lambda place=place: bar.setValue(round(bar.maximum() * place / 60)))
        app.run_for(0.1)
    for _ in range(20):
        QTimer.singleShot(0, bar, lambda: bar.setValue(bar.value() - bar.pageStep()))
        app.run_for(0.05)
    return app.take()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--messages", type=int, default=10_000)
    options.add_argument("--seconds", type=float, default=60.0, help="of streaming")
    options.add_argument("--rate", type=int, default=100, help="deltas per second")
    chosen = options.parse_args()
    app = MeasuredApplication()
    apply_theme(app, Theme.LIGHT, 1.0)
    pane = ChatPane()
    pane.resize(1000, 800)
    pane.show()
    app.run_for(0.3)
    album = Album(pane)
    items = [message(number) for number in range(chosen.messages)]

    begin, cpu_begin = time.perf_counter(), time.thread_time()
    pane.show_items(items)
    pane.view.viewport().repaint()
    open_ms, open_cpu_ms = (time.perf_counter() - begin) * 1000, (time.thread_time() - cpu_begin) * 1000
    app.run_for(1.0)
    app.take()
    opened_mb, opened = resident_mb(), pane.model.rowCount()  # earlier states of a form are left out

    stream = Stream(pane, chosen.rate)
    stream.timer.start()
    app.run_for(chosen.seconds)
    stream.timer.stop()
    stream.step(ItemStatus.COMPLETE)
    app.run_for(0.3)
    streaming, streaming_cpu = app.take()
    assert pane.view.visible_rows()[-1].layout.item.id == "stream", "the view must have followed the stream"
    streamed_mb = resident_mb()
    scrolling, scrolling_cpu = scroll(app, pane)
    assert pane.model.rowCount() == opened + 1
    print(f"{len(streaming)} events while streaming, {len(scrolling)} while scrolling; the five slowest of each in ms:")
    print([round(ms, 1) for ms in streaming[-5:]], [round(ms, 1) for ms in scrolling[-5:]])
    result = {
        "open_ms": round(open_ms, 1),
        "worst_frame_ms": round(streaming[-1], 1),
        "stream_p99_ms": round(percentile(streaming, 0.99), 1),
        "scroll_worst_ms": round(scrolling[-1], 1),
        "scroll_p99_ms": round(percentile(scrolling, 0.99), 1),
        "open_cpu_ms": round(open_cpu_ms, 1),
        "worst_frame_cpu_ms": round(streaming_cpu[-1], 1),
        "scroll_worst_cpu_ms": round(scrolling_cpu[-1], 1),
        "messages": chosen.messages,
        "pictures": sum(len(item.images) for item in items),
        "pictures_decoded": album.given,
        "pictures_kept": len(pane.view.thumbnails._pixmaps),
        "picture_kb": album.bytes() // 1024,
        "formulas": sum(len(find_formulas(item.text)) for item in items),
        "formulas_set": len(typesetter()._known),
        "stream_characters": len(stream.text),
        "opened_rss_mb": opened_mb,
        "streamed_rss_mb": streamed_mb,
        "rss_mb": resident_mb(),
        "formulas_process_mb": resident_mb(typesetter().process_id),
    }
    print(json.dumps(result))
    typesetter().close()


if __name__ == "__main__":
    main()
