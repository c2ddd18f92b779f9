"""Which chat-completions servers answer on this machine, and which of their models see pictures."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

KNOWN_SERVERS = (
    ("Ollama", "http://127.0.0.1:11434/v1"),
    ("LM Studio", "http://127.0.0.1:1234/v1"),
    ("llama.cpp", "http://127.0.0.1:8080/v1"),
)
_WITHIN_S = 1.5
_MOST_ASKED = 40
"""Models of one server that are asked about one by one."""
_SEEING = frozenset({"vision", "multimodal", "image"})
"""How servers call it among a model's capabilities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundServer:
    """One server that answered `GET <url>/models`."""

    name: str
    url: str
    models: tuple[str, ...] = ()
    seeing: tuple[str, ...] = ()
    """Those of them that see pictures, as far as the server tells."""


async def discover_chat_servers(candidates: Sequence[tuple[str, str]] = KNOWN_SERVERS) -> list[FoundServer]:
    """All candidates are asked at once; silence, an error or anything but a model list means absent. Takes at most 3 s,
    and a few ms where nothing listens."""
    found = await asyncio.gather(*(_ask(name, url.rstrip("/")) for name, url in candidates))
    return [server for server in found if server is not None]


async def _ask(name: str, url: str) -> FoundServer | None:
    # Imported here because httpx takes 0.3 s to load, and most starts of the app never ask.
    import httpx

    try:
        async with httpx.AsyncClient(timeout=_WITHIN_S, trust_env=False) as client:
            answer = await client.get(f"{url}/models")
            listing = answer.raise_for_status().json()
            models = tuple(str(model["id"]) for model in listing["data"])
            seeing = await _seeing(client, url, listing, models)
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return None
    return FoundServer(name=name, url=url, models=models, seeing=tuple(model for model in models if model in seeing))


async def _seeing(client: "httpx.AsyncClient", url: str, listing: Any, models: Sequence[str]) -> set[str]:
    """The list itself says so (llama.cpp), or LM Studio's own list, or Ollama's word on each model; else nobody knows."""
    found = _told(listing.get("data")) | _told(listing.get("models"))
    root = url.removesuffix("/v1")
    asked = [_json(client, "GET", f"{root}/api/v0/models")]
    asked += [_json(client, "POST", f"{root}/api/show", {"model": model}) for model in models[:_MOST_ASKED]]
    try:
        async with asyncio.timeout(_WITHIN_S):
            own, *shown = await asyncio.gather(*asked)
    except TimeoutError:
        return found
    found |= _told(own.get("data") if isinstance(own, dict) else None)
    return found | {model for model, told in zip(models, shown, strict=False) if _sees(told)}


async def _json(client: "httpx.AsyncClient", method: str, url: str, body: object = None) -> Any:
    """What it says, or None."""
    import httpx

    try:
        answer = await client.request(method, url, json=body)
        return answer.raise_for_status().json()
    except (httpx.HTTPError, ValueError):
        return None


def _told(entries: Any) -> set[str]:
    """Names of the models of a list that see."""
    listed = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    return {str(entry.get("id") or entry.get("model") or entry.get("name")) for entry in listed if _sees(entry)}


def _sees(entry: Any) -> bool:
    if not isinstance(entry, dict):
        return False
    capabilities = entry.get("capabilities")
    named = {str(one) for one in capabilities} if isinstance(capabilities, list) else set()
    return entry.get("type") == "vlm" or bool(named & _SEEING)
