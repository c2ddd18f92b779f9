import asyncio
import os
import sys

import pytest

from desktop_assistant.audio.child import Child

CHATTERBOX = "import sys; sys.stderr.write('x' * 500_000 + '\\nINFO:audio:well\\n')"


async def test_a_library_that_writes_without_line_breaks_is_survived(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    child = await Child.spawn((sys.executable, "-c", CHATTERBOX), dict(os.environ))
    async with asyncio.timeout(10):
        assert await child.wait() == 0
    assert "well" in caplog.messages
    assert max(map(len, caplog.messages)) < 200
