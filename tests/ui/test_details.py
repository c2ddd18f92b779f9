"""What lower rooms say of a failure is known where it is shown, so that it can be said in the language of the window."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_assistant.ui.details import SENTENCES, said

PACKAGE = Path(__file__).resolve().parents[2] / "desktop_assistant"
ROOMS = (
    "store", "transport", "runtime", "session", "engine", "world.py", "audio/self_test.py", "protocol/address.py",
    "protocol/codec.py", "settings/secrets.py", "settings/persona_files.py",
)  # fmt: skip
SHOWN = {
    "StoreError", "KeyStoreError", "UnreadableError", "AuthError", "UsageError", "TransportError", "DeviceError",
    "LostKeyError", "ChatFailed", "ServiceFailed", "VoiceFailed",
}  # fmt: skip
NOT_SHOWN = {
    # of the model, which asks for a tool
    "There is nobody of that name. There are: {}.",
    # a loudspeaker's or a microphone's, chosen in the sentence itself: both are in the table
    "There is no {} to test. Plug one in.",
    # sums of money, which are in the table without their sign
    "${} of ${} this month",
    # bugs of ours, for the log
    "illegal move from {} to {}",
    # the same in every language
    "HTTP {}",
}


def template(node: ast.expr) -> str | None:
    """The words of a literal, `{}` where something is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)  # type: ignore[misc]
    return None


def constants(tree: ast.Module) -> dict[str, str]:
    """Module-level names of sentences."""
    return {
        target.id: words
        for node in tree.body
        if isinstance(node, ast.Assign) and (words := template(node.value)) is not None
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def raised(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names = constants(tree)
    for node in ast.walk(tree):
        for given in said_in(node):
            words = names.get(given.id) if isinstance(given, ast.Name) else template(given)
            if words:
                yield words


def said_in(node: ast.AST) -> list[ast.expr]:
    """What a call says of a failure: the words of an error, the detail of a problem."""
    if not isinstance(node, ast.Call):
        return []
    if isinstance(node.func, ast.Name) and node.func.id in SHOWN:
        return node.args[-1:]
    if isinstance(node.func, ast.Name) and node.func.id == "Problem":
        return [keyword.value for keyword in node.keywords if keyword.arg == "detail"]
    if isinstance(node.func, ast.Attribute) and node.func.attr in ("report", "_finish"):
        given = node.args[1:2] if node.func.attr == "report" else []
        return [*given, *(keyword.value for keyword in node.keywords if keyword.arg == "message")]
    return []


def sources() -> list[Path]:
    found = [PACKAGE / room for room in ROOMS]
    return sorted(path for room in found for path in (room.rglob("*.py") if room.is_dir() else [room]))


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_sentence_of_a_failure_is_in_the_table(path: Path) -> None:
    known = [re.compile(re.sub(r"\\{\d\\}", r"(\{\}|[\\w-]+)", re.escape(sentence))) for sentence in SENTENCES]
    said_there = {words for words in raised(path) if not any(sentence.fullmatch(words) for sentence in known)}
    assert said_there <= NOT_SHOWN, "add it to ui/details.py"


def test_the_collector_finds_sentences() -> None:
    found = {words for path in sources() for words in raised(path)}
    assert len(found) > 30
    assert "The file could not be written: {}." in found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_comes_back_as_it_was(sentence: str) -> None:
    filled = re.sub(r"\{(\d)\}", r"<\1>", sentence)
    assert said(filled) == filled


def test_the_code_with_which_a_connection_was_closed_stays_behind_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_assistant.ui.details.QCoreApplication.translate", lambda _, words: words.upper())
    assert said("the connection broke off (1006)") == "THE CONNECTION BROKE OFF (1006)"
