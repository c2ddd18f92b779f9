"""Logging set-up: a rotating file, warnings on stderr, secrets taken out of everything.

Messages never hold what was said: rooms log ids, counts and codes. This module adds the second lock, for secrets:
the text of a message, its arguments, its `extra` fields and the text of exceptions are all cleaned before any
handler writes them.
"""

import faulthandler
import io
import logging
import os
import re
import sys
import threading
from collections.abc import Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

ROOT = "desktop_assistant"
"""Every room logs below this name."""
FILE_BYTES = 1_000_000
FILES_KEPT = 4
HIDDEN = "[hidden]"

_SECRET_WORD = r"(?:authorization|(?:[a-z0-9]+[-_])*(?:(?:api|subscription|access|secret)[-_]?key|token|password|secret))"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(sk|ek|rk|pk)([-_])[A-Za-z0-9_\-]{6,}"), rf"\1\2{HIDDEN}"),
    (re.compile(r"\bAIza[A-Za-z0-9_\-]{10,}"), HIDDEN),
    (re.compile(r"(openai-insecure-api-key\.)[^\s\"',;]+"), rf"\1{HIDDEN}"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[^\s\"',;]+"), rf"\1 {HIDDEN}"),
    (re.compile(r"(?i)([?&](?:[a-z_\-]*token|[a-z_\-]*key|code|sig|signature|secret)=)[^&\s#\"']+"), rf"\1{HIDDEN}"),
    (re.compile(r"(\w://[^/\s:@]*:)[^/\s@]+@"), rf"\1{HIDDEN}@"),
    # "api-key: x", 'api_key': b'x', DA_ENGINE_TOKEN=x; the schemes above have done their part already.
    (
        re.compile(
            rf"(?i)\b({_SECRET_WORD}[\"']?\s*(?:[:=]|=>|,)\s*(?:b(?=[\"']))?[\"']?)"
            r"(?!bearer |basic |\[hidden\]|b[\"'])[^\s\"',;&})\]]+"
        ),
        rf"\1{HIDDEN}",
    ),
)
_SECRET_FIELD = re.compile(rf"(?i)^{_SECRET_WORD}$")
_PLAIN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

_concealed: list[str] = []
"""Only ever appended to, so that any thread may read it meanwhile."""


def conceal(secret: str) -> None:
    """Hide this very text from now on, whatever it looks like: for keys and tokens without a tell-tale form."""
    if len(secret) >= 6 and secret not in _concealed:
        _concealed.append(secret)


def redact(text: str) -> str:
    """The text without secrets."""
    for secret in _concealed:
        text = text.replace(secret, HIDDEN)
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


class Redaction(logging.Filter):
    """Cleans a record in place, so that every later handler sees the clean one too."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always keeps the record."""
        try:
            record.msg = redact(record.getMessage())
        except Exception:  # arguments that do not fit their message must cost neither the message nor the caller
            record.msg = redact(f"{record.msg} {record.args!r}")
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        for name in vars(record).keys() - _PLAIN_FIELDS:
            setattr(record, name, HIDDEN if _SECRET_FIELD.match(name) else _clean(getattr(record, name)))
        return True


def _clean(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(k): HIDDEN if _SECRET_FIELD.match(str(k)) else _clean(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(v) for v in value]
    return redact(str(value))


class _Line(logging.Formatter):
    """One line per record, `extra` fields as name=value at its end."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        extra = "".join(f" {k}={v}" for k, v in vars(record).items() if k not in _PLAIN_FIELDS)
        return super().formatMessage(record) + extra


class _PrivateFile(RotatingFileHandler):
    """Readable by its owner only; a full disk costs lines, never the program."""

    def _open(self) -> io.TextIOWrapper:
        return open(self.baseFilename, "a", encoding="utf-8", errors="backslashreplace", opener=_private)

    def doRollover(self) -> None:
        try:
            super().doRollover()
        except OSError:  # on Windows, while another program has the file open
            self.stream = self.stream or self._open()

    def handleError(self, record: logging.LogRecord) -> None:
        if logging.raiseExceptions and not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _Installed:
    """What `install` has put in place, so that it can be taken back."""

    def __init__(self) -> None:
        self.handlers: list[logging.Handler] = []
        self.crash_file: TextIO | None = None
        self.hooks: tuple[Any, Any] | None = None


_installed = _Installed()


def install(folder: Path, *, debug: bool, process: str = "app") -> None:
    """Log to `<folder>/<process>.log` (each process needs a name of its own), crashes to `<process>-crash.log`.

    A folder that cannot be written leaves stderr, and says so there.
    """
    uninstall()
    _add(logging.StreamHandler(), logging.WARNING)
    logging.getLogger(ROOT).setLevel(logging.DEBUG if debug else logging.INFO)
    # Libraries stay at WARNING even in debug: websockets would log whole frames and headers.
    logging.getLogger().setLevel(logging.WARNING)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = _PrivateFile(folder / f"{process}.log", maxBytes=FILE_BYTES, backupCount=FILES_KEPT)
        _add(file, logging.DEBUG)
        crash = folder / f"{process}-crash.log"
        _installed.crash_file = open(crash, "a", encoding="utf-8", opener=_private)  # noqa: SIM115
        faulthandler.enable(_installed.crash_file)
    except OSError as error:
        logging.getLogger(__name__).warning("no log file: %s", error.strerror, extra={"folder": str(folder)})
    _installed.hooks = (sys.excepthook, threading.excepthook)
    sys.excepthook, threading.excepthook = _unhandled, _unhandled_in_thread


def uninstall() -> None:
    """Take back what `install` did."""
    for handler in _installed.handlers:
        logging.getLogger().removeHandler(handler)
        handler.close()
    _installed.handlers.clear()
    if _installed.crash_file is not None:
        faulthandler.disable()
        _installed.crash_file.close()
        _installed.crash_file = None
    if _installed.hooks is not None:
        sys.excepthook, threading.excepthook = _installed.hooks
        _installed.hooks = None


def _add(handler: logging.Handler, level: int) -> None:
    handler.setLevel(level)
    handler.setFormatter(_Line())
    handler.addFilter(Redaction())
    logging.getLogger().addHandler(handler)
    _installed.handlers.append(handler)


def _unhandled(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger(ROOT).critical("unhandled error", exc_info=(kind, error, trace))


def _unhandled_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is None or issubclass(args.exc_type, SystemExit):
        return
    name = args.thread.name if args.thread else "?"
    logging.getLogger(ROOT).critical(
        "unhandled error in thread %s", name, exc_info=(args.exc_type, args.exc_value, args.exc_traceback)
    )
