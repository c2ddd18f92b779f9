# ruff: noqa: E501 - tables read best in one line per row
"""The skills by tables: how people ask, how a recogniser mishears them, and what is answered."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.engine.responder import arithmetic, units
from desktop_assistant.engine.responder.durations import find_duration, named_duration
from desktop_assistant.engine.responder.notes import Notebook
from desktop_assistant.engine.responder.numbers import read_number, said, shown, spelled
from desktop_assistant.engine.responder.port import Ask, Bell, Manner, Message, Piece, Sentence
from desktop_assistant.engine.responder.skills import CANNOT, NOT_CAUGHT, Shelf, SkillResponder, Skills
from desktop_assistant.engine.responder.text import plain
from desktop_assistant.engine.responder.timers import Timer, Timers

START = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)  # a Sunday


class Home:
    """Skills with a clock that stands where the test puts it."""

    def __init__(self, folder: Path) -> None:
        self.now = START
        self.folder = folder
        self.last = ""
        self.timers = Timers(folder / "timers.json", lambda: self.now)
        shelf = Shelf(now=lambda: self.now, timers=self.timers, notebook=Notebook(folder / "notes.json"))
        self.skills = Skills(shelf, lambda: self.last)

    def ask(self, text: str) -> str | None:
        pieces = self.skills.understand(text)
        return None if pieces is None else " ".join(piece.text for piece in pieces if isinstance(piece, Sentence))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


TIME = "It's 6:05 PM."
TODAY = "Today is Sunday, November 22nd, 2026."
MILES = "10 kilometers is 6.21 miles."
FIVE = "Timer set for 5 minutes."
TABLE = {
    TIME: [
        "what time is it", "What's the time?", "What is the time now?", "tell me the time", "time", "the time please", "do you know what time it is",
        "what time is it please", "can you tell me what time it is", "have you got the time", "what is the current time", "hey what time is it",
        "what time is it now", "watt time is it", "what times is it", "want time is it", "what time is that", "what's the time right now",
        "do you have the time", "current time",
    ],
    TODAY: [
        "what day is it", "what's the date", "what is the date today", "what's today's date", "what day is it today", "which day is it", "today",
        "what is todays date", "tell me the date", "what's the day today", "what is today", "date", "what day of the week is it",
    ],
    "Tomorrow will be Monday, November 23rd, 2026.": ["what day is tomorrow", "what's the date tomorrow", "what date is it tomorrow"],
    "Yesterday was Saturday, November 21st, 2026.": ["what day was yesterday", "what was the date yesterday, what day was it yesterday"],
    "In 3 weeks it will be Sunday, December 13th, 2026.": ["what date is it in 3 weeks"],
    "In Tokyo it's 3:05 AM tomorrow.": ["what time is it in Tokyo", "what's the time in tokyo?", "time in tokyo", "what is the time in tokyo right now"],
    "In New York it's 1:05 PM.": ["what time is it in new york", "what's the time in New York now", "what time is it over in new york"],
    "In London it's 6:05 PM.": ["what time is it in London", "what's the current time in london"],
    "It's 2026.": ["what year is it", "which year is it"],
    "It's November 2026.": ["what month is it"],
    "It's week 47 of 2026.": ["what week is it"],
    MILES: [
        "what's ten kilometers in miles", "What is 10 km in miles?", "ten kilometers in miles", "convert ten kilometers to miles", "10 km to miles",
        "how many miles is ten kilometers", "how many miles are in ten kilometers", "how far is ten kilometers in miles", "10km in mi",
        "ten kilometers and miles", "what's ten kilometers an miles", "what is ten kilometers into miles", "want is ten kilometers in miles",
        "what is ten kilometers in smiles", "one is ten kilometers in miles", "please convert 10 kilometers into miles", "10 kilometers as miles",
        "what would 10 kilometers be in miles", "what's ten kilometer's in miles",
    ],
    "10 kilometres is 6.21 miles.": ["what's ten kilometres in miles", "What are 10 kilometres in miles?"],
    "1 mile is 5,280 feet.": ["how many feet in a mile", "how many feet are there in a mile", "how many feet are in one mile", "a mile in feet",
                              "how many feet is a mile", "how many feet in mile", "how many feat in a mile"],
    "20°C is 68°F.": ["what is 20 celsius in fahrenheit", "convert 20 degrees celsius to fahrenheit", "20 c in f", "20°C in °F",
                      "what's twenty degrees centigrade in fahrenheit", "twenty celsius to fahrenheit"],
    "-40°C is -40°F.": ["what is minus 40 celsius in fahrenheit", "-40 c to f", "minus forty degrees celsius in fahrenheit"],
    "70°F is 21.1°C.": ["what is 70 fahrenheit in celsius", "70 degrees in celsius", "seventy degrees fahrenheit to celsius"],
    "5 feet 6 inches is 167.64 centimeters.": ["5 foot 6 in cm", "what is 5 feet 6 inches in centimeters", "five feet and six inches in centimeters"],
    "5 kilograms is 11.02 pounds.": ["5 kg in pounds", "how many pounds are five kilograms", "five kilos in pounds", "convert 5 kilograms to lbs"],
    "100 kilometers per hour is 62.14 miles per hour.": ["100 km/h in mph", "one hundred kilometers per hour in miles per hour", "100 kph to mph"],
    "1 gigabyte is 1,000 megabytes.": ["how many megabytes in a gigabyte", "1 GB in MB"],
    "0.5 hours is 30 minutes.": ["how many minutes in half an hour", "half an hour in minutes"],
    "1 week is 168 hours.": ["how many hours are in a week", "how many hours are there in one week"],
    "2 liters is 0.528 gallons.": ["2 liters in gallons", "how many gallons is two liters"],
    "12 ounces is 340.19 grams.": ["12 oz in grams", "a dozen ounces in grams", "how many grams in twelve ounces"],
    "Kilograms can't be turned into meters.": ["three kilos in meters"],
    "12 × 7 = 84.": [
        "what is twelve times seven", "what's 12 times 7", "12*7", "12 x 7", "12 × 7", "multiply 12 by 7", "twelve multiplied by seven",
        "how much is twelve times seven", "what is 12 times 7 equal to", "calculate twelve times seven", "the product of 12 and 7",
        "what does twelve times seven equal", "what is twelve time seven", "want is twelve times seven", "12 * 7 =", "work out 12 times 7",
        "what is a dozen times seven",
    ],
    "2 + 2 = 4.": ["2+2", "two plus two", "what is two plus to", "what's two plus two?", "add two and two", "the sum of two and two", "2 plus too"],
    "10 − 3 = 7.": ["ten minus three", "10-3", "subtract three from ten", "what's ten take away three", "ten minus tree", "the difference between 10 and 3"],
    "100 ÷ 8 = 12.5.": ["one hundred divided by eight", "100/8", "100 / 8", "divide 100 by 8", "what is a hundred over eight", "one hundred divided by ate",
                        "a hundred divided buy eight"],
    "√16 = 4.": ["what's the square root of sixteen", "square root of 16", "the square root of 16", "what is the square root off sixteen"],
    "√2 ≈ 1.4142.": ["square root of two"],
    "∛27 = 3.": ["cube root of 27"],
    "15% of 80 = 12.": ["what is fifteen percent of eighty", "15% of 80", "fifteen per cent of eighty", "what's 15 percent of 80"],
    "50 − 20% = 40.": ["20 percent off 50", "50 minus 20 percent"],
    "5² = 25.": ["five squared", "what is 5 squared", "5 to the power of 2", "5^2", "5**2"],
    "2 ^ 10 = 1,024.": ["two to the power of ten", "2^10", "2 raised to 10"],
    "Half of 30 = 15.": ["half of thirty", "what is half of 30", "what's half of thirty"],
    "A third of 90 = 30.": ["a third of ninety"],
    "(3 + 4) × 5 = 35.": ["(3+4)*5"],
    "3 + 4 × 5 = 23.": ["3 + 4 * 5", "three plus four times five"],
    "250 + 17.5 = 267.5.": ["two hundred and fifty plus seventeen point five", "250 + 17.5"],
    "5! = 120.": ["five factorial", "what is 5 factorial"],
    "Nothing can be divided by zero.": ["ten divided by zero", "1/0"],
    "A negative number has no real square root.": ["square root of minus four"],
    FIVE: [
        "set a timer for five minutes", "set a five minute timer", "timer five minutes", "start a timer for five minutes", "set timer for 5 minutes",
        "said a timer for five minutes", "should a timer for five minutes", "set the timer for five minutes", "set a time or for five minutes",
        "set a tamer for five minutes", "set a timer for five minuets", "five minute timer", "timer for 5 min", "please set a timer for five minutes",
        "can you set a timer for 5 minutes please", "set another timer for five minutes", "set a timer four five minutes", "start a 5-minute timer",
        "i need a timer for five minutes", "create a timer of five minutes", "wake me in five minutes",
    ],
    "Timer set for 1 hour and 30 minutes.": ["set a timer for an hour and a half", "set a timer for one and a half hours", "timer for 90 minutes",
                                             "set a timer for one hour and thirty minutes"],
    "Timer set for 30 seconds.": ["set a timer for half a minute", "set a 30 second timer", "start a timer for thirty seconds"],
    "Pasta timer set for 8 minutes.": ["set a pasta timer for 8 minutes", "start the pasta timer for eight minutes"],
    "For how long?": ["set a timer", "start a timer", "timer"],
    "There is no timer running.": ["cancel the timer", "how much time is left", "stop the timer", "what timers are running", "cancel all timers"],
    "I'll remind you to check the oven in 10 minutes.": ["remind me in ten minutes to check the oven", "remind me to check the oven in 10 minutes",
                                                         "set a reminder to check the oven in ten minutes"],
    "I'll remind you to call mum at 7:00 PM.": ["remind me to call mum at 7 pm", "remind me at seven p.m. to call mum"],
    "Alarm set for 7:30 PM.": ["set an alarm for seven thirty", "set an alarm for 7:30", "set an alarm for 7:30 pm", "wake me up at seven thirty pm"],
    "Alarm set for 6:00 AM tomorrow.": ["set an alarm for 6 am", "set an alarm for six a.m. tomorrow", "wake me at 6 am"],
    "Noted: buy milk.": ["take a note buy milk", "note buy milk", "make a note to buy milk", "write down buy milk", "note down: buy milk",
                         "take a note that says buy milk"],
    "You have no notes.": ["read my notes", "what are my notes", "show me my notes", "delete the last note", "delete all notes", "do i have any notes"],
    "Added milk and eggs to your shopping list.": ["add milk and eggs to my shopping list", "put milk and eggs on the shopping list",
                                                   "add milk and eggs to the list"],
    "Your shopping list is empty.": ["what's on my shopping list", "read my shopping list", "clear my shopping list"],
    "I haven't said anything yet.": ["repeat", "repeat that", "say that again", "what did you say", "can you repeat that", "pardon"],
    "I'll speak more slowly.": ["slower", "speak slower", "speak more slowly please", "slow down", "you're too fast"],
    "I'll speak faster.": ["faster", "speak faster", "speed up"],
    "I'll speak louder.": ["louder", "speak louder please", "speak up", "can you speak louder"],
    "I'll speak more softly.": ["quieter", "speak more quietly", "too loud", "softer please"],
    "Hello! What can I do for you?": ["hello", "hi", "good morning", "hey there", "Hello!", "hello world"],
    "You're welcome.": ["thank you", "thanks", "thank you very much", "thanks a lot"],
    "Goodbye.": ["goodbye", "bye", "good night"],
    "": ["stop", "be quiet", "shut up", "never mind", "enough", "Stop!", "stop talking", "quiet please", "okay stop", "cancel", "be quite"],
}  # fmt: skip
NOT_OURS = [
    "what's the weather like", "who is the president of france", "what is the meaning of life", "go forward ten meters",
    "the child almost hurt the small dog", "no one who is himself honest will doubt my being so", "yes", "seven", "what is seven",
    "how many days until christmas", "tell me about the history of rome", "i have none i said happily", "sunday is the best part of the week",
    "drop the two when you add the figures", "you didn't want to come", "what is the capital of france", "the stillness was awful",
    "two nine three four zero", "who wrote hamlet", "play some music", "times are changing", "one two three",
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer"), [(q, answer) for answer, questions in TABLE.items() for q in questions])
def test_how_people_ask(home: Home, question: str, answer: str) -> None:
    assert home.ask(question) == answer


@pytest.mark.parametrize("question", NOT_OURS)
def test_what_is_not_understood_is_not_answered_at_random(home: Home, question: str) -> None:
    assert home.ask(question) is None


# --- conversation state -------------------------------------------------------------------------------------------------
def test_a_timer_is_asked_for_in_two_steps(home: Home) -> None:
    assert home.ask("set a timer") == "For how long?"
    assert home.ask("ten minutes") == "Timer set for 10 minutes."
    assert home.ask("ten minutes") is None


def test_timers_are_listed_and_cancelled_by_what_they_are_called(home: Home) -> None:
    home.ask("set a timer for ten minutes")
    home.ask("set a pasta timer for 8 minutes")
    home.ask("remind me to call mum at 7 pm")
    home.now += timedelta(minutes=2)
    assert (
        home.ask("what timers are running")
        == "2 are running: 8 minute pasta timer, 6 minutes left, 10 minute timer, 8 minutes left."
    )
    assert home.ask("cancel the timer") == "There are 2: 8 minute pasta timer and 10 minute timer. Say which one, or: cancel all."
    assert home.ask("cancel the pasta timer") == "Your 8 minute pasta timer is cancelled."
    assert home.ask("how much time is left on my timer") == "Your 10 minute timer has 8 minutes left."
    assert home.ask("cancel all timers") == "Your 10 minute timer is cancelled."
    assert home.ask("list my reminders") == "Your reminder to call mum is in 53 minutes."
    assert home.ask("cancel my reminders") == "Your reminder to call mum is cancelled."


def test_timers_survive_a_restart_and_say_how_late_they_are(home: Home) -> None:
    home.ask("set a five minute timer")
    again = Home(home.folder)
    (timer,) = again.timers.running
    assert timer.length_s == 300
    again.now = START + timedelta(minutes=8)
    assert again.timers.announcement(timer).text == "Your 5 minute timer is done. It was due 3 minutes ago."


async def test_a_due_timer_rings_once(home: Home) -> None:
    rung: list[Timer] = []

    async def ring(timer: Timer) -> None:
        rung.append(timer)

    home.ask("set a timer for five minutes")
    home.now += timedelta(minutes=5)
    watching = asyncio.create_task(home.timers.watch(ring))
    async with asyncio.timeout(30):
        while home.timers.running:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0)
    watching.cancel()
    assert [timer.length_s for timer in rung] == [300]
    assert Home(home.folder).timers.running == []


async def test_a_timer_that_nobody_was_there_to_hear_rings_at_the_next_start(home: Home) -> None:
    nobody = asyncio.Event()

    async def ring(timer: Timer) -> None:
        nobody.set()
        await asyncio.Event().wait()

    home.ask("set a timer for five minutes")
    home.now += timedelta(minutes=5)
    watching = asyncio.create_task(home.timers.watch(ring))
    await asyncio.wait_for(nobody.wait(), 30)
    watching.cancel()
    assert [timer.length_s for timer in Home(home.folder).timers.running] == [300]


@pytest.mark.expects_logs("could not be saved")
def test_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    home = Home(tmp_path / "gone")
    assert (
        home.ask("set a timer for 5 minutes") == f"{FIVE} But it could not be saved on the disk; it lasts until the program ends."
    )
    lost = "But your notes could not be saved on the disk; they last until the program ends."
    assert home.ask("note buy milk") == f"Noted: buy milk. {lost}"
    assert home.ask("read my notes") == f"You have 1 note: Buy milk. {lost}"
    home.folder.mkdir()
    assert home.ask("note call Bob") == "Noted: call Bob."
    assert Home(home.folder).ask("read my notes") == "You have 2 notes. 1: Buy milk. 2: Call Bob."


@pytest.mark.expects_logs("could not be read")
@pytest.mark.parametrize(
    "content",
    ["", "{", "[1]", '[{"due": "x", "sideways": 1}]', '[{"due": "x", "length_s": 1, "label": "", "is_reminder": false}]'],
)
def test_a_broken_file_starts_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / "timers.json").write_text(content)
    (tmp_path / "notes.json").write_text(content)
    home = Home(tmp_path)
    assert home.timers.running == []
    assert home.ask("read my notes") == "You have no notes."
    assert (tmp_path / "notes.unreadable").read_text() == content


def test_notes_are_kept_read_and_deleted_after_asking(home: Home) -> None:
    home.ask("Note that the Wi-Fi password is Hunter2")
    assert home.ask("make a note") == "What should I write down?"
    assert home.ask("Call Bob back") == "Noted: Call Bob back."
    home.ask("note buy milk")
    again = Home(home.folder)
    assert again.ask("read my notes") == "You have 3 notes. 1: The Wi-Fi password is Hunter2. 2: Call Bob back. 3: Buy milk."
    assert again.ask("delete note two") == "Deleted: Call Bob back."
    assert again.ask("delete all notes") == "Delete all 2 notes? Say yes or no."
    assert again.ask("no") == "Nothing was deleted."
    assert again.ask("delete all notes") == "Delete all 2 notes? Say yes or no."
    assert again.ask("yes") == "All notes are deleted."
    assert again.ask("yes") is None


def test_a_question_instead_of_a_confirmation_deletes_nothing(home: Home) -> None:
    home.ask("add milk and eggs to my shopping list")
    assert home.ask("clear my shopping list") == "Delete all 2 entries of your shopping list? Say yes or no."
    assert home.ask("what time is it") == TIME
    assert home.ask("yes") is None
    assert home.ask("what's on my shopping list") == "On your shopping list: milk and eggs."
    assert home.ask("remove milk from my shopping list") == "Removed milk from your shopping list."


def test_repeat_and_manner(home: Home) -> None:
    home.last = "10 kilometers is 6.21 miles."
    assert home.ask("say that again") == home.last
    assert home.skills.understand("slower") == [Manner(speed=0.8), Sentence(text="I'll speak more slowly.")]
    assert home.skills.understand("speak at normal speed") == [Manner(speed=0.0, gain=0.0), Sentence(text="Back to normal.")]


async def collected(home: Home, *messages: Message, had_voice: bool = True) -> list[Piece]:
    ask = Ask(history=messages, had_voice=had_voice)
    return [piece async for piece in SkillResponder(home.skills).answer(ask)]


async def test_what_it_cannot_answer_it_says_in_one_sentence_with_the_ways_out(home: Home) -> None:
    assert await collected(home, Message(role="user", text="Who wrote Hamlet?")) == [Sentence(text=CANNOT)]
    assert "key" in CANNOT
    assert "chat server" in CANNOT
    assert CANNOT.count(".") == 1


async def test_real_speech_that_was_not_recognised_is_said_so_and_silence_is_not_answered(home: Home) -> None:
    assert await collected(home, Message(role="user")) == [Sentence(text=NOT_CAUGHT)]
    assert await collected(home, Message(role="user"), had_voice=False) == []
    assert Bell() not in await collected(home, Message(role="user", text="hello"))


async def test_a_question_with_a_long_pause_in_it_is_joined(home: Home) -> None:
    halves = (Message(role="user", text="What's ten kilometers"), Message(role="user", text="in miles?"))
    assert await collected(home, *halves) == [Sentence(text=MILES, speech=MILES)]


# --- numbers, units, durations ------------------------------------------------------------------------------------------
@given(st.integers(0, 999_999))
def test_every_whole_number_is_read_back_from_its_words(value: int) -> None:
    words = spelled(value).split()
    assert read_number(words) == (Decimal(value), len(words))


@given(st.integers(0, 99), st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_decimals_are_read_digit_by_digit(whole: int, digits: list[int]) -> None:
    words = f"{spelled(whole)} point {' '.join(spelled(d) for d in digits)}".split()
    assert read_number(words) == (Decimal(f"{whole}.{''.join(map(str, digits))}"), len(words))


@given(st.decimals(-(10**12), 10**12, places=2))
def test_shown_numbers_are_close_and_typed_back(value: Decimal) -> None:
    text = shown(value)
    assert abs(Decimal(text.replace(",", "")) - value) <= Decimal("0.005")
    assert "," not in said(text)


@given(st.text(max_size=60))
def test_no_text_breaks_any_skill(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    home = Home(tmp_path_factory.mktemp("any"))
    home.ask(text)


WORDS = "what is how many in a timer for five ten minutes and half of the square root times plus minus to kilometers miles point " \
        "percent note delete all hundred thousand at alarm o'clock remind me cancel repeat 7 3.5 ( ) ^ / % tomorrow list"  # fmt: skip


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join))
def test_no_mixture_of_command_words_breaks_any_skill(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    Home(tmp_path_factory.mktemp("mixture")).ask(text)


LINEAR = sorted(
    {unit.many: unit for unit in units.UNITS.values() if unit.kind != "temperature"}.values(), key=lambda unit: unit.many
)


@given(st.sampled_from(LINEAR), st.sampled_from(LINEAR), st.integers(1, 9999))
def test_conversions_there_and_back(a: units.Unit, b: units.Unit, value: int) -> None:
    if a.kind != b.kind or a is b:
        return
    there = units.answer(plain(f"what is {value} {a.many} in {b.many}"))
    assert there is not None
    number = re.match(r"[\d.]+(?: × 10\^-?\d+)?", there.text.split(" is ")[1].replace(",", ""))
    assert number, there.text
    mantissa, _, power = number[0].partition(" × 10^")
    result = Decimal(mantissa) * Decimal(10) ** int(power or 0)
    expected = value * a.factor / b.factor
    assert abs(result - expected) <= max(Decimal("0.005"), abs(expected) * Decimal("0.005"))


@given(st.integers(1, 300_000))
def test_durations_there_and_back(seconds: int) -> None:
    named = named_duration(seconds)
    found = find_duration(named)
    assert found is not None
    assert found[0] <= seconds < found[0] + 86_400
    if seconds < 3600:
        assert found[0] == seconds


@given(st.integers(-999, 999), st.sampled_from(["+", "-", "*", "/"]), st.integers(1, 999))
def test_sums_are_right(a: int, sign: str, b: int) -> None:
    answer = arithmetic.answer(plain(f"{a} {sign} {b}"))
    assert answer is not None
    expected = {"+": a + b, "-": a - b, "*": a * b, "/": a / b}[sign]
    result = re.split(r" [=≈] ", answer.text)[1].rstrip(".").replace(",", "")
    assert float(result) == pytest.approx(expected, rel=0.005, abs=0.00006)
