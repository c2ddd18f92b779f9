"""Every sentence that a person sees is marked for the translator and said in each language, with the same things filled in."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "desktop_assistant" / "ui"
FOLDER = ROOT / "resources" / "i18n"
OTHER_LANGUAGES = ("de", "ar")
FORMS = {"de": 2, "ar": 6, "en": 2}
"""How many plurals Qt asks each language for."""

MARKS = {"tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1}
"""Functions whose words the translator gets, and which argument that is."""
NOBODY_SEES = {
    # calls whose words stay inside: log lines, names for Qt and for style sheets, patterns, errors of programmers
    "debug", "info", "warning", "error", "exception", "getLogger", "compile", "sub", "getattr", "TypeVar",
    "setObjectName", "setProperty", "property", "setStyleSheet", "icon", "QKeySequence", "ActionSpec",
    "RuntimeError", "ValueError", "LookupError", "TypeError", "SystemExit", "AssertionError", "getEnv", "ProtocolError",
}  # fmt: skip
EXCEPTIONS = {
    # keys, as Qt writes them down; menus show them in the person's language
    "conversation_list.py": {"Ctrl+D", "Ctrl+E", "Ctrl+G", "F2", "Del"},
    # forms of dates that nobody reads
    "card_look.py": {"Z", "HH:mm"},
    "conversation_model.py": {"d MMMM"},
    # names of pygments' kinds of words
    "code_highlight.py": {
        "Comment", "Literal.String", "Literal.Number", "Keyword", "Operator.Word", "Name.Function", "Name.Class", "Name.Tag",
        "Name.Decorator", "Name.Builtin", "Name.Attribute",
    },
    # values that are never shown: note_words says them
    "face.py": {"not sent", "no answer"},
    # wide enough for any value; nothing of it is shown
    "form.py": {"00000 ms"},
    # keys, as Qt writes them down; and values and names of kinds that are never shown
    "attaching.py": {"Ctrl+O", "Ctrl+Shift+S", "Ctrl+Shift+D"},
    "shortcuts.py": {"Ctrl+O", "Ctrl+Shift+S", "Ctrl+Shift+D"},
    "encoding.py": {"other kind", "too large", "JPEG"},
    # what Qt, QtMultimedia and D-Bus call things
    "__main__.py": {"QT_MAC_DISABLE_FOREGROUND_APPLICATION_TRANSFORM", "XDG_SESSION_TYPE"},
    "devices.py": {"NoError", "NotFound", "CaptureFailed"},
    "locks.py": {"ActiveChanged", "Lock", "PrepareForSleep"},
    # moves of a pen, as SVG names them
    "outline.py": {"M", "L", "Q", "C", "Z"},
    "setting.py": {"M", "L", "Q", "C", "Z", "M "},
    # proper names
    "provider_page.py": {"Hugging Face speech-to-speech", "LocalAI", "Qwen Omni"},
    "i18n.py": {"English", "Deutsch"},
    # a list of codes
    "conversation_page.py": {
        "ar bg ca cs cy da de el en es et eu fa fi fr gl he hi hr hu id is it ja ko",
        "lt lv mk ms nl no pl pt ro ru sk sl sr sv sw ta th tl tr uk ur vi zh",
    },
    # the name of a style, and of a part of the picture
    "theme.py": {"Fusion"},
    # translated where the banner is: see details.py
    "bridge.py": {"Something unexpected went wrong; the log file says what."},
    "talk_button.py": {"talk button"},
}  # fmt: skip


def calls_name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def looks_like_words(text: str) -> bool:
    """Begins with a capital or has a blank between letters; what has braces or a colon and a semicolon is a style sheet."""
    if "{ " in text or ("; " in text and ":" in text) or text.startswith(("<", "%", "(")) or "\\" in text:
        return False
    return re.search(r"[^\W\d_]", text) is not None and (text[0].isupper() or re.search(r"\w \w", text) is not None)


def unmarked(tree: ast.Module) -> Iterator[tuple[int, str]]:
    fine: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (calls_name(node) in MARKS or calls_name(node) in NOBODY_SEES):
            fine.update(inner for argument in (*node.args, *(k.value for k in node.keywords)) for inner in ast.walk(argument))
        if isinstance(node, ast.Expr):
            fine.add(node.value)  # docstrings
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            fine.update(ast.walk(node.annotation))
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            fine.update(ast.walk(node.returns))
        if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "__all__" for target in node.targets):
            fine.update(ast.walk(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in fine and looks_like_words(node.value):
            yield node.lineno, node.value


def marked(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) > MARKS.get(calls_name(node), 99):
            words = node.args[MARKS[calls_name(node)]]
            if isinstance(words, ast.Constant) and isinstance(words.value, str):
                yield words.value


def sources() -> list[Path]:
    return sorted(UI.rglob("*.py"))


def messages(path: Path) -> list[ElementTree.Element]:
    return list(ElementTree.parse(path).getroot().iter("message"))


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(UI)))
def test_no_words_are_shown_that_the_translator_does_not_know(path: Path) -> None:
    allowed = EXCEPTIONS.get(path.name, set())
    found = [(line, words) for line, words in unmarked(ast.parse(path.read_text("utf-8"))) if words not in allowed]
    assert found == [], "mark them with self.tr or QT_TRANSLATE_NOOP, or say in EXCEPTIONS why nobody reads them"


def test_the_check_finds_unmarked_words() -> None:
    tree = ast.parse('def f(self):\n    """A docstring."""\n    self.label.setText("Not marked")\n    self.tr("Marked")')
    assert list(unmarked(tree)) == [(3, "Not marked")]


def test_every_exception_is_still_needed() -> None:
    for name, words in EXCEPTIONS.items():
        said = {w for path in sources() if path.name == name for _, w in unmarked(ast.parse(path.read_text("utf-8")))}
        assert words <= said, name


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_every_marked_sentence_has_reached_the_source(language: str) -> None:
    """Qt's collector overlooks some places, such as the inside of an f-string."""
    known = {message.findtext("source") for message in messages(FOLDER / f"{language}.ts")}
    said = {words for path in sources() for words in marked(ast.parse(path.read_text("utf-8")))}
    assert said - known == set(), "python packaging/translations.py; words inside of an f-string are not found"
    assert known - said == set(), "python packaging/translations.py drops what is said no more"


