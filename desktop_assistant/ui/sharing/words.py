"""What is said about sharing: why it ended or cannot begin, what sources are called, and by which words it is ended."""

import re

from PySide6.QtCore import QCoreApplication

from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP
from desktop_assistant.ui.sharing.machine import End, Finish
from desktop_assistant.ui.sharing.wire import Kind, Source

_ENDED = {
    End.PERSON: QT_TRANSLATE_NOOP("Sharing", "Sharing has ended."),
    End.BLIND: QT_TRANSLATE_NOOP("Sharing", "Sharing has ended: who answers now sees no pictures."),
    End.STILLS: QT_TRANSLATE_NOOP("Sharing", "Sharing has ended: who answers now takes single pictures only."),
    End.SESSION: QT_TRANSLATE_NOOP("Sharing", "Sharing has ended with the connection: nobody spoke for a while, or it failed."),
    End.CONVERSATION: QT_TRANSLATE_NOOP("Sharing", "Sharing has ended: another conversation is open now."),
    End.GONE: QT_TRANSLATE_NOOP("Sharing", "Sharing has ended: {0} is not there any more."),
    End.REFUSED: QT_TRANSLATE_NOOP("Sharing", "Sharing has ended: the system does not let this program see {0} any more."),
    End.UNUSABLE: QT_TRANSLATE_NOOP("Sharing", "Sharing has ended: the part of this program that looks has failed. Share again."),
    End.LOCKED: QT_TRANSLATE_NOOP("Sharing", "Sharing has ended because the screen was locked."),
    End.SLEPT: QT_TRANSLATE_NOOP("Sharing", "Sharing has ended because the computer slept."),
}
_NEVER_BEGAN = {
    End.BLIND: QT_TRANSLATE_NOOP(
        "Sharing", "Who answers now sees no pictures. To share a screen or a camera, choose Gemini in Settings, Provider."
    ),
    End.STILLS: QT_TRANSLATE_NOOP(
        "Sharing",
        "Who answers now takes single pictures, not one every second: each would be paid for again with every answer. Show a part"
        " of the screen, or choose Gemini in Settings, Provider.",
    ),
    End.UNUSABLE: QT_TRANSLATE_NOOP("Sharing", "This installation cannot look at screens or cameras."),
}
_UNSEEN = {
    End.GONE: QT_TRANSLATE_NOOP("Sharing", "There is no picture of {0}: it may be closed, switched off or out of sight."),
    End.REFUSED: QT_TRANSLATE_NOOP(
        "Sharing",
        "{0} cannot be seen: another program may be using it, or the system must be told that this program may look at it.",
    ),
}
_KINDS = {
    Kind.SCREEN: QT_TRANSLATE_NOOP("Sharing", "Screen"),
    Kind.WINDOW: QT_TRANSLATE_NOOP("Sharing", "Window"),
    Kind.CAMERA: QT_TRANSLATE_NOOP("Sharing", "Camera"),
}
SIGNS = {Kind.SCREEN: "screen", Kind.WINDOW: "window", Kind.CAMERA: "camera"}
"""Icons."""
_STOP_WORDS = re.compile(
    r"(?:please |okay |ok )?(?:stop|end) (?:the )?(?:screen )?sharing(?: (?:the|my) (?:screen|window|camera))?(?: please)?"
    r"|(?:please )?stop looking(?: at (?:the|my) (?:screen|window))?(?: please)?"
    r"|(?:bitte )?(?:(?:teilen|freigabe) beenden|beende (?:das teilen|die freigabe)|hör auf zu teilen)(?: bitte)?"
    r"|(?:من فضلك )?(?:أوقف|اوقف|أنه|توقف عن) (?:مشاركة الشاشة|المشاركة)(?: من فضلك)?"
)


def name_of(source: Source) -> str:
    """What it is called: the kind, and the system's name for it."""
    kind = QCoreApplication.translate("Sharing", _KINDS[source.kind])
    return kind if source.name in ("", "screen") else f"{kind} “{source.name}”"


def end_words(finish: Finish) -> str:
    """One sentence; empty where there is nothing to say, because nothing had begun and the person left."""
    return _filled(_ENDED[finish.why] if finish.was_sharing else _NEVER_BEGAN.get(finish.why, ""), finish.source)


def unseen_words(source: Source, why: End) -> str:
    """One sentence."""
    return _filled(_UNSEEN[why], source)


def asks_to_stop(said: str) -> bool:
    """These words and no others; whatever else is meant by the same, the model is told to understand."""
    words = " ".join("".join(letter if letter.isalnum() else " " for letter in said.casefold()).split())
    return _STOP_WORDS.fullmatch(words) is not None


def _filled(words: str, source: Source | None) -> str:
    if not words:
        return ""
    return QCoreApplication.translate("Sharing", words).format(name_of(source) if source is not None else "")
