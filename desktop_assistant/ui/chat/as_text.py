"""A conversation as text: what the pane shows, so that it can be copied whole, mailed, or kept as Markdown."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from desktop_assistant.core.card_text import card_markdown, card_text
from desktop_assistant.core.items import Item
from desktop_assistant.ui.chat.face import Face, Side, face_of, note_words, split_at_cut


def conversation_text(faces: Iterable[Face]) -> str:
    """Rows that are shown, a blank line between them; empty without any."""
    return "\n\n".join(words for face in faces if (words := row_text(face)))


def row_text(face: Face) -> str:
    """One row: who, the words with what was not heard struck through, and its state in brackets; empty if nothing is shown."""
    match face.side:
        case Side.HIDDEN:
            return ""
        case Side.NOTE:
            return f"({face.text})"
        case Side.CARD:
            shown = card_markdown(face.card) if face.card is not None else _choice_text(face)
            where = QCoreApplication.translate("Chat", "On screen")
            return f"{where}: {shown}"
        case Side.USER:
            who = QCoreApplication.translate("Chat", "You")
        case Side.ASSISTANT:
            who = QCoreApplication.translate("Chat", "Assistant")
    heard, unheard = split_at_cut(face)
    heard = " ".join(filter(None, (*(f"[{words}]" for words in face.shown), heard)))
    words = f"{heard} ~~{unheard}~~" if heard and unheard else f"~~{unheard}~~" if unheard else heard or "…"
    note = note_words(face)
    return f"{who}: {words} [{note}]" if note else f"{who}: {words}"


def message_text(item: Item) -> str:
    """What copying one row gives: its words as they stand, of a card what it shows."""
    face = face_of(item)
    if face.card is not None:
        return card_text(face.card)
    return _choice_text(face) if face.choice is not None else item.text or face.text


def _choice_text(face: Face) -> str:
    if face.choice is None:
        return face.text
    return "\n".join([face.choice.question, *(f"{number}. {option}" for number, option in enumerate(face.choice.options, 1))])
