"""Where the stages are, and one HTTP client for all of them, so that a second sentence need not wait for another handshake."""

import contextlib
import ssl
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop_assistant.core.cost import FREE
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.protocol.refusals import refusal

if TYPE_CHECKING:
    import httpx

CHAINED = "chained"
"""The model that a client asks the engine for."""
CONNECT_S, SILENT_S = 5.0, 60.0


class ServiceFailed(Exception):
    """A stage cannot be reached, refuses, or talks nonsense. `code` is a ProblemCode's value, the text fit for a person."""

    def __init__(self, code: str, message: str, *, status: int = 0) -> None:
        """status: of the answer, if that was a refusal."""
        super().__init__(message)
        self.code = code
        self.status = status

    @property
    def is_away(self) -> bool:
        """Nobody there: the same may succeed later, with somebody who asks again."""
        return self.code == ProblemCode.SERVER_UNREACHABLE.value

    @property
    def may_pass(self) -> bool:
        """Nobody there, a fault of the service's own, or asked too often: the same sound may well be written down later."""
        passing = (ProblemCode.SERVER_UNREACHABLE, ProblemCode.PROVIDER_FAILED, ProblemCode.RATE_LIMITED)
        return self.code in {code.value for code in passing}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One service. Without an address the engine does it itself."""

    url: str = ""
    """Base, e.g. https://api.openai.com/v1."""
    model: str = ""
    key: str = field(default="", repr=False)
    voice: str = ""
    """Of the speech stage."""
    api: str = "responses"
    """Of the text stage: responses, or chat (completions)."""
    paid: str = FREE
    """What the price table calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The three, as the parent tells them."""

    transcription: Stage = Stage()
    text: Stage = Stage()
    speech: Stage = Stage()
    language: str = ""
    """ISO 639-1 of the speech; empty = automatic."""

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Chain":
        """From the parent's JSON; raises TypeError for what is none."""
        stages = {name: Stage(**given.get(name, {})) for name in ("transcription", "text", "speech")}
        return cls(**stages, language=str(given.get("language", "")))


class Services:
    """Calls the stages. Acquires one HTTP client at the first call; released by `aclose`."""

    def __init__(self) -> None:
        self.chain = Chain()
        self._client: httpx.AsyncClient | None = None

    @contextlib.asynccontextmanager
    async def post(self, stage: Stage, path: str, **content: Any) -> "AsyncIterator[httpx.Response]":
        """An answer whose body is still to be read; leaving the context ends the call. Raises ServiceFailed, also for what goes
        wrong while it is read."""
        import httpx  # 0.3 s that only this use of the engine needs

        if self._client is None:
            timeout = httpx.Timeout(SILENT_S, connect=CONNECT_S)
            trusted = ssl.create_default_context()  # what this computer believes, and `SSL_CERT_FILE`
            self._client = httpx.AsyncClient(timeout=timeout, follow_redirects=False, verify=trusted)
        headers = {"Authorization": f"Bearer {stage.key}"} if stage.key else {}
        try:
            async with self._client.stream("POST", f"{stage.url.rstrip('/')}{path}", headers=headers, **content) as response:
                if not response.is_success:
                    retry_after = response.headers.get("Retry-After", "")
                    problem = refusal(response.status_code, await response.aread(), retry_after).problem
                    raise ServiceFailed(problem.code.value, problem.detail, status=response.status_code)
                yield response
        except (httpx.UnsupportedProtocol, httpx.InvalidURL):
            raise ServiceFailed(ProblemCode.ADDRESS_UNUSABLE.value, "A stage's address is not a web address.") from None
        except httpx.HTTPError as error:
            raise ServiceFailed(*_why(error)) from None

    async def aclose(self) -> None:
        """Close the client."""
        if self._client is not None:
            await self._client.aclose()


def _why(error: Exception) -> tuple[str, str]:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return ProblemCode.CERTIFICATE_REFUSED.value, "the certificate is not trusted by this computer"
    return ProblemCode.SERVER_UNREACHABLE.value, "a stage of the chain does not answer"
