"""The window's side of the process of formulas: the true process, and ones that misbehave."""

import os
import sys

import psutil
import pytest
from PySide6.QtCore import QCoreApplication

from desktop_assistant.ui.maths import typesetter as module
from desktop_assistant.ui.maths.__main__ import NICENESS
from desktop_assistant.ui.maths.typesetter import FormulaKey, Typesetter

SQUARE = FormulaKey("x^2", is_display=False)
HALF = FormulaKey(r"\frac{1}{2}", is_display=True)
ECHO = "import sys; print(flush=True)\nfor line in sys.stdin: "
"""A process that is ready and then does something with each wish."""


@pytest.fixture
def setter(qapp: QCoreApplication):
    made = Typesetter()
    yield made
    made.close()


def other(code: str, request: pytest.FixtureRequest) -> Typesetter:
    made = Typesetter(command=("-c", code))
    request.addfinalizer(made.close)
    return made


def wait(qtbot, setter: Typesetter) -> None:
    qtbot.waitUntil(lambda: not setter.is_working, timeout=30_000)


def test_a_formula_arrives_and_stays(setter: Typesetter, qtbot):
    assert setter.get(SQUARE) is None
    assert not setter.knows(SQUARE)
    with qtbot.waitSignal(setter.arrived, timeout=30_000):
        pass
    made = setter.get(SQUARE)
    assert made is not None
    assert setter.get(SQUARE) is made
    assert not setter.is_working


@pytest.mark.skipif(not hasattr(os, "nice"), reason="processes of this system have no niceness")
def test_the_window_goes_first_where_there_are_few_cores(setter: Typesetter, qtbot):
    setter.get(SQUARE)
    wait(qtbot, setter)
    assert psutil.Process(setter.process_id).nice() == min(os.nice(0) + NICENESS, 19)


def test_the_newest_wish_comes_first(setter: Typesetter, qtbot):
    keys = [FormulaKey(f"x_{n}", is_display=False) for n in range(4)]
    known: list[FormulaKey] = []
    setter.arrived.connect(lambda: known.extend(key for key in keys if setter.knows(key) and key not in known))
    for key in keys:
        setter.get(key)
    wait(qtbot, setter)
    assert known == [keys[0], keys[3], keys[2], keys[1]]


def test_what_cannot_be_read_is_asked_once(setter: Typesetter, qtbot):
    bad = FormulaKey(r"\frac{", is_display=False)
    setter.get(bad)
    wait(qtbot, setter)
    assert setter.knows(bad)
    assert setter.get(bad) is None
    assert not setter.is_working


def test_a_process_that_is_killed_takes_only_its_formula_along(setter: Typesetter, qtbot):
    setter.get(SQUARE)
    wait(qtbot, setter)
    first = setter.process_id
    psutil.Process(first).kill()
    qtbot.waitUntil(lambda: setter.process_id == 0, timeout=30_000)
    setter.get(HALF)
    wait(qtbot, setter)
    assert setter.get(HALF) is not None
    assert setter.process_id not in (0, first)


def test_one_that_never_answers_is_ended_and_the_next_formula_gets_another(qtbot, request, monkeypatch):
    monkeypatch.setattr(module, "LONGEST_MS", 50)
    setter = other(ECHO + "pass", request)
    setter.get(SQUARE)
    setter.get(HALF)
    wait(qtbot, setter)
    assert setter.knows(SQUARE)
    assert setter.knows(HALF)
    assert setter.get(SQUARE) is None


@pytest.mark.parametrize(
    "code",
    [
        ECHO + "print('nonsense', flush=True)",
        ECHO + 'print(\'{"width": "x"}\', flush=True)',
        ECHO + 'print(\'{"width": 1, "ascent": 1, "descent": 99999999, "steps": "M"}\', flush=True)',
        ECHO + "sys.exit()",
        ECHO + "print('x' * 3_000_000, end='', flush=True)",
    ],
)
def test_nonsense_is_unreadable(code: str, qtbot, request):
    setter = other(code, request)
    setter.get(SQUARE)
    wait(qtbot, setter)
    assert setter.knows(SQUARE)
    assert setter.get(SQUARE) is None


def test_one_that_cannot_start_is_not_tried_for_ever(qtbot, request):
    setter = other("raise SystemExit", request)
    for number in range(12):
        setter.get(FormulaKey(f"x_{number}", is_display=False))
    wait(qtbot, setter)
    assert all(setter.knows(FormulaKey(f"x_{number}", is_display=False)) for number in range(12))
    assert setter.process_id == 0


def test_a_program_that_is_not_there(qtbot, request, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    setter = other("", request)
    setter.get(SQUARE)
    wait(qtbot, setter)
    assert setter.get(SQUARE) is None


def test_it_ends_when_nobody_needs_it(setter: Typesetter, qtbot):
    setter._quiet.setInterval(0)
    setter.get(SQUARE)
    wait(qtbot, setter)
    qtbot.waitUntil(lambda: setter.process_id == 0)
    assert setter.get(SQUARE) is not None


def test_many_are_forgotten_in_the_order_of_their_use(setter: Typesetter, qtbot, monkeypatch):
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    for latex in ("a", "b"):
        setter.get(FormulaKey(latex, is_display=False))
        wait(qtbot, setter)
    setter.get(FormulaKey("a", is_display=False))
    setter.get(FormulaKey("c", is_display=False))
    wait(qtbot, setter)
    assert [setter.knows(FormulaKey(latex, is_display=False)) for latex in "abc"] == [True, False, True]
