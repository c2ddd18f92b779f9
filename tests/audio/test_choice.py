import pytest

from desktop_assistant.audio.choice import Choice, choose
from desktop_assistant.core.snapshot import AudioDevice

DESK = AudioDevice(id="1", name="Desk")
DEFAULT = AudioDevice(id="2", name="Built-in", is_default=True)
TWIN = AudioDevice(id="3", name="Desk")


@pytest.mark.parametrize(
    ("devices", "wanted", "choice"),
    [
        ((), "", Choice(None)),
        ((), "1", Choice(None)),
        ((DESK, DEFAULT), "", Choice(DEFAULT)),
        ((DESK, TWIN), "", Choice(DESK)),
        ((DESK, DEFAULT), "1", Choice(DESK)),
        ((DESK, DEFAULT, TWIN), "3", Choice(TWIN)),
        ((DEFAULT, DESK), "Desk", Choice(DESK)),
        ((DESK, DEFAULT), "gone", Choice(DEFAULT, is_fallback=True)),
    ],
)
def test_choice(devices: tuple[AudioDevice, ...], wanted: str, choice: Choice) -> None:
    assert choose(devices, wanted) == choice
