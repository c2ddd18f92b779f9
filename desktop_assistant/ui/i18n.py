"""Marks words for the translator where they are declared as data, before any translator is loaded."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The text itself. Under this name `pyside6-lupdate` finds it; Qt's own is typed as returning `object`."""
    return text
