"""Provider name -> codec and capabilities."""

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.errors import UsageError
from desktop_assistant.protocol import local, openai
from desktop_assistant.protocol.codec import Codec

_CAPABILITIES = {"openai": openai.CAPABILITIES, "local": local.CAPABILITIES}


def codec_for(provider: str, *, url: str, key: str = "", model: str = "") -> Codec:
    """A codec ready to use. `key` is the engine's token for `local`. Raises UsageError or AuthError with a clear sentence."""
    match provider:
        case "openai":
            return openai.OpenAICodec(url=url, key=key, model=model)
        case "local":
            return local.LocalCodec(url=url, token=key)
        case _:
            raise UsageError(f"There is no provider called {provider!r}.")


def capabilities_of(provider: str) -> Capabilities:
    """What a provider can do, known before any connection."""
    try:
        return _CAPABILITIES[provider]
    except KeyError:
        raise UsageError(f"There is no provider called {provider!r}.") from None
