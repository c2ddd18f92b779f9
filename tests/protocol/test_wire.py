import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.protocol.wire import Fields, dump, parse_object, sound_to_text, text_to_sound


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        (b"\xff\xfe{}", "not JSON"),
        ('{"a": NaN}', "not JSON"),
        ('{"a": ' + "9" * 5000 + "}", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "got a list"),
        ("null", "got null"),
        ("true", "got a boolean"),
        ("1", "got a number"),
        ('"secret words"', "got a string"),
    ],
)
def test_what_is_no_object_is_refused_without_quoting_it(message: str | bytes, words: str) -> None:
    with pytest.raises(ProtocolError, match=words) as caught:
        parse_object(message)
    assert "secret" not in str(caught.value)


FIELDS = Fields(
    {"t": "x", "n": 1.9, "i": 3, "b": True, "o": {"p": []}, "l": [{"q": 1}], "z": None, "w": [1], "big": 10**400}, "top"
)


def test_reading() -> None:
    assert FIELDS.text("t") == "x"
    assert FIELDS.whole("n") == 1
    assert FIELDS.number("i") == 3.0
    assert FIELDS.flag("b") is True
    assert FIELDS.child("o").path == "top.o"
    assert [f.whole("q") for f in FIELDS.children("l")] == [1]
    assert "z" in FIELDS
    assert "nope" not in FIELDS


def test_missing_and_null_give_the_default() -> None:
    for name in ("z", "nope"):
        assert FIELDS.text(name, "d") == "d"
        assert FIELDS.whole(name, 7) == 7
        assert FIELDS.number(name, 7.5) == 7.5
        assert FIELDS.flag(name, False) is False
        assert FIELDS.raw(name) is None
        assert list(FIELDS.children(name)) == []
        assert FIELDS.child(name).raw("x") is None
        for read in (FIELDS.text, FIELDS.whole, FIELDS.number, FIELDS.flag):
            with pytest.raises(ProtocolError, match=rf"^top\.{name}: missing$"):
                read(name)


@pytest.mark.parametrize(
    ("read", "name", "message"),
    [
        (FIELDS.text, "i", "top.i: expected a string, got a number"),
        (FIELDS.number, "t", "top.t: expected a number, got a string"),
        (FIELDS.number, "b", "top.b: expected a number, got a boolean"),
        (FIELDS.whole, "t", "top.t: expected a number, got a string"),
        (FIELDS.number, "big", "top.big: number out of range"),
        (FIELDS.flag, "i", "top.i: expected true or false, got a number"),
        (FIELDS.child, "l", "top.l: expected an object, got a list"),
        (lambda name: list(FIELDS.children(name)), "t", "top.t: expected a list, got a string"),
        (lambda name: list(FIELDS.children(name)), "w", r"top.w\[0\]: expected an object, got a number"),
        (FIELDS.sound, "t", "top.t: not base64"),
    ],
)
def test_the_wrong_kind_names_its_path(read, name: str, message: str) -> None:
    with pytest.raises(ProtocolError, match=message):
        read(name)


def test_lone_surrogates_become_replacement_characters() -> None:
    assert parse_object(r'{"t": "a\ud800b\ud83d\ude00"}').text("t") == "a�b😀"


@settings(deadline=None, max_examples=50)
@given(st.binary())
def test_sound_survives_the_wire(sound: bytes) -> None:
    assert text_to_sound(sound_to_text(sound)) == sound


def test_dump_is_one_compact_line() -> None:
    assert dump({"a": "ä\n", "b": [1]}) == '{"a":"ä\\n","b":[1]}'
