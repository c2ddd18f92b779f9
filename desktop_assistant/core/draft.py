"""What somebody has written and not sent yet."""

from dataclasses import dataclass

from desktop_assistant.core.items import FilePart, ImagePart


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Words, and what lies above them to go along."""

    text: str = ""
    parts: tuple[ImagePart | FilePart, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.parts)
