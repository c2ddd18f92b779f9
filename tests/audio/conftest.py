"""Shared by the tests of the audio process."""

from pathlib import Path

import pytest

from tests.audio.room import Room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """With its models loaded and nothing open."""
    return Room(tmp_path)
