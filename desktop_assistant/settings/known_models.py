"""Models that were known when this was written, offered while one is typed; any other name may be typed as well."""

from collections.abc import Mapping

_REALTIME = ("gpt-realtime-2.1", "gpt-realtime-2.1-mini", "gpt-realtime-2", "gpt-realtime-1.5")
_TEXT = ("gpt-6.2-sol", "gpt-6-luna", "gpt-5.4-mini", "gpt-5.4-nano")
_TRANSCRIPTION = ("gpt-transcribe", "gpt-live-transcribe", "gpt-realtime-whisper")

KNOWN_MODELS: Mapping[str, tuple[str, ...]] = {
    "openai.model": _REALTIME,
    "openai.transcription_model": _TRANSCRIPTION,
    "openai_live.model": ("gpt-live-1",),
    "openai_live.delegate_model": _TEXT,
    "voice_live.model": ("gpt-4.1", "gpt-4o", "azure-realtime", *_REALTIME),
    "voice_live.transcription_model": (
        "azure-speech",
        "mai-transcribe-1",
        "gpt-4o-transcribe",
        "gpt-4o-mini-transcribe",
        "whisper-1",
    ),
    "gemini.model": ("gemini-3.8-live", "gemini-3.8-live-extended-thinking", "gemini-3.1-flash-live-preview"),
    "chained.text_model": _TEXT,
    "chained.transcription_model": ("gpt-transcribe",),
    "chained.speech_model": ("gpt-4o-mini-tts", "tts-1", "tts-1-hd"),
}
"""By the field that holds the name; the best first."""
