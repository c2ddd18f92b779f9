import pytest

from desktop_assistant.audio.inventory import complete, describe, sounds_worn
from desktop_assistant.core.snapshot import AudioDevice

DESK = AudioDevice(id="alsa_input.usb", name="Desk microphone", is_default=True)
HEADSET = AudioDevice(id="bluez_input.AA_BB_CC_00_11_22", name="WH-1000")


@pytest.mark.parametrize(
    ("name", "properties", "port"),
    [
        ("alsa_output.pci", {"device.bus": "pci"}, "analog-output-headphones"),
        ("alsa_output.pci", {"device.bus": "pci"}, "[Out] Headphones"),
        ("alsa_output.usb", {"device.bus": "usb", "device.form_factor": "headset"}, "analog-output"),
        ("bluez_sink.x", {"device.bus": "bluetooth", "device.form_factor": "headphone"}, "headphone-output"),
        ("bluez_sink.x", {"device.bus": "bluetooth", "device.form_factor": "hands-free"}, "handsfree-output"),
    ],
)
def test_what_is_worn_on_the_ears_is_known_by_its_form_or_its_port(name: str, properties: dict[str, str], port: str) -> None:
    assert describe(name, "Sound", properties, port, is_default=False).is_headphones


@pytest.mark.parametrize(
    ("properties", "port"),
    [
        ({"device.bus": "pci", "device.form_factor": "internal"}, "analog-output-speaker"),
        ({"device.bus": "bluetooth", "device.form_factor": "speaker"}, "speaker-output"),
        ({}, ""),
    ],
)
def test_a_loudspeaker_is_none(properties: dict[str, str], port: str) -> None:
    assert not describe("out", "Living room", properties, port, is_default=False).is_headphones


@pytest.mark.parametrize("name", ["Headphones (Realtek)", "Jabra headset", "Anna's AirPods Pro", "Galaxy Buds", "EarPods"])
def test_some_platforms_tell_it_only_by_what_people_call_it(name: str) -> None:
    assert sounds_worn(name)


@pytest.mark.parametrize("name", ["MacBook speakers", "Hearing loop", "Budget speaker", "Monitor of Living room"])
def test_other_names_say_nothing(name: str) -> None:
    assert not sounds_worn(name)


def test_both_ends_of_a_bluetooth_headset_are_known_to_be_one() -> None:
    pulse = describe(
        "bluez_source.AA_BB_CC_00_11_22.handsfree_head_unit",
        "WH-1000",
        {"device.bus": "bluetooth", "device.string": "AA:BB:CC:00:11:22"},
        "headset-input",
        is_default=False,
    )
    pipewire = describe(
        "bluez_output.AA_BB_CC_00_11_22.1", "WH-1000", {"device.api": "bluez5", "api.bluez5.address": "aa:bb:cc:00:11:22"}, "",
        is_default=True,
    )  # fmt: skip
    by_name_only = describe("bluez_output.AA_BB_CC_00_11_22.1", "WH-1000", {}, "", is_default=False)
    assert {pulse.headset, pipewire.headset, by_name_only.headset} == {"AA:BB:CC:00:11:22"}
    assert pulse.is_bluetooth
    assert pipewire.is_default
    assert describe("alsa", "Desk", {"device.string": "AA:BB:CC:00:11:22"}, "", is_default=False).headset == ""


def test_what_the_server_has_no_more_is_left_out_and_what_it_knows_is_added() -> None:
    known = (
        AudioDevice(id="desk.monitor", name="Monitor"),
        AudioDevice(id=HEADSET.id, name="raw name", is_default=True, is_headphones=True, is_bluetooth=True, headset="AA"),
    )
    assert complete((DESK, HEADSET), known) == (
        AudioDevice(id=HEADSET.id, name="WH-1000", is_default=True, is_headphones=True, is_bluetooth=True, headset="AA"),
    )


def test_a_server_that_was_not_asked_changes_nothing() -> None:
    assert complete((DESK,), None) == (DESK,)
    assert complete((AudioDevice(id="x", name="Headset"),), None)[0].is_headphones
    assert complete((DESK,), ()) == ()
