"""What tells a person who says something from a cough, a hum or a note: made sounds, and what holds for whatever is heard."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import lfilter

from desktop_assistant.audio.evidence import Evidence, Heard, shape_of
from desktop_assistant.audio.gate import GateRules
from desktop_assistant.audio.ports import VAD_RATE, VAD_WINDOW, VAD_WINDOW_MS
from desktop_assistant.core.audio import Samples

RULES = GateRules()
AH, EE, OO, MM = (700.0, 1200.0), (300.0, 2300.0), (320.0, 800.0), (260.0,)


def voiced(formants_hz: tuple[float, ...], windows: int, pitch: float = 120.0, gain: float = 1.0) -> list[Samples]:
    """A voice through a tract that holds still."""
    count = windows * VAD_WINDOW
    source = np.diff(np.floor(np.arange(count + 1) * pitch / VAD_RATE))
    sound = lfilter([1.0], [1.0, -1.8, 0.81], source) if formants_hz is MM else lfilter([1.0], [1.0, -0.95], source)
    for hz in formants_hz:
        radius, angle = np.exp(-np.pi * 90 / VAD_RATE), 2 * np.pi * hz / VAD_RATE
        sound = lfilter([1.0], [1.0, -2 * radius * np.cos(angle), radius**2], sound)
    sound *= gain * 0.05 / np.sqrt(np.square(sound).mean())
    return list(sound.astype(np.float32).reshape(-1, VAD_WINDOW))


def heard(windows: list[Samples], probability: float = 0.97, evidence: Evidence | None = None) -> Evidence:
    evidence = evidence or Evidence()
    for window in windows:
        evidence.add(Heard(probability, shape_of(window)))
    return evidence


@pytest.mark.parametrize(
    ("said", "is_word"),
    [
        (voiced(AH, 5) + voiced(EE, 6), True),
        (voiced(AH, 6) + voiced(OO, 5), True),
        (voiced(MM, 4) + voiced(AH, 8), True),
        (voiced(AH, 11), False),
        (voiced(AH, 6) + voiced(AH, 6, pitch=150.0), False),
        (voiced(MM, 5) + voiced(MM, 8, pitch=150.0), False),
        (voiced(AH, 2) + voiced(EE, 2), False),
    ],
    ids=["eye", "ow", "ma", "ah", "ah-ah", "mm-mm", "a tenth of a second"],
)
def test_words_are_told_from_what_listeners_say(said: list[Samples], is_word: bool) -> None:
    assert heard(said).is_enough(RULES.word, RULES.voice_ms) is is_word


@pytest.mark.parametrize(
    ("said", "is_hum"),
    [(voiced(MM, 8), True), (voiced(MM, 3), False), (voiced(AH, 8), False), (voiced(MM, 8) + voiced(AH, 4), False), ([], False)],
    ids=["mm", "a moment", "ah", "ma", "nothing"],
)
def test_only_a_voice_through_a_closed_mouth_from_beginning_to_end_is_a_hum(said: list[Samples], is_hum: bool) -> None:
    assert heard(said).is_hum is is_hum


@pytest.mark.parametrize("formants", [AH, MM], ids=["ah", "mm"])
def test_nobody_hums_along_for_a_second(formants: tuple[float, ...]) -> None:
    assert not heard(voiced(formants, 20)).is_enough(RULES.word, RULES.voice_ms)
    assert heard(voiced(formants, 36)).is_enough(RULES.word, RULES.voice_ms)


def test_what_is_left_of_an_echo_makes_no_word_of_a_hum() -> None:
    """The first windows of a hold are the assistant's own, only weaker."""
    echo = voiced(AH, 2, gain=0.3) + voiced(EE, 2, gain=0.3)
    assert not heard(echo + voiced(MM, 12)).is_enough(RULES.word, RULES.voice_ms)


def test_coughs_in_a_row_do_not_add_up() -> None:
    evidence = Evidence()
    cough = [Heard(0.9, shape_of(window)) for window in voiced(AH, 2) + voiced(EE, 2)] + [Heard(0.1)] * 8
    for one in cough * 20:
        evidence.add(one)
        assert not evidence.is_enough(RULES.word, RULES.voice_ms)


def test_who_is_farther_away_has_to_say_more() -> None:
    near, far = Evidence(), Evidence()
    for _ in range(30):
        near.add(Heard(0.97))
        far.add(Heard(0.97, nearness=0.25))
    assert far.ms == pytest.approx(0.25 * near.ms, rel=0.01)


def test_what_speaks_against_a_voice_does_so_from_afar_too() -> None:
    evidence = heard(voiced(AH, 8))
    before = evidence.ms
    evidence.add(Heard(0.0, nearness=0.0))
    assert evidence.ms < before


def test_a_voice_that_is_no_louder_than_the_room_is_hardly_any_evidence() -> None:
    evidence = Evidence()
    for _ in range(200):
        evidence.add(Heard(0.0, is_weak=True))
    assert evidence.ms == 0


@pytest.mark.parametrize("gain", [1.0, 0.1, 0.01])
def test_loudness_is_no_matter(gain: float) -> None:
    loud, soft = (heard(voiced(AH, 5, gain=g) + voiced(EE, 5, gain=g)) for g in (1.0, gain))
    assert soft.articulation_db == pytest.approx(loud.articulation_db, abs=0.3)


def test_credit_fades() -> None:
    evidence = heard(voiced(AH, 10))
    assert evidence.next_voice(0).ms > evidence.next_voice(500).ms > evidence.next_voice(3000).ms > 0
    assert evidence.next_voice(0).ms <= 0.5 * evidence.ms
    assert Evidence().next_voice(0).ms == 0


def test_a_hum_after_a_word_is_not_all_that_was_heard() -> None:
    hum = voiced(MM, 8)
    after_hum, after_word = (heard(hum, evidence=heard(before).next_word(300)) for before in (hum, voiced(AH, 8)))
    assert (after_hum.is_hum, after_hum.is_all_hum) == (True, True)
    assert (after_word.is_hum, after_word.is_all_hum) == (True, False)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=120))
def test_it_is_never_worth_more_than_was_heard(windows: list[tuple[float, bool]]) -> None:
    evidence = Evidence()
    for count, (probability, is_weak) in enumerate(windows, 1):
        before = evidence.ms
        evidence.add(Heard(probability, is_weak=is_weak))
        assert 0 <= evidence.ms <= count * VAD_WINDOW_MS
        assert evidence.ms <= before + VAD_WINDOW_MS
        assert evidence.articulation_db == 0


@given(st.floats(0.86, 1.0))
def test_who_goes_on_is_always_confirmed(probability: float) -> None:
    """Whispered, creaky, sung on one note: whatever the detector is sure of for a second and a bit."""
    evidence = Evidence()
    for _ in range(36):
        evidence.add(Heard(probability))
    assert evidence.is_enough(RULES.word, RULES.voice_ms)


def test_of_a_sound_that_goes_on_for_minutes_only_the_last_seconds_count() -> None:
    """Music that is half a voice may be followed for as long as an answer lasts."""
    evidence = Evidence()
    for window in (voiced(AH, 10) + voiced(EE, 10)) * 10 + voiced(AH, 400):
        evidence.add(Heard(0.5, shape_of(window)))
    assert evidence.articulation_db < 1.0
    assert len(evidence._shapes) <= 200
