"""What the services of one conversation took that nobody was told of yet.

Services tell of tokens at the end of an answer, if at all. For one that was broken off, or where a service tells nothing, a
quarter of the characters stands in, which is about right for English. Of speech none tells anything, so its seconds count.
"""

import json
from typing import Any

from desktop_assistant.core.cost import FREE
from desktop_assistant.core.server_events import Usage
from desktop_assistant.engine.fields import JsonObject
from desktop_assistant.engine.responder.chat_server import MOST_MESSAGES
from desktop_assistant.engine.responder.port import Ask

_CHARACTERS = 4
"""Per token."""
_DETAILS = ("input_tokens_details", "prompt_tokens_details", "input_token_details")
"""In the words of Responses, of chat completions, and of recognisers."""


class Bill:
    """Adds up until it is taken. What was spoken is of one model: another one is another conversation."""

    def __init__(self) -> None:
        self._written, self._spoken_s = Usage(), 0.0
        self.speech_model = FREE
        """As the price table knows it."""

    def wrote(self, usage: Usage) -> None:
        """An answer, or a part of one."""
        before = self._written
        self._written = Usage(
            input_tokens=before.input_tokens + usage.input_tokens,
            output_tokens=before.output_tokens + usage.output_tokens,
            cached_tokens=before.cached_tokens + usage.cached_tokens,
        )

    def spoke(self, seconds: float, model: str) -> None:
        """Sound that came, also if nobody hears it."""
        self._spoken_s += seconds
        self.speech_model = model

    def take_written(self) -> Usage:
        """Since the last time."""
        taken, self._written = self._written, Usage()
        return taken

    def take_spoken_s(self) -> float:
        """Since the last time."""
        taken, self._spoken_s = self._spoken_s, 0.0
        return taken


class Reading:
    """What one answer takes, as its stream goes by."""

    def __init__(self, ask: Ask) -> None:
        tools = json.dumps(ask.tools) if ask.tools and ask.tool_choice != "none" else ""
        told = sum(len(message.text) + len(message.arguments) for message in ask.history[-MOST_MESSAGES:])
        self._asked = len(ask.instructions) + len(tools) + told
        self._answered = 0
        self._told: Usage | None = None
        self.is_accepted = False
        """The service has begun to answer."""
        self.has_begun = False
        """Something has come."""

    def event(self, event: JsonObject) -> None:
        """The newest that tells is right: some tell with each piece, and of all pieces so far."""
        response = event.get("response")
        told = event.get("usage") or (response.get("usage") if isinstance(response, dict) else None)
        self._told = tokens_of(told) or self._told

    def delta(self, delta: JsonObject) -> None:
        """In the shape of chat completions."""
        self.has_begun = self.has_begun or bool(delta)
        functions = [call.get("function") or {} for call in delta.get("tool_calls") or ()]
        words = [delta.get("content"), *(f.get("name") for f in functions), *(f.get("arguments") for f in functions)]
        self._answered += sum(len(text) for text in words if isinstance(text, str))

    @property
    def usage(self) -> Usage:
        """As the service told it, or about."""
        about = Usage(input_tokens=-(-self._asked // _CHARACTERS), output_tokens=-(-self._answered // _CHARACTERS))
        return self._told or about


def tokens_of(told: Any) -> Usage | None:
    """`usage` as text models and recognisers send it; None = no tokens are in it. Nonsense in it costs nobody the answer."""
    if not isinstance(told, dict):
        return None
    details: JsonObject = next((told[name] for name in _DETAILS if isinstance(told.get(name), dict)), {})
    taken = _count(told, "input_tokens", "prompt_tokens")
    usage = Usage(
        input_tokens=taken,
        output_tokens=_count(told, "output_tokens", "completion_tokens"),
        cached_tokens=min(taken, _count(details, "cached_tokens")),
        input_audio_tokens=min(taken, _count(details, "audio_tokens")),
    )
    return usage if usage.input_tokens or usage.output_tokens else None


def _count(told: JsonObject, *names: str) -> int:
    """Chat completions have names of their own."""
    values = [value for name in names if isinstance(value := told.get(name), int) and not isinstance(value, bool)]
    return max(0, *values, 0)
