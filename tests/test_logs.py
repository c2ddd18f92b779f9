"""Logs: everything a room says arrives, no secret does."""

import itertools
import logging
import os
import stat
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_assistant import logs

KEY = "sk-proj-AbC_123-xyz7890abcdef"


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    levels = {name: logging.getLogger(name).level for name in ("", logs.ROOT)}
    yield
    logs.uninstall()
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def text(folder: Path, name: str = "app.log") -> str:
    return (folder / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        (f"key {KEY} refused", "key sk-[hidden] refused"),
        ("ephemeral ek_68af296e8e40", "ephemeral ek_[hidden]"),
        ("Authorization: Bearer abc.def-123", "Authorization: Bearer [hidden]"),
        ("{'Authorization': 'Bearer abc.def'}", "{'Authorization': 'Bearer [hidden]'}"),
        ("{'api-key': 'f00dfeed', 'x': 1}", "{'api-key': '[hidden]', 'x': 1}"),
        ("[('api-key', 'f00dfeed')]", "[('api-key', '[hidden]')]"),
        ("Ocp-Apim-Subscription-Key: f00dfeed", "Ocp-Apim-Subscription-Key: [hidden]"),
        ("x-goog-api-key=f00dfeed;", "x-goog-api-key=[hidden];"),
        ("wss://h/v1?model=m&token=t0p&x=1", "wss://h/v1?model=m&token=[hidden]&x=1"),
        ("https://h/?key=AIzaSyA1234567890abcdef", "https://h/?key=[hidden]"),
        ("AIzaSyA1234567890abcdef", "[hidden]"),
        ("DA_ENGINE_TOKEN=abc123 python", "DA_ENGINE_TOKEN=[hidden] python"),
        ("{'DA_ENGINE_TOKEN': 'abc123'}", "{'DA_ENGINE_TOKEN': '[hidden]'}"),
        ("realtime, openai-insecure-api-key.sekret, x", "realtime, openai-insecure-api-key.[hidden], x"),
        ("http://me:hunter22@proxy:3128/", "http://me:[hidden]@proxy:3128/"),
        ("{b'api-key': b'f00d'}", "{b'api-key': b'[hidden]'}"),
        ('OPENAI_API_KEY="abcdef"', 'OPENAI_API_KEY="[hidden]"'),
        # What must stay readable.
        ("task-queue skips 3 tokens", "task-queue skips 3 tokens"),
        ("max_output_tokens: 4096", "max_output_tokens: 4096"),
        ("no key is stored for this provider", "no key is stored for this provider"),
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1"),
        ("audio.pause_ms (line 3) must be a whole number", "audio.pause_ms (line 3) must be a whole number"),
    ],
)
def test_redact(dirty: str, clean: str) -> None:
    assert logs.redact(dirty) == clean
    assert logs.redact(clean) == clean


def test_message_arguments_extra_and_exceptions_are_clean(tmp_path: Path) -> None:
    logs.install(tmp_path, debug=False)
    log = logging.getLogger("desktop_assistant.transport.connection")
    log.info(
        "connecting with %s", KEY, extra={"headers": {"api-key": "f00dfeed", "n": [KEY, 3]}, "token": "t0p", "url": f"?key={KEY}"}
    )
    try:
        raise ValueError(f"server said: {KEY}") from RuntimeError("Bearer abcdefg")
    except ValueError:
        log.info("failed", exc_info=True, stack_info=True)
    written = text(tmp_path)
    for secret in (KEY, "f00dfeed", "t0p", "abcdefg", KEY[3:]):
        assert secret not in written
    assert "desktop_assistant.transport.connection: connecting with sk-[hidden] " in written
    assert "ValueError: server said: sk-[hidden]" in written
    assert "'n': ['sk-[hidden]', 3]" in written


def test_a_concealed_text_is_hidden_whatever_it_looks_like(tmp_path: Path) -> None:
    logs.install(tmp_path, debug=False)
    logs.conceal("correct horse battery")
    logging.getLogger("desktop_assistant.x").info("it is correct horse battery!")
    assert "it is [hidden]!" in text(tmp_path)


def test_arguments_that_do_not_fit_cost_nothing(tmp_path: Path) -> None:
    done = script(tmp_path, "logging.getLogger('desktop_assistant.x').info('%d items, %s', 'many')")
    assert done.stderr == ""
    assert "%d items, %s ('many',)" in text(tmp_path)


def test_levels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logs.install(tmp_path, debug=False)
    logging.getLogger("desktop_assistant.x").debug("detail")
    logging.getLogger("desktop_assistant.x").info("note")
    logging.getLogger("websockets.client").info("> Authorization")
    assert "detail" not in text(tmp_path)
    assert "> Authorization" not in text(tmp_path)
    assert capsys.readouterr().err == ""
    logs.install(tmp_path, debug=True)
    logging.getLogger("desktop_assistant.x").debug("detail")
    logging.getLogger("websockets.client").debug("> Authorization")
    assert text(tmp_path).count("detail") == 1
    assert "> Authorization" not in text(tmp_path)


