"""Settings files for the app under test, written as a person would edit them."""

from pathlib import Path
from typing import Any

from tests.e2e.app import SETTINGS


def write_settings(home: Path, **tables: dict[str, Any] | str) -> None:
    """Tables (dicts) and top-level values (strings) of settings.toml; what is not named keeps its default.

    Light colours, so that the talk button can be found on the screen; flite, so that the answers can be recognised.
    """
    defaults: dict[str, dict[str, Any] | str] = {"appearance": {"theme": "light"}, "local": {"voice": FLITE}}
    for name, table in tables.items():
        known = defaults.get(name)
        defaults[name] = known | table if isinstance(known, dict) and isinstance(table, dict) else table
    lines = [f"{name} = {_literal(value)}" for name, value in defaults.items() if not isinstance(value, dict)]
    for name, table in defaults.items():
        if isinstance(table, dict):
            lines += [f"[{name}]", *(f"{key} = {_literal(value)}" for key, value in table.items())]
    path = home / SETTINGS
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


FLITE = "flite:slt"
"""Id of the voice in the local engine."""


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
