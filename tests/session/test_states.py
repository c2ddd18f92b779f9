import logging
from enum import Enum

import pytest

from desktop_assistant.core.errors import UsageError
from desktop_assistant.session import barge_in, link, response, tool_ledger, turn
from desktop_assistant.session.states import Cell


class Light(Enum):
    RED = "red"
    GREEN = "green"
    YELLOW = "yellow"


MOVES = {Light.RED: frozenset({Light.GREEN}), Light.GREEN: frozenset({Light.YELLOW}), Light.YELLOW: frozenset({Light.RED})}


def test_legal_moves() -> None:
    cell = Cell(Light.RED, MOVES, strict=True)
    cell.to(Light.RED)
    cell.to(Light.GREEN)
    assert cell.now is Light.GREEN
    assert cell.is_any(Light.RED, Light.GREEN)
    assert not cell.is_any(Light.RED)


def test_an_illegal_move_raises_in_tests() -> None:
    with pytest.raises(UsageError, match="illegal move"):
        Cell(Light.RED, MOVES, strict=True).to(Light.YELLOW)


def test_an_illegal_move_is_logged_and_made_in_the_field(caplog: pytest.LogCaptureFixture) -> None:
    cell = Cell(Light.RED, MOVES, strict=False)
    with caplog.at_level(logging.ERROR):
        cell.to(Light.YELLOW)
    assert cell.now is Light.YELLOW
    assert caplog.messages == ["illegal state transition"]


@pytest.mark.parametrize(
    ("states", "moves"),
    [
        (link.Phase, link._MOVES),
        (response.Stage, response._MOVES),
        (turn.Mic, turn._MOVES),
        (barge_in.Floor, barge_in._MOVES),
        (tool_ledger.CallState, tool_ledger._MOVES),
    ],
)
def test_every_table_names_every_state(states: type[Enum], moves: dict[Enum, frozenset[Enum]]) -> None:
    assert set(moves) == set(states)
    reachable = set().union(*moves.values())
    start = next(iter(states))
    assert reachable | {start} == set(states)
