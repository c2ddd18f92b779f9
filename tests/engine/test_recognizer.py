"""The recogniser: agreement of grammar and language model, stable live words, and the ear that works ahead."""

import asyncio
import sys
import threading

import numpy as np
import psutil
import pytest

from desktop_assistant.core.audio import Samples
from desktop_assistant.engine.recognizer.agreement import agrees
from desktop_assistant.engine.recognizer.ear import REOPEN_LIMIT_S, Ear
from desktop_assistant.engine.recognizer.pocketsphinx import PocketSphinxRecognizer
from desktop_assistant.engine.recognizer.port import Heard
from desktop_assistant.engine.recognizer.process import RecognizerFailed, RecognizerProcess
from desktop_assistant.engine.recognizer.service import GRAMMAR
from desktop_assistant.engine.recognizer.transcript import StableWords, readable
from desktop_assistant.engine.sound import Resampler, to_pcm16
from desktop_assistant.session.short_words import is_stop
from tests.engine.conftest import say
from tests.rig.disturbances import hum
from tests.rig.voices import noise


@pytest.mark.parametrize(
    ("command", "witness", "believed"),
    [
        ("what's the weather like", "what's the weather like", True),
        ("set the timer for five minutes", "should the timer for five minutes", True),
        ("how many feet in a mile", "how many feet in a michael", True),
        ("what time is it", "the stillness was awful creepy", False),
        ("what is the time in france", "what is the capital of france", False),
        ("tell me a joke please", "tell me about the history of rome", False),
        ("stop", "", False),
        ("", "stop", False),
    ],
)
def test_a_command_is_believed_only_if_the_language_model_agrees(command: str, witness: str, believed: bool) -> None:
    assert agrees(command, witness, lambda word: list(word)) is believed


def test_words_that_may_be_appended_never_have_to_be_taken_back() -> None:
    stable = StableWords()
    hypotheses = [
        "what",
        "what is",
        "what is ten",
        "what is tin kilo",
        "what is ten kilometers",
        "what is ten kilometers in",
        "what is ten kilometers in",
    ]
    deltas = [stable.delta(hypothesis) for hypothesis in hypotheses]
    assert "".join(deltas) == "What is ten kilometers"
    assert deltas[0] == ""


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("what time is it", "What time is it?"), ("i'm here and i wait", "I'm here and I wait"), ("", ""), ("what", "What")],
)
def test_readable(raw: str, shown: str) -> None:
    assert readable(raw) == shown


