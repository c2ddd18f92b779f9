"""Conversations on their way into files and back: which ones, with their sound, and without touching what is there."""

import contextlib
import os
import sys
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop_assistant.core.archive import ArchiveForm, Imported
from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import Item
from desktop_assistant.store import conversations, items, pictures, versions
from desktop_assistant.store.driver import sqlite3
from desktop_assistant.store.export import Archived, file_name, picture_name, written
from desktop_assistant.store.importing import read_archive
from desktop_assistant.store.recordings import Recordings

LARGEST_IMPORT = 512 * 1024 * 1024
"""Bytes of a file that is read in."""


def taken(connection: sqlite3.Connection, conversation_id: str | None) -> list[Archived]:
    """One conversation, or all that are not deleted, oldest first. Raises StoreError for one that is not there."""
    infos = [info for info in conversations.listed(connection) if conversation_id in (None, info.id)]
    if not infos:
        raise StoreError("There is nothing to export.")
    return [(info, _whole(connection, info.id)) for info in sorted(infos, key=lambda info: info.created_at)]


def _whole(connection: sqlite3.Connection, conversation_id: str) -> Sequence[Item]:
    found = versions.load_all(connection, conversation_id)
    return pictures.filled(connection, conversation_id, found, newest=sys.maxsize)


def write(path: Path, form: ArchiveForm, archived: Sequence[Archived], recordings: Recordings | None) -> None:
    """Make the file, whole or not at all. With recordings: a ZIP file with a text per conversation, sound and pictures."""
    part = path.with_name(f"{path.name}.part")
    try:
        if recordings is None:
            part.write_text(written(form, archived), encoding="utf-8", errors="replace", newline="\n")
        else:
            _write_zip(part, form, archived, recordings)
        os.replace(part, path)  # noqa: PTH105
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise StoreError(f"The file could not be written: {error.strerror or error}.") from error


def _write_zip(path: Path, form: ArchiveForm, archived: Sequence[Archived], recordings: Recordings) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as made:
        for number, (info, found) in enumerate(archived, 1):
            name = file_name(info, form.value)
            folder = f"{number:03}-pictures"
            made.writestr(f"{number:03}-{name}", written(form, [(info, found)], folder).encode("utf-8", "replace"))
            for picture in {p.id: p for item in found for p in item.images if p.data}.values():
                made.writestr(f"{folder}/{picture_name(picture)}", picture.data)
            for name, sound in recordings.files(info.id):
                made.writestr(f"{number:03}-audio/{name}", sound)


def read(path: Path) -> list[Archived]:
    """The conversations of a file."""
    try:
        if path.stat().st_size > LARGEST_IMPORT:
            raise StoreError("The file is too large to be read in.")
        return read_archive(_text_of(path))
    except OSError as error:
        raise StoreError(f"The file could not be read: {error.strerror or error}.") from error
    except (UnicodeDecodeError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:  # the last: locked, or odd
        raise StoreError("The file is damaged, or not of a kind that can be read in.") from error


def _text_of(path: Path) -> str:
    """ChatGPT sends its export as a ZIP file with `conversations.json` in it."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as packed:
        names = [info for info in packed.infolist() if info.filename.endswith(".json")]
        wanted = next(
            (info for info in names if Path(info.filename).name == "conversations.json"), names[0] if len(names) == 1 else None
        )
        if wanted is None or wanted.file_size > LARGEST_IMPORT:
            raise StoreError("There are no conversations in this file.")
        return packed.read(wanted).decode("utf-8-sig")


def put(connection: sqlite3.Connection, archived: Sequence[Archived]) -> Imported:
    """Add conversations that are not here yet."""
    counted = Imported()
    for info, found in archived:
        if conversations.exists(connection, info.id) or not found:
            counted = replace(counted, known=counted.known + 1)
            continue
        conversations.create(connection, info)
        before: str | None = None
        for item in found:
            items.save(connection, info.id, item, before, info.updated_at)
            before = item.id
        conversations.set_times(connection, info)
        counted = replace(counted, added=counted.added + 1)
    return counted
