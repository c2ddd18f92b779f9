import asyncio
import os
import sys

import pytest

from desktop_assistant.audio.child import Child

CHATTERBOX = "import sys; sys.stderr.write('x' * 500_000 + '\\nINFO:audio:well\\n')"


async def test_a_library_that_writes_without_line_breaks_is_survived(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    child = await Child.spawn((sys.executable, "-c", CHATTERBOX), dict(os.environ))
    async with asyncio.timeout(30):
        assert await child.wait() == 0
    assert "well" in caplog.messages
    assert max(map(len, caplog.messages)) < 200


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")
@pytest.mark.parametrize(
    ("program", "wants"),
    [
        ("while True: pass", True),
        ("import sys; sys.stdin.read()", False),
        # The thread that would serve sleeps, because another one is busy.
        (
            "import threading, sys\ndef work():\n    while True: pass\n"
            "threading.Thread(target=work, daemon=True).start(); sys.stdin.read()",
            True,
        ),
    ],
    ids=["busy", "idle", "busy beside"],
)
async def test_whether_it_would_run_if_it_were_let_is_seen_from_outside(program: str, wants: bool) -> None:
    child = await Child.spawn((sys.executable, "-c", program), dict(os.environ))
    try:
        async with asyncio.timeout(30):
            # While it starts it is the other way round now and then.
            seen: list[bool] = []
            while seen[-20:] != [wants] * 20:
                seen.append(child.wants_to_run)
                await asyncio.sleep(0.01)
    finally:
        child.kill()
        await child.wait()
    assert not child.wants_to_run
