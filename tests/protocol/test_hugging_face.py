"""What Hugging Face's own server (version 0.2.12) asked for that its documentation does not say."""

import base64
import json
from typing import Any

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.commands import ClientCommand, CommitInput, CreateItem, UpdateSession
from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.core.session_config import SessionConfig
from desktop_assistant.protocol.registry import codec_for

TYPED = CreateItem(item=Item(id="item_1", role=Role.USER, parts=(TextPart(text="hi"),)), event_id="item_item_1")


def written(command: ClientCommand, service: str = "hugging_face") -> list[dict[str, Any]]:
    codec = codec_for(service, url="ws://127.0.0.1:1/v1/realtime")
    codec.encode(UpdateSession(config=SessionConfig(input_format=AudioFormat())))
    return [json.loads(message) for message in codec.encode(command)]


def test_it_names_items_itself() -> None:
    """ "ID must start with 'msg_', got 'i4'": what was typed was refused."""
    (message,) = written(TYPED)
    assert message["event_id"] == "item_item_1"
    assert "id" not in message["item"]
    (elsewhere,) = written(TYPED, "speaches")
    assert elsewhere["item"]["id"] == "item_1"


def test_a_turn_that_we_end_is_followed_by_silence() -> None:
    """Its detector ends turns; a commit ends none, and a request for an answer before that fails."""
    silence, commit = written(CommitInput(event_id="commit"))
    assert base64.b64decode(silence["audio"]) == bytes(48 * 700)
    assert commit["type"] == "input_audio_buffer.commit"
