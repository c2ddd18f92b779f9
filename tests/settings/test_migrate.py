"""Renamed keys arrive under their new names."""

from typing import Any

from desktop_assistant.settings.migrate import migrate
from desktop_assistant.settings.model import SCHEMA_VERSION

MOVES = {2: (("audio.patience", "audio.pause_ms"),), 3: (("key", "openai.model"), ("audio.pause_ms", "turn.pause_ms"))}


def test_keys_move_through_all_numbers() -> None:
    tree: dict[str, Any] = {"key": "x", "audio": {"patience": 700, "volume": 1}}
    migrate(tree, MOVES, to=3)
    assert tree == {"schema": 3, "audio": {"volume": 1}, "openai": {"model": "x"}, "turn": {"pause_ms": 700}}


def test_a_new_name_wins_and_odd_shapes_are_left_to_the_reader() -> None:
    tree: dict[str, Any] = {"schema": 2, "turn": {"pause_ms": 1}, "audio": {"pause_ms": 2}}
    migrate(tree, MOVES, to=3)
    assert tree == {"schema": 3, "turn": {"pause_ms": 1}, "audio": {}}
    odd: dict[str, Any] = {"schema": "two", "audio": 5}
    migrate(odd, MOVES, to=3)
    assert odd == {"schema": "two", "audio": 5}
    odd = {"audio": 5, "turn": 6}
    migrate(odd, MOVES, to=3)
    assert odd == {"schema": 3, "audio": 5, "turn": 6}


def test_a_newer_file_is_left_alone() -> None:
    tree: dict[str, Any] = {"schema": 4, "key": "x"}
    migrate(tree, MOVES, to=3)
    assert tree == {"schema": 4, "key": "x"}


def test_a_number_below_all_schemas_is_the_first_however_far_below() -> None:
    tree = {"schema": -(2**63), "audio": {"input_device": "mic"}}
    migrate(tree)
    assert tree["schema"] == SCHEMA_VERSION
