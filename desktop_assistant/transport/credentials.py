"""Does a key work? Asked with the provider's own cheapest call, before the user needs it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from websockets.asyncio.client import ClientConnection

from desktop_assistant.core.errors import AuthError, ProtocolError, UsageError
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import ProviderError, ServerEvent
from desktop_assistant.protocol.address import bearer
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.protocol.refusals import complained
from desktop_assistant.transport.connection import dial
from desktop_assistant.transport.failures import NO_ADDRESS, NO_CERTIFICATE, link_closed, refused
from desktop_assistant.transport.trust import trusted

TIMEOUT_S = 10.0
SECOND_THOUGHTS_S = 1.0
"""Some servers take the socket first and close it when they have looked at the key."""


async def check_key(make_codec: Callable[[], Codec]) -> Problem | None:
    """Ask with what the service offers for it, the description of the model as a rule, free of charge; None = the key works.

    make_codec: may raise UsageError or AuthError, which become the answer.
    """
    try:
        codec = make_codec()
        endpoint = codec.endpoint()
    except AuthError as error:  # as when its shortened form was copied, with an ellipsis
        return Problem(code=ProblemCode.KEY_REFUSED, detail=str(error))
    except UsageError as error:
        return Problem(code=ProblemCode.ADDRESS_UNUSABLE, detail=str(error))
    problem = await _over_http(endpoint.check_url, dict(endpoint.headers)) if endpoint.check_url else None
    if endpoint.check_url and (problem is None or problem.code is not ProblemCode.ACCESS_FORBIDDEN):
        return problem
    return await _by_handshake(codec)  # a key may be good for talking only, and not for looking at models


async def check_chain(stages: Sequence[tuple[str, str]]) -> Problem | None:
    """The same for services over plain HTTP, each a base address with its key, by their lists of models. One that has no such
    list says nothing about a key."""
    for url, key in stages:
        try:
            headers = dict(bearer(key))
        except AuthError as error:
            return Problem(code=ProblemCode.KEY_REFUSED, detail=str(error))
        problem = await _over_http(f"{url.rstrip('/')}/models", headers)
        if problem is not None and problem.code is not ProblemCode.MODEL_UNAVAILABLE:
            return problem
    return None


async def _over_http(url: str, headers: Mapping[str, str]) -> Problem | None:
    import httpx  # 0.2 s of import that only this button needs

    try:
        async with httpx.AsyncClient(timeout=TIMEOUT_S, follow_redirects=False, verify=trusted()) as client:
            response = await client.get(url, headers=dict(headers))
    except httpx.ConnectTimeout:
        return Problem(code=ProblemCode.SERVER_UNREACHABLE, detail="no answer within 10 seconds")
    except (httpx.InvalidURL, httpx.UnsupportedProtocol):
        return Problem(code=ProblemCode.ADDRESS_UNUSABLE, detail=NO_ADDRESS)
    except httpx.HTTPError as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return Problem(code=ProblemCode.CERTIFICATE_REFUSED, detail=NO_CERTIFICATE)
        return Problem(code=ProblemCode.NETWORK_DOWN, detail="the key could not be tested")
    if response.is_success:
        return None
    return refused(response.status_code, response.content).problem


async def _by_handshake(codec: Codec) -> Problem | None:
    """A session in which nothing is said costs nothing."""
    try:
        async with dial(codec) as socket:
            events = await _first_words(socket, codec)
    except ProtocolError:
        return Problem(code=ProblemCode.SERVER_GARBAGE)
    except Exception as error:
        return link_closed(error).problem
    complaint = next((event for event in events if isinstance(event, ProviderError)), None)
    return None if complaint is None else complained(complaint.code, complaint.message)


async def _first_words(socket: ClientConnection, codec: Codec) -> list[ServerEvent]:
    try:
        return codec.decode(await asyncio.wait_for(socket.recv(), SECOND_THOUGHTS_S))
    except TimeoutError:  # some wait for us
        return []
