"""Which chat-completions servers answer on this machine."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

KNOWN_SERVERS = (
    ("Ollama", "http://127.0.0.1:11434/v1"),
    ("LM Studio", "http://127.0.0.1:1234/v1"),
    ("llama.cpp", "http://127.0.0.1:8080/v1"),
)
_WITHIN_S = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundServer:
    """One server that answered `GET <url>/models`."""

    name: str
    url: str
    models: tuple[str, ...] = ()


async def discover_chat_servers(candidates: Sequence[tuple[str, str]] = KNOWN_SERVERS) -> list[FoundServer]:
    """All candidates are asked at once; silence, an error or anything but a model list means absent. Takes at most 1.5 s,
    and a few ms where nothing listens."""
    found = await asyncio.gather(*(_ask(name, url) for name, url in candidates))
    return [server for server in found if server is not None]


async def _ask(name: str, url: str) -> FoundServer | None:
    # Imported here because httpx takes 0.3 s to load, and most starts of the app never ask.
    import httpx

    try:
        async with httpx.AsyncClient(timeout=_WITHIN_S, trust_env=False) as client:
            answer = await client.get(f"{url.rstrip('/')}/models")
            listed = answer.raise_for_status().json()["data"]
            models = tuple(str(model["id"]) for model in listed)
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return None
    return FoundServer(name=name, url=url, models=models)
