"""The assistant never hears itself, and always stops for a person: rooms, people and disturbances in stream time.

What `tests/bench/echo.py` and `barge_in.py` measure at length, with tolerances. The everyday part takes a quarter of a minute;
the rest is marked slow.
"""

from collections.abc import Callable

import numpy as np
import pytest

from desktop_assistant.audio.vad import SileroVad
from desktop_assistant.core.audio import INTERNAL_RATE, AudioSetup, Samples
from tests.bench.barge_in import WORDS_TAIL_MS, stops_of
from tests.bench.echo import summed
from tests.rig.air import Acoustics
from tests.rig.cancellers import Plain
from tests.rig.dictation import FOREIGN, Dictation, lost_words
from tests.rig.disturbances import Disturbance, babble, backchannel, coughs, keyboard, music
from tests.rig.in_a_row import interrupt_in_a_row
from tests.rig.interrupting import prepared
from tests.rig.room import MODEL, SimulatedRoom, power, timeline
from tests.rig.rooms import GRID, TROUBLES, alone
from tests.rig.speech import SpeechLibrary
from tests.rig.thinking import RememberingRecognizer
from tests.rig.voices import USER_DB, assistant_voice, at_level, load, noise, onset, people, without_pauses
from tests.rig.writing import Writer

EVERYDAY = ("80 ms -6 dB", "400 ms +0 dB", "200 ms -12 dB", "+200 ppm")
BY_NAME = {room.name: room for room in GRID + TROUBLES}
WORDS = ("stop", "no", "wait", "hey")
"""By espeak: flite's "hey" has only 130 ms of voice, as much as a cough has; it holds the assistant and does not stop it."""
PEOPLE = ("ps_goforward", "az_weather", "sb_spk1_snt1", "lk_hello_world")


@pytest.fixture(scope="module")
def vad() -> SileroVad:
    return SileroVad(MODEL)


@pytest.fixture(scope="module")
def speech_library(tmp_path_factory: pytest.TempPathFactory) -> SpeechLibrary:
    return SpeechLibrary.find(tmp_path_factory.mktemp("speech"))


@pytest.fixture(scope="module")
def voice(speech_library: SpeechLibrary) -> Samples:
    """The assistant's: recordings where they are, a synthesized voice otherwise."""
    if speech_library.recordings is not None:
        return assistant_voice(speech_library)
    text = "The quick brown fox jumps over the lazy dog, and then it tells you everything about the weather of next week."
    return at_level(load(speech_library.spoken(text).path), -23)


def interrupted(
    vad: SileroVad, voice: Samples, said: Samples, acoustics: Acoustics, at_s: float = 5.0, setup: AudioSetup | None = None
) -> SimulatedRoom:
    """Somebody says it once, over the assistant."""
    room = SimulatedRoom(acoustics, timeline([(at_s, said)], noise(INTERNAL_RATE * 7, -62)), vad=vad, setup=setup)
    room.speak(voice)
    room.run(at_s + len(said) / INTERNAL_RATE + 1.0)
    return room


@pytest.mark.parametrize("name", EVERYDAY)
def test_it_does_not_interrupt_itself(vad: SileroVad, voice: Samples, name: str) -> None:
    run = alone(BY_NAME[name], voice, 15.0, 1, vad)
    assert run.interruptions == 0
    assert run.holds <= 12
    before, after = np.array(run.taken_out).sum(0)
    assert before / after > 10**1.5  # 15 dB at least, holds and all; the bench has the figures


@pytest.mark.slow
def test_it_does_not_interrupt_itself_in_any_room(vad: SileroVad, voice: Samples) -> None:
    """Every third of the bench: delays to 700 ms, gains to +6 dB, drifting clocks, an overdriven loudspeaker, one that moves."""
    figures = summed([alone(room, voice, 20.0, number, vad) for number, room in enumerate((GRID + TROUBLES)[::3])])
    assert figures["self_interruptions"] == 0
    assert figures["half_duplex_share"] == 0
    assert figures["erle_db"]["median"] >= 35
    assert alone(BY_NAME["200 ms -12 dB"], voice, 20.0, 0, vad, Plain()).interruptions > 3


