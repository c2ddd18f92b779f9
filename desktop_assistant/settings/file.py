"""Settings as commented TOML: nothing in the file can stop the program, and nothing a person wrote there is lost."""

import contextlib
import difflib
import logging
import os
import re
import tempfile
import tomllib
from collections.abc import Iterator, MutableMapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.settings import values
from desktop_assistant.settings.migrate import migrate
from desktop_assistant.settings.model import SCHEMA_VERSION, Settings

log = logging.getLogger(__name__)

T = TypeVar("T")


def load(path: Path) -> tuple[Settings, list[Problem]]:
    """The settings, and one problem for each thing in the file that was not understood. Never raises.

    A field that does not fit has its default; a file that is no TOML is kept as `settings.broken.toml` beside it.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        tree = tomllib.loads(text)
    except FileNotFoundError:
        return Settings(), []
    except OSError as error:
        return Settings(), [_problem(f"{path} could not be read ({error.strerror}); defaults are used.")]
    except (ValueError, RecursionError) as error:  # not TOML, not UTF-8, or brackets without end
        return Settings(), [_problem(f"{path.name} could not be understood: {error}. {_keep_aside(path)}")]
    reader = _Reader(text, is_newer=_is_newer(tree))
    migrate(tree)
    return reader.table(Settings, tree, ""), reader.problems


def save(path: Path, settings: Settings) -> None:
    """Write atomically, readable by this user only; comments and unknown keys stay. Raises OSError."""
    try:
        text = _updated(path.read_bytes().decode("utf-8-sig"), settings)
    except FileNotFoundError:
        text = _updated(_HEADING, settings)
    except OSError:
        raise
    except Exception as error:  # half edited, or written in a way that tomlkit cannot change (it raises all kinds)
        log.warning("a broken settings file was replaced", extra={"aside": _keep_aside(path), "kind": type(error).__name__})
        text = _updated(_HEADING, settings)
    write_private(path, text)


_HEADING = "# Settings of Desktop Assistant. Change them here or in the window; comments are kept.\n"


def _updated(text: str, settings: Settings) -> str:
    """The file with these settings in it. Raises ValueError if it would not say them, or whatever tomlkit raises."""
    import tomlkit  # 40 ms that only a change of settings needs

    document = tomlkit.parse(text)
    if not _is_newer(document):
        migrate(document)
        document["schema"] = SCHEMA_VERSION
    _update(document, settings)
    written = tomlkit.dumps(document)
    if not _says_all(tomllib.loads(written), settings):
        raise ValueError("the file would not say what was chosen")
    return written


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step, mode 0600: after a crash it is the old one or the new one. Raises OSError."""
    path = Path(os.path.realpath(path))  # people keep their settings elsewhere and link them
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp makes it 0600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # Windows cannot, and does it by itself
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class _Reader:
    """Builds the tree from a parsed file and collects what was wrong with it."""

    def __init__(self, text: str, *, is_newer: bool) -> None:
        self._text = text
        self._is_newer = is_newer
        self.problems: list[Problem] = []

    def table(self, cls: type[T], tree: Any, prefix: str) -> T:
        """One table of the file as one dataclass."""
        kinds = values.types_of(cls)
        found: dict[str, Any] = {}
        for field in values.options_of(cls):
            if field.name not in tree:
                continue
            name, raw = prefix + field.name, tree[field.name]
            kind = kinds[field.name]
            if is_dataclass(kind):
                if isinstance(raw, dict):
                    found[field.name] = self.table(kind, raw, f"{name}.")
                else:
                    self._complain(f"{self._at(name)} must be a table, [{name}]; its defaults are used.")
                continue
            try:
                found[field.name] = values.read(raw, kind, field.metadata)
            except values.Refused as allowed:
                self._complain(f"{self._at(name)} must be {allowed}; {_shown(field.default)} is used.")
        self._unknown(cls, tree, prefix)
        return cls(**found)

    def _unknown(self, cls: Any, tree: dict[str, Any], prefix: str) -> None:
        if self._is_newer:  # a later version knows them
            return
        known = [f.name for f in fields(cls)]
        for key in tree:
            if key not in known:
                close = difflib.get_close_matches(key, known, 1)
                hint = f' Did you mean "{close[0]}"?' if close else ""
                self._complain(f"{self._at(prefix + key)} is not a setting of this version and was left alone.{hint}")

    def _at(self, name: str) -> str:
        line = line_of(self._text, name)
        return f"{name} (line {line})" if line else name

    def _complain(self, detail: str) -> None:
        self.problems.append(_problem(detail))