class Scripted:
    """A recogniser whose words are the number of bytes it got; every call is written down."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.size = 0
        self.gate = threading.Event()
        self.gate.set()

    def begin(self) -> None:
        self.calls.append("begin")
        self.size = 0

    def feed(self, pcm: bytes) -> None:
        self.size += len(pcm)

    def partial(self) -> str:
        return f"about {self.size}"

    def finish(self) -> Heard:
        self.gate.wait(30)
        self.calls.append("finish")
        return Heard(text=str(self.size))

    def close(self) -> None:
        self.calls.append("close")


async def test_the_last_pass_is_done_in_the_pause_and_only_once() -> None:
    scripted = Scripted()
    ear = Ear(lambda: scripted)
    ear.begin()
    ear.feed(bytes(100))
    ear.pause()
    ear.feed(bytes(50))
    assert (await ear.finish()).text == "100"
    assert scripted.calls == ["begin", "finish"]
    ear.close()
    await asyncio.to_thread(ear._thread.shutdown)
    assert scripted.calls[-1] == "close"


@pytest.mark.parametrize("sure", [(), (0,), (1,), (0, 1)])
async def test_after_a_long_beginning_the_words_of_both_parts_are_doubtful_only_together(sure: tuple[int, ...]) -> None:
    """Coughs, for half a minute, are no more of a sentence than one cough is."""
    scripted, parts = Scripted(), iter(range(2))

    def finish() -> Heard:
        number = next(parts)
        return Heard(text=f"part{number}", is_doubtful=number not in sure)

    scripted.finish = finish  # type: ignore[method-assign]
    ear = Ear(lambda: scripted)
    ear.begin()
    ear.feed(bytes(int((REOPEN_LIMIT_S + 1) * 32_000)))
    ear.pause()
    ear.resume()
    ear.feed(bytes(100))
    assert await ear.finish() == Heard(text="part0 part1", is_doubtful=not sure)
    ear.close()
    await asyncio.to_thread(ear._thread.shutdown)


async def test_who_goes_on_after_a_pause_is_heard_from_the_beginning() -> None:
    scripted = Scripted()
    ear = Ear(lambda: scripted)
    ear.begin()
    ear.feed(bytes(100))
    ear.pause()
    ear.feed(bytes(50))
    ear.resume()
    ear.feed(bytes(7))
    assert (await ear.finish()).text == "157"
    ear.close()


async def test_a_long_stretch_stays_closed_and_the_rest_is_added() -> None:
    scripted = Scripted()
    ear = Ear(lambda: scripted)
    ear.begin()
    ear.feed(bytes(160_000))
    ear.pause()
    ear.resume()
    ear.feed(bytes(10))
    assert (await ear.finish()).text == "160000 10"
    ear.close()


async def test_the_next_turn_may_begin_before_the_words_of_the_last_are_there() -> None:
    scripted = Scripted()
    scripted.gate.clear()
    ear = Ear(lambda: scripted)
    ear.begin()
    ear.feed(bytes(100))
    first = asyncio.ensure_future(ear.finish())
    await asyncio.sleep(0)
    ear.begin()
    ear.feed(bytes(3))
    scripted.gate.set()
    assert (await first).text == "100"
    assert (await ear.finish()).text == "3"
    ear.close()


async def test_live_words_come_to_the_loop_and_not_from_a_dropped_turn() -> None:
    heard: list[str] = []
    ear = Ear(Scripted, heard.append)
    ear.begin()
    ear.feed(bytes(100))
    await ear.finish()
    await asyncio.sleep(0)
    assert heard == ["about 100"]
    ear.begin()
    ear.feed(bytes(9))
    ear.drop()
    await asyncio.to_thread(ear._thread.submit(lambda: None).result)
    await asyncio.sleep(0)
    assert heard == ["about 100"]
    ear.close()


async def test_pocketsphinx_in_its_process_hears_and_comes_back_after_a_kill() -> None:
    sound = to_pcm16(Resampler(24_000, 16_000).push(np.pad(await say("What is twelve times seven?"), 7200)))
    recognizer = RecognizerProcess()
    recognizer.begin()
    recognizer.feed(sound)
    assert "seven" in recognizer.partial()
    assert recognizer.finish() == Heard(text="what is twelve times seven", is_command=True)
    psutil.Process(recognizer.pid).kill()
    with pytest.raises(RecognizerFailed):
        recognizer.finish()
    recognizer.begin()
    recognizer.feed(sound)
    assert recognizer.finish().text == "what is twelve times seven"
    recognizer.close()


class Ends:
    """A decoder that counts how often it was asked for the second pass."""

    def __init__(self, decoder: object) -> None:
        self.count = 0
        self._decoder = decoder

    def end_utt(self) -> None:
        self.count += 1
        self._decoder.end_utt()

    def __getattr__(self, name: str) -> object:
        return getattr(self._decoder, name)


async def test_a_command_that_was_heard_while_it_was_spoken_is_not_heard_again() -> None:
    recognizer = PocketSphinxRecognizer(GRAMMAR)
    ends = recognizer._decoder = Ends(recognizer._decoder)
    seen = set()
    for words in ("what time is it", "What is twelve times seven?", "The stillness was awful."):
        recognizer.begin()  # ends what was left open
        ends.count = 0
        recognizer.feed(to_pcm16(Resampler(24_000, 16_000).push(np.pad(await say(words), 7200))))
        live = recognizer.partial()
        was_command = recognizer._grammar.accept(live)
        heard = recognizer.finish()
        assert (ends.count == 0) is was_command
        if was_command:
            assert heard == Heard(text=live, is_command=True)
        seen.add(was_command)
    assert seen == {True, False}


async def test_a_word_that_is_no_command_is_doubtful_and_a_hum_is_a_word() -> None:
    recognizer = PocketSphinxRecognizer(GRAMMAR)

    def heard(sound: Samples) -> Heard:
        recognizer.begin()
        in_a_room = np.pad(sound, 7200) + noise(len(sound) + 2 * 7200, -62)
        recognizer.feed(to_pcm16(Resampler(24_000, 16_000).push(in_a_room)))
        return recognizer.finish()

    london = heard(await say("London"))
    assert london.is_doubtful
    assert not london.is_speech
    assert not heard(await say("stop")).is_doubtful
    assert not heard(await say("The stillness of the place was awful to me.")).is_doubtful
    hums = [heard(hum(np.random.default_rng(seed))) for seed in range(4)]
    assert any(hum.text for hum in hums)
    assert all(hum.is_doubtful and not hum.is_speech for hum in hums if hum.text)


@pytest.mark.parametrize("number", ["two", "ten"])
async def test_a_single_number_is_a_word_and_no_hum(number: str) -> None:
    """Whatever is written: "you", "then". Half a second from before it, as the wire has it."""
    recognizer = PocketSphinxRecognizer(GRAMMAR)
    recognizer.begin()
    sound = await say(number)
    loud = np.nonzero(np.abs(sound) > 0.02 * np.abs(sound).max())[0]
    said = np.pad(sound[loud[0] : loud[-1]], (12_000, 480))
    recognizer.feed(to_pcm16(Resampler(24_000, 16_000).push(said + noise(len(said), -62))))
    heard = recognizer.finish()
    assert heard.text
    assert heard.is_speech
    assert number in (heard.text, *heard.alternatives)


@pytest.mark.parametrize(("word", "is_wish"), [("stop", True), ("hold on", True), ("London", False), ("yes", False)])
async def test_a_wish_for_silence_is_found_though_other_words_are_faintly_heard_before_it(word: str, is_wish: bool) -> None:
    """What is left of the assistant's own, 24 dB lower, of which the language model makes a sentence. Somebody spoke before."""
    recognizer = PocketSphinxRecognizer(GRAMMAR)
    sound, others = await say(word), await say("eight hundred is a lot for a broken one")
    recognizer.begin()
    recognizer.feed(to_pcm16(Resampler(24_000, 16_000).push(others)))
    recognizer.finish()
    recognizer.begin()
    loud = np.nonzero(np.abs(sound) > 0.02 * np.abs(sound).max())[0]
    said = np.pad(sound[loud[0] : loud[-1]], (12_000, 4_800))
    said[:12_000] += others[6_000:18_000] / np.abs(others).max() * np.abs(sound).max() * 10 ** (-24 / 20)
    recognizer.feed(to_pcm16(Resampler(24_000, 16_000).push(said + noise(len(said), -62))))
    heard = recognizer.finish()
    assert any(is_stop(one) for one in (heard.text, *heard.alternatives)) is is_wish


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGSTOP")
async def test_a_recogniser_that_is_alive_but_stuck_is_replaced() -> None:
    sound = to_pcm16(Resampler(24_000, 16_000).push(np.pad(await say("What is twelve times seven?"), 7200)))
    recognizer = RecognizerProcess(answer_within_s=6.0)
    recognizer.begin()
    recognizer.feed(sound)
    stuck = psutil.Process(recognizer.pid)
    stuck.suspend()
    with pytest.raises(RecognizerFailed):
        recognizer.finish()
    assert not stuck.is_running()
    recognizer.begin()
    recognizer.feed(sound)
    assert recognizer.finish().text == "what is twelve times seven"
    psutil.Process(recognizer.pid).suspend()  # and with a full pipe, in the middle of the sound
    with pytest.raises(RecognizerFailed):
        recognizer.feed(sound * 40)
    recognizer.begin()
    recognizer.feed(sound)
    assert recognizer.finish().text == "what is twelve times seven"
    recognizer.close()


def test_a_recogniser_that_cannot_start_is_one_clear_sentence() -> None:
    with pytest.raises(RecognizerFailed, match="could not be started"):
        RecognizerProcess(("/nowhere/recognizer",))
    with pytest.raises(RecognizerFailed, match="while it was starting"):
        RecognizerProcess((sys.executable, "-c", "pass"))