def test_an_emptied_loudspeaker_that_begins_late_is_followed(vad: SileroVad, voice: Samples) -> None:
    """Each hold moves the echo by up to 25 ms; what the canceller knows must survive that."""
    click = (noise(960, -14) * np.exp(-np.arange(960) / 300)).astype(np.float32)
    clicks = [(5.0 + 1.7 * number, click) for number in range(4)]
    room = SimulatedRoom(Acoustics(), timeline(clicks, noise(INTERNAL_RATE * 7, -62)), vad=vad)
    room.speak(voice)
    room.run(14)
    assert room.holds >= 1
    assert room.heard.confirmed == []
    end = len(room.tape.echo)
    spoken = [step for step in range(end - 200, end) if room.tape.echo[step] > 1e-5 and room.tape.before[step] > 0]
    before, after = (sum(track[step] for step in spoken) for track in (room.tape.before, room.tape.after))
    assert before / after > 10**1.5


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_stops_it(vad: SileroVad, voice: Samples, speech_library: SpeechLibrary, name: str) -> None:
    try:
        clip = speech_library.clip(name)
    except KeyError:
        pytest.skip("no such recording")
    said = at_level(load(clip.path), USER_DB)
    room = interrupted(vad, voice, said, Acoustics())
    begins_ms = 5000 + onset(said) * 1000 / INTERNAL_RATE
    assert room.heard.confirmed
    assert begins_ms - 300 < room.heard.confirmed[0] < begins_ms + 700


@pytest.mark.slow
def test_who_interrupts_it_after_others_is_noticed_as_soon(vad: SileroVad, voice: Samples, speech_library: SpeechLibrary) -> None:
    """What it has learnt survives that it begins again each time, its device late by another time."""
    said = prepared([clip for clip in people(speech_library) if "dB" not in clip.path.stem][::2])
    if not said:
        pytest.skip("the recordings are not here")
    found = interrupt_in_a_row(said, without_pauses(voice), vad, seed=1)
    assert [one.name for one in found if one.confirmed_ms is None] == []
    late = [one.duck_ms for one in found if one.duck_ms is not None]
    assert np.median(late) <= 35
    assert np.percentile(late, 90) <= 60


@pytest.mark.slow
def test_hardly_a_word_is_lost_to_the_echo(vad: SileroVad, voice: Samples, speech_library: SpeechLibrary) -> None:
    clips = [clip for clip in people(speech_library) if clip.path.stem not in FOREIGN and "dB" not in clip.path.stem][::4]
    if not clips:
        pytest.skip("the recordings are not here")
    dictation = Dictation(clips, voice, vad)
    quiet = [dictation.understood(gain_db=None, talks=False, seed=seed) for seed in range(3)]
    sure = [frozenset.intersection(*heard) for heard in zip(*quiet, strict=True)]
    lost = lost_words(sure, dictation.understood(gain_db=-6.0))["lost"]
    assert (said := sum(len(words) for words in sure)) >= 50
    assert lost <= 0.05 * said


@pytest.mark.parametrize("word", WORDS)
def test_a_single_word_stops_it(vad: SileroVad, voice: Samples, speech_library: SpeechLibrary, word: str) -> None:
    said = at_level(load(speech_library.spoken(word, voice="espeak").path), USER_DB)
    assert interrupted(vad, voice, said, Acoustics()).heard.confirmed


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_stops_it_where_words_follow(vad: SileroVad, voice: Samples, speech_library: SpeechLibrary, name: str) -> None:
    """What is more than a word is known by its sound there too, and nothing is heard of the assistant meanwhile."""
    try:
        clip = speech_library.clip(name)
    except KeyError:
        pytest.skip("no such recording")
    said = at_level(load(clip.path), USER_DB)
    room = interrupted(vad, voice, said, Acoustics(), setup=AudioSetup(words_follow=True))
    begins_ms = 5000 + onset(said) * 1000 / INTERNAL_RATE
    assert room.heard.confirmed
    assert begins_ms < room.heard.confirmed[0] < begins_ms + 1000
    sounds = [10 * step for step, frame in enumerate(room.loudspeaker) if power(frame) > 1e-6]
    assert max(at for at in sounds if at < room.heard.confirmed[0]) < begins_ms + 150


