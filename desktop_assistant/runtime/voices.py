"""The voices of the services that have a fixed set of them."""

from collections.abc import Mapping, Sequence

from desktop_assistant.runtime.control import VoiceInfo
from desktop_assistant.settings.model import Provider


def _named(names: str, note: str = "") -> tuple[VoiceInfo, ...]:
    return tuple(VoiceInfo(id=name, name=name[0].upper() + name[1:], note=note) for name in names.split())


_OPENAI = _named("marin cedar", "recommended") + _named("alloy ash ballad coral echo sage shimmer verse")
_OPENAI_LIVE = _named("marin", "recommended") + _named(
    "alloy ash ballad beacon bossa cedar cinder coral delta echo gleam meridian quartz ripple sage shida shimmer stone tempo "
    "verse vesper willow"
)
_AZURE_SPEECH = tuple(
    VoiceInfo(id=f"{place}-{name}:DragonHDLatestNeural", name=name, note=place)
    for place, names in (
        ("en-US", "Ava Andrew Emma Adam"),
        ("de-DE", "Seraphina Florian"),
        ("fr-FR", "Remy"),
        ("ja-JP", "Nanami Masaru"),
        ("zh-CN", "Xiaochen"),
    )
    for name in names.split()
)
_AZURE_NATIVE = _named(
    "ava andrew aarti denise diya elsa florian francisca meera xiaoxiao ximena yunxi", "only of the model azure-realtime"
)
_GEMINI = _named(
    "Kore Puck Charon Zephyr Fenrir Leda Orus Aoede Achernar Achird Algenib Algieba Alnilam Autonoe Callirrhoe Despina "
    "Enceladus Erinome Gacrux Iapetus Laomedeia Pulcherrima Rasalgethi Sadachbia Sadaltager Schedar Sulafat Umbriel "
    "Vindemiatrix Zubenelgenubi"
)

VOICES: Mapping[Provider, Sequence[VoiceInfo]] = {
    Provider.OPENAI: _OPENAI,
    Provider.OPENAI_LIVE: _OPENAI_LIVE,
    Provider.AZURE: _OPENAI,
    Provider.VOICE_LIVE: _AZURE_SPEECH + _OPENAI + _AZURE_NATIVE,
    Provider.GEMINI: _GEMINI,
    Provider.COMPATIBLE: (),
    Provider.CHAINED: _OPENAI,
    Provider.TEXT: (),
}
"""None for a server of which we do not know them: its voice is typed."""
