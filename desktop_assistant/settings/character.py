"""What the settings come to while a persona answers, and what they are after another one has taken over. Pure."""

from dataclasses import fields, replace
from typing import Any

from desktop_assistant.settings.model import PAUSE_MARKS, Settings
from desktop_assistant.settings.personas import QUICKEST_PAUSE_MS, SLOWEST_PAUSE_MS


def in_character(settings: Settings) -> Settings:
    """With the persona's instructions, language, and, from the provider that they are for, its voice and model."""
    who, talk = settings.persona, settings.conversation
    talk = replace(talk, instructions=who.instructions or talk.instructions, language=who.language or talk.language)
    settings = replace(settings, conversation=talk)
    if who.provider != settings.provider.value:
        return settings
    table: Any = getattr(settings, settings.provider.value)
    own = {field.name for field in fields(table)} & {"voice", "model"}
    changes = {name: value for name in own if (value := getattr(who, name))}
    return replace(settings, **{settings.provider.value: replace(table, **changes)})


def switched(settings: Settings, persona_id: str) -> Settings:
    """Another persona is in force, with its patience. The person's own patience comes back with one that has none."""
    talk, pause = settings.conversation, settings.audio.pause_ms
    own = talk.own_pause_ms or pause
    after = replace(settings, conversation=replace(talk, persona=persona_id))
    wanted = after.persona.pause_ms
    if wanted:
        pause = min(max(wanted, QUICKEST_PAUSE_MS), SLOWEST_PAUSE_MS)
    elif talk.own_pause_ms:
        pause = talk.own_pause_ms
    kept = own if wanted else 0
    return replace(
        after,
        conversation=replace(after.conversation, persona=after.persona.id, own_pause_ms=kept),
        audio=replace(after.audio, pause_ms=pause or PAUSE_MARKS["middle"]),
    )
