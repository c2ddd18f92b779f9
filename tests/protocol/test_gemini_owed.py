"""Whose answer it is that begins, and what is certainly known by then."""

from desktop_assistant.protocol.gemini_owed import BY_TEXT, Owed


def owed(*turns: int) -> Owed:
    """Each turn told and asked about."""
    it = Owed()
    for turn in turns:
        it.told(f"u{turn}")
        it.asked(turn)
    return it


def test_the_oldest_request_is_answered_first() -> None:
    it = owed(1, 2)
    assert it.begins(2, has_words=False) == 1
    assert it.known == ("u1",)
    assert it.begins(2, has_words=False) == 2
    assert it.begins(2, has_words=False) == 2  # an answer that nobody asked for


def test_a_server_that_writes_the_newest_turn_down_has_read_all_before_it() -> None:
    it = owed(1, 2, 3)
    assert it.begins(3, has_words=True) == 3
    assert it.known == ("u1", "u2", "u3")


def test_words_of_a_turn_that_was_answered_already_skip_nothing() -> None:
    it = owed(1)
    it.begins(1, has_words=True)
    it.told("t")
    it.asked()
    assert it.begins(1, has_words=True) == BY_TEXT


def test_results_of_tools_are_answered_together() -> None:
    it = Owed()
    for name in ("one", "two"):
        it.told(name)
        it.asked(is_of_tools=True)
    assert it.begins(0, has_words=False) == BY_TEXT
    assert it.known == ("one", "two")


def test_the_last_request_is_never_skipped() -> None:
    it = owed(1, 2)
    it.skipped()
    it.skipped()
    assert it.known == ("u1",)
    assert it.begins(2, has_words=False) == 2
