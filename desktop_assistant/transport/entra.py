"""Tokens of Microsoft Entra instead of a key: from the Azure command line, in which the person has signed in."""

import asyncio
import json
import shutil
import time
from collections.abc import Callable

from desktop_assistant.core.errors import AuthError

SCOPE = "https://cognitiveservices.azure.com/.default"
"""Azure OpenAI and Voice Live alike take it."""
FRESH_S = 300.0
"""A token that ends sooner is not used for a new session."""
PATIENCE_S = 20.0
_NOT_INSTALLED = "the Azure command line (az) is not installed"
_NOT_SIGNED_IN = "nobody is signed in with the Azure command line: run `az login`"


class EntraTokens:
    """Asks once per hour or so, as long as a token lasts. The token is never on a command line, and never kept on disk by us."""

    def __init__(self, *, wall: Callable[[], float] = time.time) -> None:
        self._wall = wall
        self._token = ""
        self._ends = 0.0
        self._turn = asyncio.Lock()

    async def token(self) -> str:
        """Valid for a while. Raises AuthError with what to do."""
        async with self._turn:
            if self._wall() + FRESH_S > self._ends:
                self._token, self._ends = await self._ask()
            return self._token

    async def _ask(self) -> tuple[str, float]:
        program = shutil.which("az")
        if program is None:
            raise AuthError(_NOT_INSTALLED)
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            program,
            "account",
            "get-access-token",
            "--scope",
            SCOPE,
            "--output",
            "json",
            stdout=pipe,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(PATIENCE_S):
                out, _ = await process.communicate()
        except BaseException as error:
            process.kill()
            await process.wait()
            if isinstance(error, TimeoutError):
                raise AuthError("the Azure command line (az) did not answer") from None
            raise
        if process.returncode:
            raise AuthError(_NOT_SIGNED_IN)
        try:
            given = json.loads(out)
            return str(given["accessToken"]), float(given.get("expires_on") or self._wall() + 2 * FRESH_S)
        except (ValueError, KeyError, TypeError):
            raise AuthError("the answer of the Azure command line (az) could not be read") from None
