"""Does a key work? Asked with the provider's own cheapest call, before the user needs it."""

from urllib.parse import urlsplit

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.transport.failures import refused

TIMEOUT_S = 10.0


async def check_openai_key(realtime_url: str, key: str) -> Problem | None:
    """List the models (free of charge); None = the key works.

    realtime_url: the wss:// address of the realtime service; its host answers https:// too.
    """
    import httpx  # 0.2 s of import that only this button needs

    if not (key.isascii() and key.isprintable()):  # as when its shortened form was copied, with an ellipsis
        return Problem(code=ProblemCode.KEY_REFUSED, detail="it contains characters that no key has")
    try:
        parts = urlsplit(realtime_url)
    except ValueError:
        return Problem(code=ProblemCode.SERVER_UNREACHABLE, detail="the address is not a WebSocket address")
    scheme = {"wss": "https", "ws": "http"}.get(parts.scheme, "")
    if not scheme or not parts.hostname:
        return Problem(code=ProblemCode.SERVER_UNREACHABLE, detail="the address is not a WebSocket address")
    if scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        return Problem(code=ProblemCode.SERVER_UNREACHABLE, detail="a key is sent over ws:// only to this machine; use wss://")
    url = f"{scheme}://{parts.netloc}{parts.path.removesuffix('/realtime')}/models"
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT_S, follow_redirects=False) as client:
            response = await client.get(url, headers={"Authorization": f"Bearer {key}"})
    except httpx.ConnectTimeout:
        return Problem(code=ProblemCode.SERVER_UNREACHABLE, detail="no answer within 10 seconds")
    except httpx.InvalidURL:
        return Problem(code=ProblemCode.SERVER_UNREACHABLE, detail="the address is not a WebSocket address")
    except httpx.HTTPError:
        return Problem(code=ProblemCode.NETWORK_DOWN, detail="the key could not be tested")
    if response.is_success:
        return None
    return refused(response.status_code, response.content).problem
