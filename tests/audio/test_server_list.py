"""What the sound server has is asked for again after an error: an old list would hide whatever is plugged in from then on."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pulsectl
import pytest

from desktop_assistant.audio.inventory import Inventory
from desktop_assistant.audio.server_list import ServerList


def device(name: str) -> Any:
    return SimpleNamespace(name=name, description=name.title(), proplist={}, port_active=None)


class EndOfTest(BaseException):
    """The thread under test never ends by itself."""


class Server:
    """One connection after another; each has its microphones, until `breaks` happens to it."""

    def __init__(self, *connections: tuple[list[str], Exception]) -> None:
        self._connections = list(connections)

    def __call__(self, _name: str, *, connect: bool) -> "Server":
        if not self._connections:
            raise EndOfTest
        self._microphones, self._breaks = self._connections.pop(0)
        return self

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def connect(self, *, timeout: float) -> None:
        if not self._microphones:
            raise self._breaks

    def server_info(self) -> Any:
        return SimpleNamespace(default_source_name="", default_sink_name="")

    def source_list(self) -> list[Any]:
        return [device(name) for name in self._microphones]

    def sink_list(self) -> list[Any]:
        return []

    def event_mask_set(self, *_: str) -> None:
        pass

    def event_callback_set(self, _callback: Callable[[object], None]) -> None:
        pass

    def event_listen(self) -> None:
        raise self._breaks


@pytest.mark.parametrize("breaks", [pulsectl.PulseDisconnected(), pulsectl.PulseOperationFailed("no such entity")])
def test_after_an_error_it_asks_again(monkeypatch: pytest.MonkeyPatch, breaks: Exception) -> None:
    waits: list[float] = []
    told: list[Inventory] = []
    monkeypatch.setattr(pulsectl, "Pulse", Server((["one"], breaks), ([], breaks), (["one", "two"], breaks)))
    monkeypatch.setattr("desktop_assistant.audio.server_list.time.sleep", waits.append)
    with pytest.raises(EndOfTest):
        ServerList(told.append)._watch()
    assert [[one.id for one in inventory.inputs] for inventory in told] == [["one"], ["one", "two"]]
    assert len(waits) == 3
    assert min(waits) >= 1
