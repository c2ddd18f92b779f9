"""Pictures and files in every dialect: told by whoever declares to take them, checked against the vendors' own typed models."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.commands import AppendFrame, CreateItem, UpdateSession
from desktop_assistant.core.items import FilePart, ImagePart, Item, Role, TextPart
from desktop_assistant.core.session_config import SessionConfig
from desktop_assistant.protocol.openai_encode import encode
from desktop_assistant.protocol.registry import SERVICES, capabilities_of, codec_for
from desktop_assistant.session.telling import UNSEEN, told
from tests.protocol.google import strict_client_message
from tests.protocol.sdk import strict

PICTURE = ImagePart.of(b"\xff\xd8picture\xff\xd9", mime="image/jpeg", width=4, height=3, title="walk.jpg")
FILE = FilePart(name="notes.txt", text="remember the milk")
ITEM = Item(id="item_1", role=Role.USER, parts=(PICTURE, FILE, TextPart(text="what is this")))
BASE64 = base64.b64encode(PICTURE.data).decode()


def said(service: str, item: Item) -> list[dict[str, Any]]:
    """All messages that tell a session of this item."""
    codec = codec_for(service, url="wss://h.example/", key="k", model="m")
    codec.encode(UpdateSession(config=SessionConfig(model="m")))
    pieces = told(item, codec.capabilities)
    return [json.loads(message) for piece in pieces for message in codec.encode(CreateItem(item=piece))]


@pytest.mark.parametrize("service", SERVICES)
def test_who_declares_to_take_pictures_is_given_them_and_nobody_else(service: str) -> None:
    text = json.dumps(said(service, ITEM), ensure_ascii=False)
    takes = capabilities_of(service).images is not None
    assert (BASE64 in text) is takes
    assert (UNSEEN in text) is not takes
    assert "remember the milk" in text
    assert "notes.txt" in text
    assert "what is this" in text


def test_a_picture_is_one_item_and_the_words_another() -> None:
    picture, words = said("openai", ITEM)
    strict(picture)
    strict(words)
    assert picture["item"] == {
        "id": "item_1_p0", "type": "message", "role": "user",
        "content": [{"type": "input_image", "image_url": f"data:image/jpeg;base64,{BASE64}"}],
    }  # fmt: skip
    assert [entry["type"] for entry in words["item"]["content"]] == ["input_text", "input_text"]
    assert words["item"]["id"] == "item_1"


def test_gemini_takes_it_within_a_turn() -> None:
    picture, words = said("gemini", ITEM)
    for message in (picture, words):
        strict_client_message(message)
    [turn] = picture["clientContent"]["turns"]
    assert turn == {"role": "user", "parts": [{"inlineData": {"mimeType": "image/jpeg", "data": BASE64}}]}


def test_a_picture_alone_has_the_items_own_name() -> None:
    [message] = said("openai", Item(id="item_1", role=Role.USER, parts=(PICTURE,)))
    assert message["item"]["id"] == "item_1"


def test_a_picture_whose_content_is_not_here_is_said_to_be_missing() -> None:
    gone = ImagePart(id="x")
    note, words = said("openai", Item(id="i", role=Role.USER, parts=(gone, TextPart(text="hi"))))
    assert (note["item"]["role"], note["item"]["content"][0]["text"]) == ("system", UNSEEN)
    assert [entry["text"] for entry in words["item"]["content"]] == ["hi"]
    bare = json.loads(encode(CreateItem(item=Item(id="i", role=Role.USER, parts=(gone, TextPart(text="hi"))))))
    assert [entry["text"] for entry in bare["item"]["content"]] == ["hi"]


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_shared_goes_to_whom_declares_to_take_it_and_nobody_else(service: str) -> None:
    codec = codec_for(service, url="wss://h.example/", key="k", model="m")
    codec.encode(UpdateSession(config=SessionConfig(model="m")))
    messages = [json.loads(message) for message in codec.encode(AppendFrame(image=PICTURE.data))]
    limits = capabilities_of(service).images
    assert len(messages) == (1 if limits is not None and limits.frames_per_s > 0 else 0)
    for message in messages:
        strict_client_message(message)
        assert message == {"realtimeInput": {"video": {"mimeType": "image/jpeg", "data": BASE64}}}


def test_gemini_is_one_that_takes_it() -> None:
    limits = capabilities_of("gemini").images
    assert limits is not None
    assert (limits.frames_per_s, limits.max_side) == (1.0, 1024)


parts = st.lists(
    st.one_of(
        st.builds(TextPart, text=st.text(max_size=20)),
        st.builds(FilePart, name=st.text(max_size=8), text=st.text(max_size=20)),
        st.binary(max_size=30).map(lambda data: ImagePart.of(data, mime="image/jpeg", width=1, height=1)),
    ),
    max_size=5,
)


@given(st.sampled_from(SERVICES), parts, st.text(alphabet="abc_1", min_size=1, max_size=40))
def test_whatever_is_shown_names_are_short_and_apart_and_all_pictures_are_told(service: str, shown: list[Any], name: str) -> None:
    item = Item(id=name[:32], role=Role.USER, parts=tuple(shown))
    pieces = told(item, capabilities_of(service))
    names = [piece.id for piece in pieces]
    assert names[-1] == item.id
    assert all(len(n) <= 32 for n in names)
    pictures = [image for piece in pieces for image in piece.images]
    takes = capabilities_of(service).images is not None
    assert pictures == ([image for image in item.images if image.data] if takes else [])
    text = json.dumps(said(service, item))
    for image in pictures:
        assert base64.b64encode(image.data).decode() in text
