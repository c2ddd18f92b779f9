from pathlib import Path

import pytest

from desktop_assistant.engine import house as house_module
from desktop_assistant.engine.house import House, Settings
from desktop_assistant.engine.recognizer.ear import Ear
from desktop_assistant.engine.recognizer.port import Recognizer
from desktop_assistant.engine.recognizer.process import RecognizerFailed


async def test_an_ear_whose_model_did_not_load_is_not_handed_to_the_next_client(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Recognizer:
        raise RecognizerFailed("no memory")

    monkeypatch.setattr(house_module, "load_recognizer", fail)
    house = House(tmp_path, Settings())
    deaf = house._new_ear()
    with pytest.raises(RecognizerFailed):
        await deaf.ready()
    house._release_ear(deaf)
    fresh: Ear = house._new_ear()
    assert fresh is not deaf
    house._release_ear(fresh)
    await house.aclose()
