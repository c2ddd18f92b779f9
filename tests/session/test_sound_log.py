from itertools import count

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.session.effects import Effect, Spool, Unspool
from desktop_assistant.session.sound_log import KEPT_S, LONGEST_KEPT_MS, LONGEST_MS, SoundLog


def made(*, keep_audio: bool = False, effects: list[Effect] | None = None) -> SoundLog:
    """A log that names what has no item t1, t2..."""
    numbers = count(1)
    said = effects if effects is not None else []
    return SoundLog(said.append, lambda: f"t{next(numbers)}", keep_audio=keep_audio)


def disk(effects: list[Effect]) -> dict[str, bytes]:
    """What is on the disk when they have been done."""
    kept: dict[str, bytes] = {}
    for effect in effects:
        if isinstance(effect, Spool):
            kept[effect.turn_id] = kept.get(effect.turn_id, b"") + effect.audio
        elif isinstance(effect, Unspool):
            kept.pop(effect.turn_id, None)
    return kept


def test_an_utterance_from_first_sound_to_answer() -> None:
    log = made()
    assert log.open is None
    assert log.close(0.0) is None
    assert log.add(b"a", 20) == []
    assert log.open is not None
    assert log.open.item_id == ""
    assert log.begin("ignored") is log.open
    closed = log.close(0.0)
    assert closed is not None
    assert closed.is_closed
    assert log.open is None
    log.answered(10.0)
    assert log.utterances == ()


def test_discarding_leaves_what_was_handed_over() -> None:
    log = made()
    log.begin("one")
    log.close(0.0)
    log.begin("two")
    log.discard_open()
    log.discard_open()
    assert [u.item_id for u in log.utterances] == ["one"]
    log.clear()
    assert log.utterances == ()


def test_some_minutes_are_kept_across_utterances_oldest_first_out() -> None:
    log = made()
    log.begin("one")
    most = int(LONGEST_MS / 1000)
    for _ in range(10):
        log.add(b"1", 1000)
    log.close(0.0)
    log.begin("two")
    dropped = [sound for _ in range(most + 10) for sound in log.add(b"2", 1000)]
    assert dropped == [b"1"] * 10 + [b"2"] * 10
    [two] = log.utterances
    assert two.kept_ms == LONGEST_MS
    assert two.total_ms == LONGEST_MS + 10_000
    assert len(two.frames) == most


def test_a_long_turn_is_kept_whole_for_its_recording() -> None:
    log = made(keep_audio=True)
    utterance = log.begin("one")
    said = [bytes([n % 256]) for n in range(400)]
    for sound in said:
        log.add(sound, 1000)
    assert [*utterance.before, *(sound for sound, _ in utterance.frames)] == said
    assert utterance.kept_ms == LONGEST_MS


def test_a_turn_without_end_does_not_fill_the_memory() -> None:
    log = made(keep_audio=True)
    utterance = log.begin("one")
    for _ in range(10_000):
        log.add(b"x", 1000)
    assert len(utterance.before) * 1000 <= LONGEST_KEPT_MS
    assert made().begin("two").before == []


def test_what_is_said_is_on_the_disk_until_it_is_answered() -> None:
    effects: list[Effect] = []
    log = made(effects=effects)
    log.begin("one")
    for piece in (b"a", b"b", b"c"):
        log.add(piece, 20)
    assert disk(effects) == {"one": b"abc"}
    log.close(0.0)
    log.begin("two")
    log.add(b"d", 20)
    log.answered(0.1)
    assert disk(effects) == {"two": b"d"}, "an answer says nothing of what is being said"
    log.discard_open()
    assert disk(effects) == {}


def test_a_turn_that_gets_its_name_later_is_found_under_it() -> None:
    effects: list[Effect] = []
    log = made(effects=effects)
    log.add(b"a", 20)
    assert disk(effects) == {"t1": b"a"}
    log.name(log.begin(""), "item")
    log.add(b"b", 20)
    assert disk(effects) == {"item": b"ab"}


def test_a_turn_that_goes_on_is_one_on_the_disk_too() -> None:
    effects: list[Effect] = []
    log = made(effects=effects)
    log.begin("one")
    log.add(b"a", 20)
    log.close(0.0)
    log.answered(0.1)
    assert disk(effects) == {}
    log.begin("two")
    log.add(b"b", 20)
    going_on = log.go_on("one")
    assert going_on is not None
    log.name(going_on, "one")
    log.add(b"c", 20)
    assert disk(effects) == {"one": b"abc"}
    log.close(0.2)
    log.answered(KEPT_S)
    assert disk(effects) == {}


def test_what_was_handed_over_stays_on_the_disk_when_the_conversation_is_left() -> None:
    effects: list[Effect] = []
    log = made(effects=effects)
    log.begin("one")
    log.add(b"a", 20)
    log.close(0.0)
    log.begin("two")
    log.add(b"b", 20)
    log.clear()
    assert disk(effects) == {"one": b"a"}


def test_what_was_taken_up_again_is_let_go_when_it_is_answered() -> None:
    effects: list[Effect] = [Spool(turn_id="one", audio=b"a" * 960)]
    log = made(effects=effects)
    log.restore("one", b"a" * 960, AudioFormat())
    assert disk(effects) == {"one": b"a" * 960}
    log.answered(1.0)
    assert disk(effects) == {}


def test_what_is_too_old_to_be_said_again_is_let_go() -> None:
    effects: list[Effect] = []
    log = made(effects=effects)
    log.begin("one")
    log.add(b"a", LONGEST_MS / 2)
    log.close(0.0)
    log.begin("two")
    log.add(b"b", LONGEST_MS)
    assert disk(effects) == {"two": b"b"}


def test_a_restored_turn_does_not_end_the_one_that_is_being_spoken() -> None:
    log = made()
    log.begin("now")
    log.add(bytes(960), 20)
    log.restore("before", bytes(9600), AudioFormat())
    assert log.open is not None
    assert log.open.item_id == "now"
    assert [u.item_id for u in log.utterances] == ["before", "now"]


def test_the_disk_keeps_no_more_of_a_turn_than_can_be_said_again() -> None:
    """A microphone that stays open, at a server that never hears a turn end, must not fill the disk."""
    effects: list[Effect] = []
    log = made(effects=effects)
    for _ in range(int(LONGEST_KEPT_MS / 1000) + 300):
        log.add(b"1", 1000)
    assert sum(map(len, disk(effects).values())) == LONGEST_KEPT_MS / 1000


def test_what_nobody_waits_for_is_not_said_again_unless_it_goes_on() -> None:
    effects: list[Effect] = []
    log = made(effects=effects)
    for name in ("wanted", "unwanted"):
        log.name(log.begin(name), name)
        log.add(name.encode(), 100)
        log.close(1.0)
    log.unwanted("unwanted")
    log.unwanted("nobody")
    assert [u.item_id for u in log.utterances] == ["wanted"]
    assert disk(effects) == {"wanted": b"wanted"}
    log.begin("since")
    log.add(b" more", 100)
    going_on = log.go_on("unwanted")
    assert going_on is not None
    log.name(going_on, "unwanted")
    assert disk(effects) == {"wanted": b"wanted", "unwanted": b"unwanted more"}
