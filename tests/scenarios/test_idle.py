"""The model speaks up after a long silence: what the silence became on the server is nobody's turn."""

import pytest

from desktop_assistant.core.items import AudioPart, Item, Role
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    IdleTimedOut,
    ItemAdded,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.core.session_config import TalkMode
from tests.scenarios.driver import Driver

SILENCE = Item(id="item_s", role=Role.USER, parts=(AudioPart(),))


@pytest.mark.parametrize("told_first", [True, False])
def test_a_silence_is_not_shown_and_the_words_after_it_are(told_first: bool) -> None:
    driver = Driver(TalkMode.ALWAYS).connect()
    told, committed = IdleTimedOut(item_id="item_s"), UserTurnCommitted(item_id="item_s")
    driver.do(*((told, committed) if told_first else (committed, told)))
    driver.do(ItemAdded(item=SILENCE), UserTranscriptFinal(item_id="item_s", text=""))
    driver.do(ResponseStarted(response_id="r"), AssistantTextDelta(response_id="r", item_id="item_a", text="Still there?"))
    driver.do(ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED))
    assert driver.texts == [("assistant", "Still there?")]
