import json
import stat
import sys
from pathlib import Path

import pytest

from desktop_assistant.transport.wiretap import Wiretap


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_any_message_becomes_one_line(tmp_path: Path) -> None:
    path = tmp_path / "tap.jsonl"
    tap = Wiretap(path)
    for message in (
        '{"type":"x","text":"\\ud800"}',
        "[" * 900 + "]" * 900,
        "[" * 100_000,
        b"\xff\xfe\xfd",
        "not json",
        '{"a":NaN}',
    ):
        tap.write("in", message)
    tap.close()
    assert len(lines(path)) == 6


def test_what_is_already_there_stays_and_a_new_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "tap.jsonl"
    for text in ("one", "two"):
        tap = Wiretap(path)
        tap.write("out", json.dumps({"type": text}))
        tap.close()
    assert [line["msg"] for line in lines(path)] == [{"type": "one"}, {"type": "two"}]
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no device files")
def test_a_file_that_is_not_ours_keeps_its_mode(tmp_path: Path) -> None:
    """`--wiretap /dev/null`, as root, must not take the device from everybody else."""
    shared = tmp_path / "shared"
    shared.touch()
    shared.chmod(0o666)
    Wiretap(shared).close()
    assert stat.S_IMODE(shared.stat().st_mode) == 0o666


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
@pytest.mark.expects_logs("wiretap")
def test_a_full_disk_ends_the_record_not_the_conversation() -> None:
    tap = Wiretap(Path("/dev/full"))
    for _ in range(3):
        tap.write("in", '{"type":"x"}')
    tap.close()


def test_tokens_for_servers_of_tools_are_hidden(tmp_path: Path) -> None:
    path = tmp_path / "tap.jsonl"
    tap = Wiretap(path)
    tools = [{"type": "mcp", "server_label": "docs", "authorization": "tok-123456"}]
    tap.write("out", json.dumps({"type": "session.update", "session": {"tools": tools}}))
    tap.write("in", json.dumps({"type": "session.updated", "session": {"tools": tools}}))
    tap.close()
    assert "tok-123456" not in path.read_text("utf-8")
    assert path.read_text("utf-8").count("<hidden>") == 2
