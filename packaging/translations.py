"""Brings the translations up to date: `python packaging/translations.py` in the development environment.

Collects what the code says into resources/i18n/*.ts, keeps what was translated, drops what is said no more, and compiles what Qt
reads. What is left to translate is said; a test fails while anything is. Sources carry no line numbers: they would change with
every edit of the code.
"""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("de", "ar")
ENGLISH = "en"
"""The code says it in English already, but for plurals."""


def collect(folder: Path) -> None:
    """Put what the code says into the sources of this folder."""
    sources = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "desktop_assistant" / "ui").rglob("*.py"))]
    common = ["-no-obsolete", "-locations", "none", "-source-language", "en"]
    for language in LANGUAGES:
        _run("pyside6-lupdate", *sources, *common, "-target-language", language, "-ts", str(folder / f"{language}.ts"))
    _run("pyside6-lupdate", *sources, *common, "-pluralonly", "-target-language", "en", "-ts", str(folder / f"{ENGLISH}.ts"))


def build(sources: Path, compiled: Path) -> None:
    """Compile the sources of one folder into another."""
    for language in (*LANGUAGES, ENGLISH):
        _run("pyside6-lrelease", "-silent", str(sources / f"{language}.ts"), "-qm", str(compiled / f"{language}.qm"))


def untranslated(source: Path) -> list[str]:
    """What a source does not say yet in its language."""
    messages = ElementTree.parse(source).getroot().iter("message")
    return [m.findtext("source", "") for m in messages if m.find("translation[@type='unfinished']") is not None]


def _run(program: str, *options: str) -> None:
    subprocess.run([str(Path(sys.executable).with_name(program)), *options], cwd=ROOT, check=True, capture_output=True)


if __name__ == "__main__":
    collect(FOLDER)
    build(FOLDER, FOLDER)
    for path in sorted(FOLDER.glob("*.ts")):
        for words in untranslated(path):
            print(f"{path.name}: {words}")
