"""Core command -> OpenAI Realtime client message: all eleven of them, in the dialect that the server speaks."""

from typing import assert_never

from desktop_assistant.core.commands import (
    AnswerApproval,
    AppendAudio,
    AppendFrame,
    CancelResponse,
    ClearInput,
    ClearOutput,
    ClientCommand,
    CommitInput,
    CreateItem,
    CreateResponse,
    DeleteItem,
    PauseInput,
    RetrieveItem,
    TruncateItem,
    UpdateSession,
)
from desktop_assistant.protocol.openai_dialects import GA, Dialect
from desktop_assistant.protocol.openai_shapes import write_item
from desktop_assistant.protocol.wire import JsonObject, dump, sound_to_text

Known = (
    UpdateSession
    | AppendAudio
    | CommitInput
    | ClearInput
    | ClearOutput
    | CreateItem
    | RetrieveItem
    | TruncateItem
    | DeleteItem
    | AnswerApproval
    | CreateResponse
    | CancelResponse
)
"""What this dialect has a message for."""


LONGEST_ID = 32


def frames(command: ClientCommand, dialect: Dialect = GA) -> list[str]:
    """The frames that carry a command; none for those that the dialect has no message for: its detector finds pauses itself,
    and every picture in it is an item."""
    return [] if isinstance(command, PauseInput | AppendFrame) else [encode(command, dialect)]


def encode(command: Known, dialect: Dialect = GA) -> str:
    """One command as one frame."""
    return dump(_message(command, dialect))


def _message(command: Known, dialect: Dialect) -> JsonObject:
    match command:
        case AppendAudio():
            return {"type": "input_audio_buffer.append", "audio": sound_to_text(command.audio)}
        case ClearInput():
            return {"type": "input_audio_buffer.clear"}
        case ClearOutput():
            return {"type": "output_audio_buffer.clear"}
        case RetrieveItem():
            return {"type": "conversation.item.retrieve", "item_id": command.item_id}
        case AnswerApproval():
            answer: JsonObject = {"type": "mcp_approval_response", "id": f"leave_{command.approval_id}"[:LONGEST_ID]}
            answer |= {"approval_request_id": command.approval_id, "approve": command.approve}
            return {"type": "conversation.item.create", "item": answer, **_named_so(command.event_id)}
        case UpdateSession() | CommitInput() | CreateItem() | TruncateItem() | DeleteItem() | CreateResponse() | CancelResponse():
            message = _named(command, dialect)
            if command.event_id:
                message["event_id"] = command.event_id
            return message
        case _:
            assert_never(command)


def _named_so(event_id: str) -> JsonObject:
    return {"event_id": event_id} if event_id else {}


def _named(
    command: UpdateSession | CommitInput | CreateItem | TruncateItem | DeleteItem | CreateResponse | CancelResponse,
    dialect: Dialect,
) -> JsonObject:
    """The commands whose rejection we want to recognise by its event id."""
    match command:
        case UpdateSession():
            return {"type": "session.update", "session": dialect.write_session(command.config)}
        case CommitInput():
            return {"type": "input_audio_buffer.commit"}
        case CreateItem():
            message: JsonObject = {"type": "conversation.item.create", "item": write_item(command.item, said_as=dialect.said_as)}
            if command.previous_item_id is not None:
                message["previous_item_id"] = command.previous_item_id
            return message
        case TruncateItem():
            return {
                "type": "conversation.item.truncate",
                "item_id": command.item_id,
                "content_index": command.content_index,
                "audio_end_ms": command.audio_end_ms,
            }
        case DeleteItem():
            return {"type": "conversation.item.delete", "item_id": command.item_id}
        case CreateResponse():
            response = {"response": {"instructions": command.instructions}} if command.instructions is not None else {}
            return {"type": "response.create", **response}
        case CancelResponse():
            named = {"response_id": command.response_id} if command.response_id else {}
            return {"type": "response.cancel", **named}
        case _:
            assert_never(command)
