from desktop_assistant.session.sound_log import LONGEST_KEPT_MS, LONGEST_MS, SoundLog


def test_an_utterance_from_first_sound_to_answer() -> None:
    log = SoundLog()
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
    log = SoundLog()
    log.begin("one")
    log.close(0.0)
    log.begin("two")
    log.discard_open()
    log.discard_open()
    assert [u.item_id for u in log.utterances] == ["one"]
    log.clear()
    assert log.utterances == ()


def test_a_minute_is_kept_across_utterances_oldest_first_out() -> None:
    log = SoundLog()
    log.begin("one")
    for _ in range(10):
        log.add(b"1", 1000)
    log.close(0.0)
    log.begin("two")
    dropped = [sound for _ in range(70) for sound in log.add(b"2", 1000)]
    assert dropped == [b"1"] * 10 + [b"2"] * 10
    [two] = log.utterances
    assert two.kept_ms == LONGEST_MS
    assert two.total_ms == 70_000
    assert len(two.frames) == 60


def test_a_long_turn_is_kept_whole_for_its_recording() -> None:
    log = SoundLog(keep_audio=True)
    utterance = log.begin("one")
    said = [bytes([n]) for n in range(200)]
    for sound in said:
        log.add(sound, 1000)
    assert [*utterance.before, *(sound for sound, _ in utterance.frames)] == said
    assert utterance.kept_ms == LONGEST_MS


def test_a_turn_without_end_does_not_fill_the_memory() -> None:
    log = SoundLog(keep_audio=True)
    utterance = log.begin("one")
    for _ in range(10_000):
        log.add(b"x", 1000)
    assert len(utterance.before) * 1000 <= LONGEST_KEPT_MS
    assert SoundLog().begin("two").before == []