def line_of(text: str, name: str) -> int | None:
    """Line, from 1, on which a dotted name is set; None where it is written in an unusual way."""
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[\s*([\w.\-\s\"']+?)\s*\]", line):
            table = re.sub(r"[\s\"']", "", header[1])
            if table == name:
                return number
        elif (key := re.match(r"\s*([\w.\-\s\"']+?)\s*=", line)) is not None:
            full = re.sub(r"[\s\"']", "", f"{table}.{key[1]}" if table else key[1])
            if full == name:
                return number
    return None


def _update(table: MutableMapping[str, Any], settings: Any) -> None:
    """Bring a tomlkit table up to date, touching only what differs."""
    import tomlkit

    kinds = values.types_of(type(settings))
    for field in values.options_of(settings):
        value, kind, there = getattr(settings, field.name), kinds[field.name], table.get(field.name)
        if is_dataclass(kind):
            if not isinstance(there, MutableMapping):
                there = table[field.name] = tomlkit.table()
            _update(there, value)
        elif there is None:
            _add(table, field.name, values.write(value), field.metadata.get("comment"))
        elif not _says(there, kind, field.metadata, value):
            table[field.name] = values.write(value)


def _add(table: Any, name: str, value: Any, comment: str | None) -> None:
    import tomlkit

    if comment and type(table) in (tomlkit.TOMLDocument, tomlkit.items.Table):  # others are written on one line, or all over
        table.add(tomlkit.comment(comment))
    table[name] = value


def _says(raw: Any, kind: type, metadata: Any, value: Any) -> bool:
    """Whether the file says this already, perhaps in other words."""
    try:
        return bool(values.read(raw, kind, metadata) == value)
    except values.Refused:
        return False


def _says_all(tree: Any, settings: Any) -> bool:
    kinds = values.types_of(type(settings))
    for field in values.options_of(settings):
        value, raw = getattr(settings, field.name), tree.get(field.name)
        if is_dataclass(kinds[field.name]):
            if not isinstance(raw, dict) or not _says_all(raw, value):
                return False
        elif raw != values.write(value) and not _says(raw, kinds[field.name], field.metadata, value):
            return False
    return True


def _is_newer(tree: Any) -> bool:
    schema = tree.get("schema")
    return isinstance(schema, int) and schema > SCHEMA_VERSION


def _keep_aside(path: Path) -> str:
    """Move the broken file away and say where; what a person wrote is never overwritten."""
    for aside in _asides(path):
        if not aside.exists():
            try:
                path.rename(aside)
            except OSError as error:
                return f"Defaults are used; it could not be renamed ({error.strerror})."
            return f"It was kept as {aside.name}; defaults are used."
    return "Defaults are used."


def _asides(path: Path) -> Iterator[Path]:
    yield path.with_name(f"{path.stem}.broken{path.suffix}")
    for number in range(2, 1000):
        yield path.with_name(f"{path.stem}.broken-{number}{path.suffix}")


def _shown(value: Any) -> str:
    written = values.write(value)
    return f'"{written}"' if isinstance(written, str) else str(written).lower()


def _problem(detail: str) -> Problem:
    log.warning("a setting was not understood", extra={"detail": detail})
    return Problem(code=ProblemCode.SETTINGS_FIELD_BAD, detail=detail)
