"""Where a service's socket is and how to identify ourselves there: addresses as people paste them, keys as headers."""

from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from desktop_assistant.core.errors import AuthError, UsageError
from desktop_assistant.protocol.codec import is_loopback

Headers = tuple[tuple[str, str], ...]

VOICE_LIVE_VERSION = "2026-07-15"
_SCHEMES = {"ws": "ws", "wss": "wss", "http": "ws", "https": "wss"}


def realtime_url(url: str, *, model: str = "") -> str:
    """A checked WebSocket address with the model in its query. Raises UsageError."""
    parts = _checked(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if model and not any(name == "model" for name, _ in pairs):
        pairs.append(("model", model))
    return _joined(parts, parts.path, pairs)


def model_url(url: str, model: str) -> str:
    """Beside a socket's address: the description of a model (none: of all), which costs nothing, and which only a key gets that
    works and may use the model."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/").removesuffix("/realtime").removesuffix("/live/sessions")
    return _described(parts, f"{path}/models", model)


def gemini_model_url(url: str, model: str) -> str:
    """The same for Gemini, whose sockets have paths of their own."""
    return _described(urlsplit(url), "/v1beta/models", model.removeprefix("models/"))


def _described(parts: SplitResult, path: str, model: str) -> str:
    path += f"/{quote(model, safe='')}" if model else ""
    return urlunsplit(SplitResult(_over_http(parts.scheme), parts.netloc, path, "", ""))


def _over_http(scheme: str) -> str:
    return "https" if scheme == "wss" else "http"


def azure_openai_url(url: str, *, model: str = "") -> str:
    """The realtime address of a resource, from whatever its portal shows: its endpoint, or the address of any call.

    model: name of the deployment; empty = the one that the address names. Preview addresses (`/openai/realtime`) stay so; the
    others become GA ones, which must not name an `api-version`. Raises UsageError.
    """
    parts = _resource(url)
    query = dict(parse_qsl(parts.query))
    deployment = model or query.get("deployment") or query.get("model") or _deployment_in(parts.path)
    if not deployment:
        raise UsageError("Azure needs the name of your deployment of a realtime model.")
    if parts.path.rstrip("/") == "/openai/realtime" and query.get("api-version"):
        return _joined(parts, "/openai/realtime", [("api-version", query["api-version"]), ("deployment", deployment)])
    return _joined(parts, "/openai/v1/realtime", [("model", deployment)])


def voice_live_url(url: str, *, model: str = "") -> str:
    """The Voice Live address of a resource, from whatever its portal shows. Raises UsageError."""
    parts = _resource(url)
    query = dict(parse_qsl(parts.query))
    version = query.get("api-version", "") if parts.path.startswith("/voice-live/") else ""
    # The same resource has several names; this one of OpenAI's models does not serve Voice Live.
    host = parts.netloc.replace(".openai.azure.com", ".services.ai.azure.com")
    pairs = [("api-version", version or VOICE_LIVE_VERSION), ("model", model or query.get("model", ""))]
    return _joined(parts._replace(netloc=host), "/voice-live/realtime", [(name, value) for name, value in pairs if value])


def bearer(key: str) -> Headers:
    """The Authorization header; a key with a line break or a non-ASCII character would break or forge headers."""
    return (("Authorization", f"Bearer {_printable(key)}"),) if key else ()


def azure_headers(key: str) -> Headers:
    """A key of the resource goes in a header of its own; a token of Entra (a JSON web token) as everywhere."""
    if key.startswith("eyJ") and key.count(".") == 2:
        return bearer(key)
    return (("api-key", _printable(key)),) if key else ()


def google_headers(key: str) -> Headers:
    """A key of the Gemini API, or a short-lived token that was made with one."""
    if key.startswith("auth_tokens/"):
        return (("Authorization", f"Token {_printable(key)}"),)
    return (("x-goog-api-key", _printable(key)),) if key else ()


def _printable(key: str) -> str:
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise AuthError("it contains characters that no key has")
    return key


def _resource(url: str) -> SplitResult:
    """A resource's address; in the cloud there is only one scheme, and people leave it out."""
    url = url.strip()
    parts = _checked(url if "://" in url else f"https://{url}")
    return parts if is_loopback(parts.hostname or "") else parts._replace(scheme="wss")


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        scheme, host = _SCHEMES.get(parts.scheme), parts.hostname
        _ = parts.port
    except ValueError:
        raise UsageError("The address of the realtime service is not a valid URL.") from None
    if scheme is None or not host:
        raise UsageError("The address of the realtime service must begin with wss:// or ws:// and name a host.")
    return parts._replace(scheme=scheme)


def _joined(parts: SplitResult, path: str, pairs: list[tuple[str, str]]) -> str:
    return urlunsplit(SplitResult(parts.scheme, parts.netloc, path, urlencode(pairs), ""))


def _deployment_in(path: str) -> str:
    """`/openai/deployments/<name>/...`, as the portal shows it for calls over HTTP."""
    steps = path.split("/")
    return unquote(steps[3]) if steps[1:3] == ["openai", "deployments"] and len(steps) > 3 else ""
