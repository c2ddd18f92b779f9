from desktop_assistant.core.headset import better_microphone, wired_microphone
from desktop_assistant.core.snapshot import AudioDevice

BLUE_IN = AudioDevice(id="blue-in", name="WH", is_default=True, is_bluetooth=True, headset="AA")
BLUE_OUT = AudioDevice(id="blue-out", name="WH", is_bluetooth=True, is_headphones=True, headset="AA")
OTHER_BLUE = AudioDevice(id="car", name="Car", is_bluetooth=True, headset="BB")
DESK = AudioDevice(id="desk", name="Desk")
BUILT_IN = AudioDevice(id="built-in", name="Built-in", is_default=True)


def test_the_default_is_the_best_wired_one() -> None:
    assert wired_microphone((BLUE_IN, DESK, BUILT_IN)) == BUILT_IN
    assert wired_microphone((BLUE_IN, DESK)) == DESK
    assert wired_microphone((BLUE_IN, OTHER_BLUE)) is None


def test_only_both_ends_of_one_headset_are_a_reason() -> None:
    inputs = (BLUE_IN, DESK)
    assert better_microphone(inputs, BLUE_IN, BLUE_OUT) == DESK
    assert better_microphone(inputs, BLUE_IN, OTHER_BLUE) is None
    assert better_microphone(inputs, DESK, BLUE_OUT) is None
    assert better_microphone(inputs, None, BLUE_OUT) is None
    assert better_microphone(inputs, BLUE_IN, None) is None
    assert better_microphone(inputs, DESK, AudioDevice(id="x", name="x")) is None  # neither is known to be a headset
