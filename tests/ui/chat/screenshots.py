"""Pictures of every state of the chat pane, light and dark, narrow and wide: `python tests/ui/chat/screenshots.py FOLDER`."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_assistant.core.items import Item, ItemStatus
from desktop_assistant.settings.model import Theme
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.theme import apply_theme
from tests.fakes.items import cut_off, said, spoken, tool_call, typed, written
from tests.fakes.shown import CARDS, asked, shown

MARKDOWN = """## A short answer

Ten kilometres are **6.21 miles**. You get it with `km * 0.621371`, see [the definition](https://example.org/mile) or
mail <someone@example.org>.

1. Take the distance
2. Multiply
   - by *0.62* for a guess
   - by 0.621371 to be exact

```python
def miles(km: float) -> float:
    \"\"\"Kilometres to miles.\"\"\"
    return km * 0.621371  # exact enough


print(f"{miles(10):.2f}")
```

| km | miles | feels like |
|---:|------:|:-----------|
| 1 | 0.62 | a stroll |
| 10 | 6.21 | an hour's run |
| 42.195 | 26.2 | a marathon, with all that goes with it |

> A mile is as good as two
> if you are tired.

---

That is all there is to it."""


MATHS = r"""The quadratic formula solves $ax^2 + bx + c = 0$ for $x$:

$$x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}$$

Here $a \neq 0$, **$b$** and $\frac{c}{a}$ are *real*; it costs $5 and not $10. With \(\Delta = b^2 - 4ac\):

\[
\begin{aligned}
\Delta &> 0 && \text{two solutions} \\
\Delta &= 0 && \text{one}
\end{aligned}
\]

1. First the integral: $$\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}$$
2. Then the matrix $A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$ and its inverse $A^{-1}$
   \[ \det A = -2 \]
3. That is all of $\sum_{i=1}^{n} i = \frac{n(n+1)}{2}$.

| function | derivative |
|---|---|
| $\sin x$ | $\cos x$ |
| $|x|$ | $\frac{x}{|x|}$ |

## Heading with $E = mc^2$

> A quote with $\lim_{x \to 0} \frac{\sin x}{x} = 1$ in it.

Unreadable: $\frac{a}{$ and $\unknowncommand{x}$ stay. Unfinished: \(\frac{a_1}{b_1"""

EXACT = (
    "It's at 15 Queen Street, Oxford OX1 1ER. Call 01865 960 123 or write to hello@example.org. They open at 6 PM on Friday,"
    " 12 February, and a menu is £34.50. Your booking reference is XK7Q2P."
)
MARKDOWN_ITEMS = [said("a", "What's ten kilometres in miles?"), written("b", MARKDOWN)]
STATE_ITEMS = [
    said("a", "set a timer for five minutes"),
    tool_call("t", "set_timer"),
    cut_off("b", "Your timer is set. I will ring in five minutes, and tell you what it was for.", 33),
    said("c", ""),
    said("o", "And then he said that it would be ready by Friday", status=ItemStatus.OVERHEARD),
    spoken("k", "Ten kilometres are six", status=ItemStatus.BROKEN_OFF),
    typed("d", "Could you look that up?\nAnd tell me:\n  - when\n  - where", status=ItemStatus.FAILED),
    written("e", "Let me", status=ItemStatus.FAILED),
    typed("f", "I'll wait here until the line is back.", status=ItemStatus.IN_PROGRESS),
    said("g", "and what about the", final=False),
    said("h", "", final=False),
    written("i", "", status=ItemStatus.IN_PROGRESS),
]


def pane(items: list[Item], width: int, height: int = 860) -> ChatPane:
    made = ChatPane()
    made.resize(width, height)
    made.show_items(items)
    made.show()
    settle()
    return made


def settle(ms: int = 250) -> None:
    QTest.qWait(ms)


def hovered(width: int) -> ChatPane:
    made = pane([*STATE_ITEMS[:4], written("m", "All **set**, with some more words to select."), typed("n", "Thank you")], width)
    row = made.view.row_rect(4)
    QTest.mouseDClick(
        made.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(max((width - 720) // 2, 14) + 40, row.top() + 10)
    )
    QTest.mouseRelease(made.view.viewport(), Qt.MouseButton.LeftButton)
    QTest.mouseMove(made.view.viewport(), row.center())
    settle()
    return made


def away(width: int) -> ChatPane:
    made = pane([written(f"x{n}", f"Message {n}. " + "More to read. " * 20) for n in range(30)], width)
    made.view.verticalScrollBar().setValue(300)
    made.show_item(written("new", "Something new"), "x29")
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.view.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    return made


def writing(width: int) -> ChatPane:
    made = pane([], width)
    made.set_draft("A longer text that I am writing,\nwith a few lines\nin it, and not sent yet.")
    made.focus_composer()
    settle()
    return made


def empty(width: int) -> ChatPane:
    return pane([], width)


def markdown(width: int) -> ChatPane:
    return pane(MARKDOWN_ITEMS, width, 1100)


def states(width: int) -> ChatPane:
    return pane(STATE_ITEMS, width)


def maths(width: int) -> ChatPane:
    made = pane([said("a", "How do I solve a quadratic equation?"), written("b", MATHS)], width, 1000)
    while made.view.has_work:
        settle(50)
    return made


def chips(width: int) -> ChatPane:
    made = pane([said("a", "How do I reach the restaurant?"), spoken("b", EXACT)], width)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.view.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2):
        QTest.keyClick(made.view, Qt.Key.Key_Right)
    settle()
    return made


def cards(width: int) -> ChatPane:
    questions = [asked("q1", "Which Springfield?", "Illinois", "Missouri"), typed("u", "the first")]
    open_one = asked("q2", "Did you mean Georgia the country, or the state?", "The country", "The state in the USA", "Neither")
    return pane([*(shown(name, name) for name in CARDS), *questions, open_one], width, 3000)


def found(width: int) -> ChatPane:
    made = pane(MARKDOWN_ITEMS, width, 700)
    made.find_words()
    made.find_bar.field.setText("mile")
    settle(400)
    return made


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    for theme in (Theme.LIGHT, Theme.DARK):
        apply_theme(app, theme, 1.0)
        for width in (420, 1200):
            for scene in (empty, markdown, states, hovered, away, writing, maths, chips, cards, found):
                made = scene(width)
                made.grab().save(str(folder / f"{scene.__name__}-{theme.value}-{width}.png"))
                made.close()
                made.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
