"""Service name -> codec and capabilities; the only place that knows all of them."""

from collections.abc import Mapping

from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.errors import UsageError
from desktop_assistant.protocol import gemini, live, local, openai_profiles
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.protocol.openai import OpenAICodec
from desktop_assistant.protocol.openai_profiles import Profile

PROFILES: dict[str, Profile] = {
    "openai": openai_profiles.OPENAI,
    "azure": openai_profiles.AZURE,
    "voice_live": openai_profiles.AZURE_VOICE_LIVE,
    "compatible": openai_profiles.COMPATIBLE,
    "older": openai_profiles.OLDER,
    "hugging_face": openai_profiles.HUGGING_FACE,
    "speaches": openai_profiles.SPEACHES,
    "localai": openai_profiles.LOCALAI,
    "xai": openai_profiles.XAI_GROK,
    "qwen": openai_profiles.QWEN_OMNI,
}
"""Those that speak OpenAI's protocol."""

OF_ENGINE = {"local": local.CAPABILITIES, "chained": local.CHAINED}
"""Those that our own engine serves."""

WITHOUT_SOCKET = {"text": local.TEXT}
"""Those that need no codec."""

SERVICES = ("local", "chained", "gemini", "openai_live", *PROFILES)


def codec_for(
    service: str, *, url: str, key: str = "", model: str = "", names: str = "", tool_tokens: Mapping[str, str] | None = None
) -> Codec:
    """A codec for one connection. `key`: for the engine's, its token. Raises UsageError or AuthError with one sentence.

    names: put before the names that a codec makes up for a service without any, so that no two connections share one.
    tool_tokens: by the labels of the servers of tools that the service calls itself.
    """
    if service in PROFILES:
        return OpenAICodec(url=url, key=key, model=model, profile=PROFILES[service], tool_tokens=tool_tokens or {})
    if service == "gemini":
        return gemini.GeminiCodec(url=url, key=key, model=model, names=names)
    if service == "openai_live":
        return live.LiveCodec(url=url, key=key, model=model, names=names)
    if service in OF_ENGINE:
        return local.LocalCodec(url=url, token=key, capabilities=OF_ENGINE[service])
    raise UsageError(f"There is no provider called {service!r}.")


def capabilities_of(service: str) -> Capabilities:
    """What a service can do, known before any connection."""
    if service in PROFILES:
        return PROFILES[service].capabilities
    if service == "gemini":
        return gemini.CAPABILITIES
    if service == "openai_live":
        return live.CAPABILITIES
    if service in OF_ENGINE:
        return OF_ENGINE[service]
    if service in WITHOUT_SOCKET:
        return WITHOUT_SOCKET[service]
    raise UsageError(f"There is no provider called {service!r}.")
