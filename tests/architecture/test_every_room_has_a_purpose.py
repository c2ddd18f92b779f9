"""Every room says what it is for and what it may look at; every module says in a sentence what it does."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "desktop_assistant"
ROOMS = sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists())
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


@pytest.mark.parametrize("room", ROOMS)
def test_room_states_purpose_and_imports(room: str) -> None:
    text = docstring(PACKAGE / room / "__init__.py")
    assert "May import:" in text
    assert len(text.splitlines()) <= 6


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_states_what_it_does(module: Path) -> None:
    first = docstring(module).partition("\n")[0]
    assert len(first) > 20
    assert first.rstrip().endswith((".", ":", ";", ",")) or "\n" in docstring(module)


@pytest.mark.parametrize("room", ROOMS)
def test_room_packages_hold_no_code(room: str) -> None:
    body = ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8")).body
    assert all(isinstance(part, ast.Expr | ast.ImportFrom | ast.Assign) for part in body), "code belongs in a module with a name"
