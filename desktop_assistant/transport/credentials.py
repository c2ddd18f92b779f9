"""Does a key work? Asked with the provider's own cheapest call, before the user needs it."""

from urllib.parse import urlsplit

from desktop_assistant.core.errors import AuthError, UsageError
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.protocol.openai import OpenAICodec
from desktop_assistant.transport.failures import NO_ADDRESS, refused

TIMEOUT_S = 10.0


async def check_openai_key(realtime_url: str, key: str) -> Problem | None:
    """List the models (free of charge); None = the key works.

    realtime_url: the wss:// address of the realtime service; its host answers https:// too.
    """
    import httpx  # 0.2 s of import that only this button needs

    try:
        endpoint = OpenAICodec(url=realtime_url, key=key, model="").endpoint()
    except AuthError as error:  # as when its shortened form was copied, with an ellipsis
        return Problem(code=ProblemCode.KEY_REFUSED, detail=str(error))
    except UsageError as error:
        return Problem(code=ProblemCode.ADDRESS_UNUSABLE, detail=str(error))
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT_S, follow_redirects=False) as client:
            response = await client.get(_list_of_models(endpoint.url), headers=dict(endpoint.headers))
    except httpx.ConnectTimeout:
        return Problem(code=ProblemCode.SERVER_UNREACHABLE, detail="no answer within 10 seconds")
    except httpx.InvalidURL:
        return Problem(code=ProblemCode.ADDRESS_UNUSABLE, detail=NO_ADDRESS)
    except httpx.HTTPError:
        return Problem(code=ProblemCode.NETWORK_DOWN, detail="the key could not be tested")
    if response.is_success:
        return None
    return refused(response.status_code, response.content).problem


def _list_of_models(realtime_url: str) -> str:
    parts = urlsplit(realtime_url)
    scheme = "https" if parts.scheme == "wss" else "http"
    return f"{scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix('/realtime')}/models"
