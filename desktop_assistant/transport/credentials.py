"""Does a key work? Asked with the provider's own cheapest call, before the user needs it."""

import asyncio
import contextlib
from collections.abc import Callable

from websockets.asyncio.client import ClientConnection

from desktop_assistant.core.errors import AuthError, UsageError
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.protocol.codec import Codec, Endpoint
from desktop_assistant.transport.connection import dial
from desktop_assistant.transport.failures import NO_ADDRESS, link_closed, refused
from desktop_assistant.transport.trust import trusted

TIMEOUT_S = 10.0
SECOND_THOUGHTS_S = 1.0
"""Some servers take the socket first and close it when they have looked at the key."""


async def check_key(make_codec: Callable[[], Codec]) -> Problem | None:
    """Ask with what the service offers for it, a list of its models as a rule, free of charge; None = the key works.

    make_codec: may raise UsageError or AuthError, which become the answer.
    """
    try:
        codec = make_codec()
        endpoint = codec.endpoint()
    except AuthError as error:  # as when its shortened form was copied, with an ellipsis
        return Problem(code=ProblemCode.KEY_REFUSED, detail=str(error))
    except UsageError as error:
        return Problem(code=ProblemCode.ADDRESS_UNUSABLE, detail=str(error))
    return await _over_http(endpoint) if endpoint.check_url else await _by_handshake(codec)


async def _over_http(endpoint: Endpoint) -> Problem | None:
    import httpx  # 0.2 s of import that only this button needs

    try:
        async with httpx.AsyncClient(timeout=TIMEOUT_S, follow_redirects=False, verify=trusted()) as client:
            response = await client.get(endpoint.check_url, headers=dict(endpoint.headers))
    except httpx.ConnectTimeout:
        return Problem(code=ProblemCode.SERVER_UNREACHABLE, detail="no answer within 10 seconds")
    except httpx.InvalidURL:
        return Problem(code=ProblemCode.ADDRESS_UNUSABLE, detail=NO_ADDRESS)
    except httpx.HTTPError:
        return Problem(code=ProblemCode.NETWORK_DOWN, detail="the key could not be tested")
    if response.is_success:
        return None
    return refused(response.status_code, response.content).problem


async def _by_handshake(codec: Codec) -> Problem | None:
    """A session in which nothing is said costs nothing."""
    try:
        async with dial(codec) as socket:
            await _first_word(socket)
    except Exception as error:
        return link_closed(error).problem
    return None


async def _first_word(socket: ClientConnection) -> None:
    with contextlib.suppress(TimeoutError):  # some wait for us
        await asyncio.wait_for(socket.recv(), SECOND_THOUGHTS_S)
