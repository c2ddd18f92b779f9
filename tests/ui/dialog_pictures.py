"""Pictures of every dialog and panel."""

from dataclasses import replace

from desktop_assistant.core.audio import Duplex
from desktop_assistant.core.snapshot import EchoCause, EchoTest, TurnLatency
from desktop_assistant.settings.model import Provider
from desktop_assistant.ui.dialogs.echo_test import EchoTestDialog
from desktop_assistant.ui.settings_dialog.page_name import PageName
from tests.ui.studio import Studio

GOOD_ECHO = EchoTest(
    input_device="mic-builtin", output_device="out-builtin", tested_at=1.7639e9,
    delay_ms=84.2, echo_db=-12.0, removed_db=36.0, noise_db=-62.0,
)  # fmt: skip
BAD_ECHO = replace(GOOD_ECHO, delay_ms=312.0, echo_db=3.0, removed_db=9.0, duplex=Duplex.HALF, cause=EchoCause.LEVEL)


def turns() -> list[TurnLatency]:
    """A run of turns, one of them slow, one without a known network."""
    made = []
    for number in range(9):
        model, network = 90.0 + 37 * (number * 7 % 5) + (700 if number == 3 else 0), None if number == 5 else 18.0 + number
        total = 500 + model + (network or 0) + 28
        made.append(
            TurnLatency(
                pause_ms=500, network_ms=network, model_ms=model, buffer_ms=28,
                first_audio_ms=total - 28, first_sound_ms=total, ended_at=1.7e9 + number,
            )
        )  # fmt: skip
    return made


async def settings_pages(studio: Studio) -> None:
    """Every page, the provider page for both providers."""
    for provider in Provider:
        studio.control.apply(replace(studio.control.settings, provider=provider))
        studio.window.open_settings_page(PageName.PROVIDER)
        dialog = studio.window.settings_dialog
        await studio.shoot(f"settings-provider-{provider.value}", dialog)
        if provider is Provider.LOCAL:
            for page in list(PageName)[1:]:
                studio.window.open_settings_page(page)
                await studio.shoot(f"settings-{page.name.lower()}", dialog)
        assert dialog is not None
        dialog.reject()
        await studio.settle()
    studio.control.apply(replace(studio.control.settings, provider=Provider.LOCAL))


async def dialogs(studio: Studio) -> None:
    """Welcome and keys."""
    studio.window.show_welcome()
    await studio.shoot_dialog("first-run")
    studio.window.show_shortcuts()
    await studio.shoot_dialog("shortcuts")


async def echo(studio: Studio) -> None:
    """The self-test: idle, busy, each result, what was chosen for the devices, and settings that come before that."""
    studio.window.open_echo_test()
    await studio.settle()
    dialog = studio.app.activeModalWidget()
    assert isinstance(dialog, EchoTestDialog)
    await studio.shoot("echo-idle", dialog)
    late = replace(GOOD_ECHO, delay_ms=None, duplex=Duplex.HALF, cause=EchoCause.DELAY)
    for name, result in (("good", GOOD_ECHO), ("bad", BAD_ECHO), ("late", late)):
        dialog.start.click()
        await studio.settle(0.3)
        if name == "good":
            await studio.shoot("echo-busy", dialog)
        assert studio.control.echo_running is not None
        studio.control.echo_running.set_result(result)
        await studio.shoot(f"echo-{name}", dialog)
    dialog.use.click()
    await studio.shoot("echo-rests", dialog)
    for duplex in (Duplex.FULL, Duplex.HALF):
        settings = studio.control.settings
        studio.bridge.apply(replace(settings, audio=replace(settings.audio, duplex=duplex)))
        await studio.shoot(f"echo-set-{duplex.value}", dialog)
    dialog.use.click()
    await studio.settle()
    dialog.close()
    studio.control.echo_kept = None
    await studio.settle()


async def panels(studio: Studio) -> None:
    """Patience, the waits of the last turns, what was saved."""
    studio.idle(extra_pause_ms=200)
    studio.window.voice.patience.open()
    await studio.settle(0.1)
    popover = studio.window.voice.patience.popover
    assert popover is not None
    await studio.shoot("patience", popover)
    popover.close()
    studio.idle()
    studio.control.turns = turns()
    studio.window.show_latencies()
    await studio.shoot_dialog("latency")
    studio.window.status.savings.click()
    await studio.settle(0.1)
    assert studio.window.status.explanation is not None
    await studio.shoot("savings", studio.window.status.explanation)
    studio.window.status.explanation.close()
