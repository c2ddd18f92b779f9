"""Any parts come back as they were, through SQLite too."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.items import AudioPart, TextPart, ToolCallPart
from desktop_assistant.store import parts
from desktop_assistant.store.driver import sqlite3

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))  # half surrogates and NUL included
SIZES = st.none() | st.integers(0, 10**9)
ANY_PART = (
    st.builds(TextPart, text=ANY_TEXT)
    | st.builds(
        AudioPart,
        transcript=ANY_TEXT,
        is_final=st.booleans(),
        audio_ms=SIZES,
        heard_ms=SIZES,
        heard_chars=SIZES,
        recording=st.none() | ANY_TEXT,
    )
    | st.builds(ToolCallPart, call_id=ANY_TEXT, name=ANY_TEXT, arguments=ANY_TEXT, output=ANY_TEXT)
)


@given(st.lists(ANY_PART, max_size=4).map(tuple))
def test_round_trip(given_parts: tuple[TextPart | AudioPart | ToolCallPart, ...]) -> None:
    connection = sqlite3.connect(":memory:")
    (stored,) = connection.execute("SELECT ?", (parts.encode(given_parts),)).fetchone()
    connection.close()
    assert parts.decode(stored) == given_parts


def test_doubts_of_a_transcript_are_kept() -> None:
    part = AudioPart(transcript="Call an hour.", is_final=True, doubts=("hour",), alternatives=("Call Anna.",))
    assert parts.decode(parts.encode((part,))) == (part,)
    assert "doubts" not in parts.encode((AudioPart(transcript="Yes."),))
