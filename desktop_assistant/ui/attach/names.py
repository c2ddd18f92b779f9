"""What pictures and files are called, and what is said of those that cannot go along."""

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_assistant.core.items import FilePart, ImagePart
from desktop_assistant.ui.attach.encoding import LONGEST_TEXT, Refusal
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP

_REFUSALS = {
    Refusal.UNREADABLE: QT_TRANSLATE_NOOP("Attach", "{0} could not be read."),
    Refusal.OTHER_KIND: QT_TRANSLATE_NOOP("Attach", "{0} is neither a picture nor a text file, and nothing else can be sent."),
    Refusal.TOO_LARGE: QT_TRANSLATE_NOOP("Attach", "{0} is too large to be sent."),
    Refusal.EMPTY: QT_TRANSLATE_NOOP("Attach", "{0} is empty."),
}


def title_of(part: ImagePart | FilePart) -> str:
    """A name for people."""
    if isinstance(part, FilePart):
        return part.name
    return part.title or QCoreApplication.translate("Attach", "Picture")


def refusal_words(name: str, reason: Refusal) -> str:
    """One sentence."""
    return QCoreApplication.translate("Attach", _REFUSALS[reason]).format(name or QCoreApplication.translate("Attach", "It"))


def cut_words(name: str) -> str:
    """Only the beginning of a file goes along."""
    words = QCoreApplication.translate("Attach", "{0} is long: its first {1} characters go along.")
    return words.format(name, QLocale().toString(LONGEST_TEXT))
