"""What was taken for somebody else's words yesterday says so today, and is answered by keyboard."""

import asyncio
from pathlib import Path

import pytest

from desktop_assistant.core.items import Item, ItemStatus
from desktop_assistant.core.problems import Problem
from desktop_assistant.store.store import Store
from tests.e2e.conftest import StartApp
from tests.e2e.dialogue import wait_for_shown_answer
from tests.e2e.pane import Shown, questions
from tests.fakes.items import said, spoken

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

QUESTION = "what is 12 times 12"
YESTERDAY = [spoken("a1", "A long answer."), said("u1", QUESTION, status=ItemStatus.OVERHEARD)]


async def keep(folder: Path, items: list[Item]) -> None:
    """In a history of its own."""
    problems: list[Problem] = []
    store = Store(folder, on_problem=problems.append)
    info = await store.create("")
    before = None
    for item in items:
        store.save(info.id, item, final=True, after_id=before)
        before = item.id
    await store.aclose()
    assert problems == []


def test_it_is_answered_after_a_restart(start_app: StartApp, home: Path) -> None:
    asyncio.run(keep(home / "data", YESTERDAY))
    app = start_app()
    rows = app.wait_for_pane("yesterday's words", bool)
    assert rows[-1] == Shown("user", QUESTION, note="Not answered: it sounded like somebody else")
    app.walk_to(0)
    for key in ("Right", "Return"):  # "Answer it"
        app.display.do("key", key)
    rows = wait_for_shown_answer(app, "144")
    assert questions(rows) == [QUESTION]
    assert [row.note for row in rows if row.who == "user"] == [""]
    app.wait_for("the turn as any other", lambda h: [s.status for s in h if s.role == "user" and s.text] == ["complete"])
