"""Some servers say that an answer is over only when they think that it was heard out, long after its last piece."""

from desktop_assistant.core.local_events import PlaybackAdvanced
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.server_events import AudioDelta, ResponseFinished, ResponseStarted, ResponseStatus
from tests.scenarios.driver import Driver, pcm


def long_answer(seconds: float) -> Driver:
    driver = Driver().connect()
    driver.do(ResponseStarted(response_id="r"), AudioDelta(response_id="r", item_id="item_a", audio=pcm(seconds * 1000)))
    return driver


def test_while_it_is_heard_nobody_waits_for_its_end() -> None:
    driver = long_answer(150)
    for second in range(1, 150):
        driver.wait(1)
        driver.do(PlaybackAdvanced(item_id="item_a", content_index=0, played_ms=second * 1000))
        assert driver.problems == []
    assert driver.do(ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED))
    assert driver.problems == []


def test_a_minute_after_it_was_heard_an_end_that_does_not_come_is_a_failure() -> None:
    driver = long_answer(5)
    driver.do(PlaybackAdvanced(item_id="item_a", content_index=0, played_ms=5000))
    driver.wait(90)
    assert driver.problems == [ProblemCode.PROVIDER_FAILED]


def test_a_loudspeaker_that_stands_still_delays_nothing() -> None:
    driver = long_answer(150)
    driver.wait(90)
    assert driver.problems == [ProblemCode.PROVIDER_FAILED]
