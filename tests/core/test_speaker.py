"""Who speaks from here on, as an entry of the conversation."""

import pytest

from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.core.speaker import last_speaker, speaker_item, speaker_of


@pytest.mark.parametrize("name", ["Tutor", "Support agent", "{0}", "Dr. No.", "مدرّس"])
def test_the_name_is_read_back(name: str) -> None:
    assert speaker_of(speaker_item("i", name, at=1.0)) == name


def test_the_same_words_from_somebody_else_name_nobody() -> None:
    words = speaker_item("i", "Tutor", at=1.0).parts
    assert speaker_of(Item(id="i", role=Role.USER, parts=words)) == ""
    assert speaker_of(Item(id="i", role=Role.SYSTEM, parts=(TextPart(text="Be brief."),))) == ""


def test_the_last_one_counts() -> None:
    said = Item(id="u", role=Role.USER, parts=(TextPart(text="Hello"),))
    assert last_speaker([]) == ""
    assert last_speaker([speaker_item("1", "Tutor", at=1.0), said, speaker_item("2", "Innkeeper", at=2.0), said]) == "Innkeeper"