@pytest.mark.parametrize("said", ["uh huh", "[[m:h'm:]]"])
def test_who_listens_does_not_stop_it_where_words_follow(
    vad: SileroVad, voice: Samples, speech_library: SpeechLibrary, said: str
) -> None:
    sound = at_level(load(speech_library.spoken(said, voice="espeak").path), USER_DB)
    room = interrupted(vad, voice, sound, Acoustics(), setup=AudioSetup(words_follow=True))
    assert room.heard.confirmed == []
    assert room.holds >= 1


def test_who_is_far_away_is_not_sent_while_the_assistant_speaks(
    vad: SileroVad, voice: Samples, speech_library: SpeechLibrary
) -> None:
    """Once the program has heard how loud its user is. With headphones: an echo that nobody has taken out yet counts as near."""
    question = at_level(load(speech_library.spoken("What is the weather like tomorrow in Paris?").path), USER_DB)
    distant = at_level(load(speech_library.spoken("I would like another cup of coffee").path), USER_DB - 15)
    begins_s = len(question) / INTERNAL_RATE + 4
    room = SimulatedRoom(
        Acoustics(gain_db=None), timeline([(0.5, question), (begins_s + 5, distant)], noise(INTERNAL_RATE * 7, -62)), vad=vad,
        setup=AudioSetup(words_follow=True),
    )  # fmt: skip
    room.run(begins_s)
    assert room.heard.confirmed
    asked = len(room.heard.sent)
    room.speak(voice)
    room.run(10)
    assert room.heard.started, "the test has nobody in it"
    assert room.heard.sent[asked:] == []


@pytest.mark.slow
@pytest.mark.parametrize("word", ["stop", "wait"])
@pytest.mark.parametrize("speaker", ["flite", "espeak"])
def test_a_spoken_stop_stops_it_where_words_follow(
    vad: SileroVad, voice: Samples, speech_library: SpeechLibrary, word: str, speaker: str
) -> None:
    """By its sound, or once the local engine has made out what it was."""
    said = at_level(load(speech_library.spoken(word, voice=speaker).path), USER_DB)
    people = timeline([(12.0, said)], noise(INTERNAL_RATE * 7, -62))
    writer = Writer(RememberingRecognizer())
    setup = AudioSetup(words_follow=True, gate_tail_ms=WORDS_TAIL_MS)
    room = SimulatedRoom(Acoustics(), people, vad=vad, setup=setup, writer=writer)
    room.speak(voice)
    room.run(12.0)
    assert stops_of(room) == []
    room.run(4.0)
    assert stops_of(room)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["keyboard", "music", "cough", "backchannel", "babble"])
def test_what_is_no_interruption_does_not_stop_it(
    vad: SileroVad, voice: Samples, speech_library: SpeechLibrary, kind: str
) -> None:
    clips = [clip for clip in people(speech_library) if "dB" not in clip.path.stem][::5]
    if kind == "babble" and not clips:
        pytest.skip("the recordings are not here")
    kinds: dict[str, Callable[[], Disturbance]] = {
        "keyboard": lambda: keyboard,
        "music": lambda: music,
        "cough": lambda: coughs,
        "backchannel": lambda: backchannel(speech_library),
        "babble": lambda: babble(clips),
    }
    question = at_level(load(speech_library.spoken("What is the weather like tomorrow in Paris?").path), USER_DB)
    begins_s = len(question) / INTERNAL_RATE + 1.5
    sounds = timeline([(0.0, question), (begins_s, kinds[kind]()(60.0, 2))], noise(INTERNAL_RATE * 7, -62))
    room = SimulatedRoom(Acoustics(), sounds, vad=vad, setup=AudioSetup(words_follow=True))
    room.run(begins_s)
    asked = len(room.heard.confirmed)
    room.speak(voice)
    room.run(60)
    assert room.heard.confirmed[asked:] == []
    assert not room.canceller.is_deaf
