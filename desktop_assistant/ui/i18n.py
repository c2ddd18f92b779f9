"""The language of the window: marks for the translator, and the translator.

English is in the code; every sentence that a person sees is marked there, by `tr` in a widget and by `QT_TRANSLATE_NOOP` where it
is declared as data and translated when it is shown. `resources/i18n` holds a source (`.ts`) and what Qt reads (`.qm`) for each
other language, and for English the plurals alone. The compiled files are kept beside their sources, so that a start reads a file
instead of needing Qt's tools; `packaging/translations.py` brings both up to date, and a test fails when they are not.
"""

import logging
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

from desktop_assistant.paths import resources
from desktop_assistant.settings.model import Language

log = logging.getLogger(__name__)

LANGUAGE_NAMES = {Language.ENGLISH: "English", Language.GERMAN: "Deutsch", Language.ARABIC: "العربية"}
"""Each in itself: whoever cannot read the window must be able to find their own."""


_IN_USE: list[QTranslator] = []


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The text itself. Under this name `pyside6-lupdate` finds it; Qt's own is typed as returning `object`."""
    return text


def speak(wanted: Language) -> Language:
    """Windows that are made from now on are in this language, dates and numbers too; returns the one that it came to."""
    system = QLocale.system()
    language = language_for(wanted, system.uiLanguages())
    locale = QLocale(language.value)
    # The person's own country writes dates and numbers better than the language's largest one, if it is the same language.
    is_same = system.name().split("_")[0] == language.value
    keeps_system = is_same or (language is Language.ENGLISH and wanted is Language.SYSTEM)
    QLocale.setDefault(system if keeps_system else locale)
    while _IN_USE:  # kept by hand: to ask the application for its children costs a start 6 ms
        QCoreApplication.removeTranslator(_IN_USE.pop())
    if language is not Language.ENGLISH:
        _load(f"qtbase_{language.value}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    _load(language.value, str(resources() / "i18n"))
    QGuiApplication.setLayoutDirection(locale.textDirection())
    return language


def language_for(wanted: Language, preferred: Sequence[str]) -> Language:
    """The language itself, or for SYSTEM the first of the system's (`de-AT`, `ar`) that there is; else English."""
    if wanted is not Language.SYSTEM:
        return wanted
    known = {language.value: language for language in LANGUAGE_NAMES}
    spoken = (tag.replace("_", "-").split("-")[0] for tag in preferred)
    return next((known[code] for code in spoken if code in known), Language.ENGLISH)


def speaks_english() -> bool:
    """Whether no other language was asked for: for habits that a translation cannot tell, such as small letters."""
    return all(translator.language() == Language.ENGLISH.value for translator in _IN_USE)


def number(value: float, places: int = 0) -> str:
    """With so many decimals, as the language writes it."""
    return QLocale().toString(float(value), "f", places)


def amount(value: float) -> str:
    """Of money, with its hundredths."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)  # the C locale groups no digits unless told to
    return locale.toString(float(value), "f", 2)


def _load(name: str, folder: str) -> None:
    translator = QTranslator()
    if translator.load(name, folder):
        QCoreApplication.installTranslator(translator)
        _IN_USE.append(translator)
    else:
        log.warning("a translation is missing", extra={"name_of_file": name})