@pytest.mark.parametrize("language", [*OTHER_LANGUAGES, "en"])
def test_every_sentence_is_translated_with_the_same_placeholders(language: str) -> None:
    for message in messages(FOLDER / f"{language}.ts"):
        source, translation = message.findtext("source", ""), message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, f"{language}: not translated: {source}"
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        assert len(forms) == (FORMS[language] if message.get("numerus") else 1), source
        for form in forms:
            assert form.strip(), source
            assert placeholders(form) == placeholders(source), (source, form)


def placeholders(text: str) -> set[str]:
    """`{0}`, `{name}`. A count may go unsaid: two messages have a form of their own."""
    return set(re.findall(r"\{\w*\}", text))


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_a_translation_ends_and_begins_as_its_sentence_does(language: str) -> None:
    """Blanks at the edges glue words; an ellipsis says that a dialog follows."""
    for message in messages(FOLDER / f"{language}.ts"):
        source = message.findtext("source", "")
        for form in [
            t.text or "" for t in (*message.iter("numerusform"), message.find("translation")) if t is not None and t.text
        ]:
            if not form.strip():
                continue
            assert source.endswith("…") == form.endswith("…"), (source, form)
            assert source.endswith(" ") == form.endswith(" "), (source, form)


@pytest.mark.parametrize("language", [*OTHER_LANGUAGES, "en"])
def test_what_qt_reads_is_what_the_sources_say(language: str, tmp_path: Path) -> None:
    tool = translations_tool()
    tool.build(FOLDER, tmp_path)
    assert (tmp_path / f"{language}.qm").read_bytes() == (FOLDER / f"{language}.qm").read_bytes(), (
        "python packaging/translations.py"
    )


def test_the_sources_have_the_contexts_that_qt_asks_for(tmp_path: Path) -> None:
    """Collected anew, nothing changes: each sentence stands under the class that says it."""
    tool = translations_tool()
    for path in FOLDER.glob("*.ts"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    tool.collect(tmp_path)
    for path in sorted(FOLDER.glob("*.ts")):
        assert (tmp_path / path.name).read_text("utf-8") == path.read_text("utf-8"), "python packaging/translations.py"


def translations_tool():  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