def test_warnings_reach_stderr_without_secrets(tmp_path: Path) -> None:
    done = script(tmp_path, f"logging.getLogger('desktop_assistant.x').warning('oh %s', '{KEY}')")
    assert "oh sk-[hidden]" in done.stderr
    assert KEY not in done.stderr


def test_the_file_rotates_and_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "FILE_BYTES", 2000)
    logs.install(tmp_path / "logs", debug=False)
    for n in range(300):
        logging.getLogger("desktop_assistant.x").info("line %d", n)
    files = sorted((tmp_path / "logs").glob("app.log*"))
    assert len(files) == 1 + logs.FILES_KEPT
    assert {stat.S_IMODE(f.stat().st_mode) for f in files} == {0o600}
    assert all(f.stat().st_size <= 2000 for f in files)
    assert stat.S_IMODE((tmp_path / "logs").stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_written_leaves_stderr(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = script(tmp_path / "file" / "logs", "logging.getLogger('desktop_assistant.x').warning('still here')")
    assert "no log file: Not a directory" in done.stderr
    assert "still here" in done.stderr
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_costs_lines_not_the_program(tmp_path: Path) -> None:
    (tmp_path / "app.log").symlink_to("/dev/full")
    done = script(tmp_path, "logging.getLogger('desktop_assistant.x').info('lost'); print('alive')")
    assert done.stdout == "alive\n"
    assert "Logging error" not in done.stderr


def test_unhandled_errors_are_logged_clean(tmp_path: Path) -> None:
    done = script(
        tmp_path,
        f"""
        import threading
        thread = threading.Thread(target=lambda: 1 / 0, name="worker")
        thread.start(); thread.join()
        raise ValueError('{KEY[:6]}' + '{KEY[6:]}')
        """,
    )
    assert done.returncode == 1
    written = text(tmp_path)
    assert "unhandled error in thread worker" in written
    assert "ZeroDivisionError" in written
    assert "ValueError: sk-[hidden]" in written
    assert KEY not in written + done.stderr


def test_a_crash_leaves_its_stack(tmp_path: Path) -> None:
    done = script(tmp_path, "import ctypes; ctypes.string_at(0)")
    assert done.returncode < 0
    assert "Segmentation fault" in text(tmp_path, "app-crash.log")


def test_uninstall_gives_everything_back(tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, list(logging.getLogger().handlers))
    logs.install(tmp_path, debug=False)
    logs.uninstall()
    assert (sys.excepthook, threading.excepthook, list(logging.getLogger().handlers)) == before


def script(folder: Path, code: str) -> "subprocess.CompletedProcess[str]":
    whole = "import logging\nfrom pathlib import Path\nfrom desktop_assistant import logs\n"
    whole += f"logs.install(Path({str(folder)!r}), debug=False)\n"
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    return subprocess.run(
        [sys.executable, "-c", whole + textwrap.dedent(code)],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("call", ["info('%(there)s', {'not': 1})", "info('%s', type('X', (), {'__str__': lambda s: 1 / 0})())"])
def test_a_slip_in_a_log_call_never_reaches_the_caller(tmp_path: Path, call: str) -> None:
    done = script(tmp_path, f"logging.getLogger('desktop_assistant.x').{call}; print('went on')")
    assert (done.stdout, done.stderr) == ("went on\n", "")
    assert "desktop_assistant.x: %" in text(tmp_path)


def test_secrets_may_come_while_another_thread_logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The history's thread writes a line while a new link hides its key."""
    monkeypatch.setattr(logs, "_concealed", type(logs._concealed)(f"older-{n}" for n in range(20_000)))
    over = threading.Event()

    def hide() -> None:
        for number in itertools.count():
            logs.conceal(f"secret-{number:06d}")
            if over.is_set():
                return

    hiding = threading.Thread(target=hide)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    hiding.start()
    try:
        for _ in range(20):
            logs.redact("a line")
    finally:
        over.set()
        hiding.join()
        sys.setswitchinterval(before)
    assert logs.redact("secret-000000") == "[hidden]"


def test_a_file_that_cannot_be_rotated_goes_on_growing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows while a second window, or an editor, has it open: no line may be lost for that."""
    monkeypatch.setattr(logs, "FILE_BYTES", 200)
    monkeypatch.setattr(logs, "FILES_KEPT", 1)
    (tmp_path / "app.log.1").mkdir()
    (tmp_path / "app.log.1" / "in the way").touch()
    logs.install(tmp_path, debug=False)
    for number in range(20):
        logging.getLogger("desktop_assistant.room").info("line %d", number)
    assert [line.split()[-1] for line in text(tmp_path).splitlines()] == [str(n) for n in range(20)]
