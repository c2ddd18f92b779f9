"""Fixtures: the virtual sound card, and speech to say into it."""

from collections.abc import Iterator

import pytest

from tests.rig.rig import Rig
from tests.rig.speech import SpeechLibrary


@pytest.fixture(scope="module")
def sound_rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    """A running card on PulseAudio; `@pytest.mark.parametrize("sound_rig", ["pipewire"], indirect=True)` for the other."""
    with Rig(getattr(request, "param", "pulse")) as rig:
        yield rig


@pytest.fixture(scope="session")
def speech(tmp_path_factory: pytest.TempPathFactory) -> SpeechLibrary:
    """Recorded people where the recordings are, synthesized sentences everywhere."""
    return SpeechLibrary.find(tmp_path_factory.mktemp("speech"))
