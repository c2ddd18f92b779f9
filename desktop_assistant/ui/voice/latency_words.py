"""How long the person waited for an answer, and for what, in words."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_assistant.core.snapshot import Savings, TurnLatency
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP, number, speaks_english


@dataclass(frozen=True, slots=True)
class PartWords:
    """One part of the wait: field of TurnLatency, name, meaning, colour of the palette."""

    field: str
    name: str
    meaning: str
    colour: str


PARTS = (
    PartWords(
        "pause_ms",
        QT_TRANSLATE_NOOP("Latency", "Pause"),
        QT_TRANSLATE_NOOP("Latency", "the silence that ended your turn (Patience sets it)"),
        "scroll_handle",
    ),
    PartWords(
        "network_ms",
        QT_TRANSLATE_NOOP("Latency", "Network"),
        QT_TRANSLATE_NOOP("Latency", "there and back; where it is unknown, it is part of the model's time"),
        "warning",
    ),
    PartWords("model_ms", QT_TRANSLATE_NOOP("Latency", "Model"), QT_TRANSLATE_NOOP("Latency", "until its first sound"), "accent"),
    PartWords(
        "buffer_ms",
        QT_TRANSLATE_NOOP("Latency", "Buffer"),
        QT_TRANSLATE_NOOP("Latency", "from its arrival to the loudspeaker"),
        "wave_mic",
    ),
)


def waited_ms(latency: TurnLatency | None) -> float | None:
    """From the end of speech to the first sound; where nothing sounded, to the first text."""
    if latency is None:
        return None
    times = (latency.first_sound_ms, latency.first_audio_ms, latency.first_text_ms)
    return next((ms for ms in times if ms is not None), None)


def answered_words(latency: TurnLatency | None) -> tuple[str, str]:
    """For the status line: in full, and only the number; both empty without an answer."""
    waited = waited_ms(latency)
    if waited is None:
        return "", ""
    seconds = seconds_words(waited)
    return _tr(QT_TRANSLATE_NOOP("Latency", "answered in {0}")).format(seconds), seconds


def split_words(latency: TurnLatency) -> str:
    """The parts that are known, and their sum."""
    parts = [f"{_in_a_sentence(part.name)} {ms_words(ms)}" for part in PARTS if (ms := getattr(latency, part.field)) is not None]
    waited = waited_ms(latency)
    total = _tr(QT_TRANSLATE_NOOP("Latency", "in all {0}")).format(seconds_words(waited)) if waited is not None else ""
    return ", ".join([*parts, total] if total else parts)


def _in_a_sentence(name: str) -> str:
    """English writes it small there; other languages as they have it."""
    return name.lower() if speaks_english() else _tr(name)


def ms_words(ms: float | None) -> str:
    """Whole ms, or that it is not known."""
    if ms is None:
        return _tr(QT_TRANSLATE_NOOP("Latency", "not known"))
    return _tr(QT_TRANSLATE_NOOP("Latency", "{0} ms")).format(number(ms))


def seconds_words(ms: float) -> str:
    """Two decimals."""
    return _tr(QT_TRANSLATE_NOOP("Latency", "{0} s")).format(number(ms / 1000, 2))


def savings_words(savings: Savings) -> tuple[str, str]:
    """What was sent of what was captured: in full, and only the share; both empty while nothing was captured."""
    if savings.captured_s < 1:
        return "", ""
    share = int(100 * savings.not_sent_share)
    whole = _tr(QT_TRANSLATE_NOOP("Latency", "sent {0} of {1} ({2} % saved)"))
    short = _tr(QT_TRANSLATE_NOOP("Latency", "{0} % saved"))
    return whole.format(span_words(savings.sent_s), span_words(savings.captured_s), number(share)), short.format(number(share))


def savings_exactly(savings: Savings) -> str:
    """In tenths of a second, which add up."""
    captured, sent = round(savings.captured_s, 1), round(savings.sent_s, 1)
    spans = (_tr(QT_TRANSLATE_NOOP("Latency", "{0} s")).format(number(s, 1)) for s in (captured, sent, max(0.0, captured - sent)))
    words = _tr(QT_TRANSLATE_NOOP("Latency", "Captured {0}, sent {1}, saved {2}."))
    return words.format(*(span.replace(" ", "\N{NO-BREAK SPACE}") for span in spans))


def span_words(seconds: float) -> str:
    """`38 s`, `6 min`, `1 h 5 min`; cut, not rounded, so that it never says more than there was."""
    whole = int(seconds)
    if whole < 120:
        return _tr(QT_TRANSLATE_NOOP("Latency", "{0} s")).format(number(whole))
    if whole < 3600:
        return _tr(QT_TRANSLATE_NOOP("Latency", "{0} min")).format(number(whole // 60))
    return _tr(QT_TRANSLATE_NOOP("Latency", "{0} h {1} min")).format(number(whole // 3600), number(whole % 3600 // 60))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Latency", text)
