import pytest

from desktop_assistant.audio.choice import Choice, choose
from desktop_assistant.core.audio import KEPT_PREFERENCES, DeviceName, preferring
from desktop_assistant.core.snapshot import AudioDevice

DESK = AudioDevice(id="1", name="Desk")
DEFAULT = AudioDevice(id="2", name="Built-in", is_default=True)
TWIN = AudioDevice(id="3", name="Desk")
SYSTEM = DeviceName()
GONE, GONE_TOO = DeviceName(id="gone", name="Yeti"), DeviceName(id="gone-too", name="Headset")


def named(device: AudioDevice) -> DeviceName:
    return DeviceName(id=device.id, name=device.name)


@pytest.mark.parametrize(
    ("devices", "preference", "choice"),
    [
        ((), (), Choice(None)),
        ((), (named(DESK),), Choice(None)),
        ((DESK, DEFAULT), (), Choice(DEFAULT)),
        ((DESK, TWIN), (), Choice(DESK)),
        ((DESK, DEFAULT), (named(DESK),), Choice(DESK)),
        ((DESK, DEFAULT, TWIN), (named(TWIN),), Choice(TWIN)),
        ((DEFAULT, DESK), (DeviceName(id="Desk"),), Choice(DESK)),
        ((DEFAULT, DESK), (DeviceName(id="another id now", name="Desk"),), Choice(DESK)),
        ((DESK, DEFAULT), (GONE,), Choice(DEFAULT, GONE)),
        ((DESK, DEFAULT), (GONE, named(DESK)), Choice(DESK)),
        ((DESK, DEFAULT), (GONE, GONE_TOO), Choice(DEFAULT, GONE)),
        ((DESK, DEFAULT), (SYSTEM, named(DESK)), Choice(DEFAULT)),
        ((DESK, DEFAULT), (GONE, SYSTEM), Choice(DEFAULT)),
        ((), (SYSTEM,), Choice(None)),
    ],
)
def test_the_first_of_the_preferred_that_is_there(
    devices: tuple[AudioDevice, ...], preference: tuple[DeviceName, ...], choice: Choice
) -> None:
    assert choose(devices, preference) == choice


def test_a_device_without_a_name_is_not_found_by_its_lack_of_one() -> None:
    nameless = AudioDevice(id="x", name="")
    assert choose((nameless, DEFAULT), (DeviceName(id="gone"),)).device == DEFAULT


def test_picking_a_device_puts_it_first_and_forgets_nobody() -> None:
    order = preferring((GONE, named(DESK)), named(TWIN))
    assert order == (named(TWIN), GONE, named(DESK))
    assert preferring(order, named(DESK)) == (named(DESK), named(TWIN), GONE)
    assert preferring(order, SYSTEM) == (SYSTEM, *order)
    assert preferring((SYSTEM, GONE), named(DESK)) == (named(DESK), SYSTEM, GONE)


def test_the_system_comes_last_by_itself() -> None:
    assert preferring((), SYSTEM) == ()
    assert preferring((SYSTEM,), named(DESK)) == (named(DESK),)


def test_the_list_does_not_grow_for_ever() -> None:
    order: tuple[DeviceName, ...] = ()
    for number in range(40):
        order = preferring(order, DeviceName(id=str(number)))
    assert len(order) == KEPT_PREFERENCES
    assert order[0].id == "39"
