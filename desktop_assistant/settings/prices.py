"""The price table: a TOML file that the person may edit, with its date; made with our values where there is none."""

import logging
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from desktop_assistant.core.cost import FREE, Price

log = logging.getLogger(__name__)

_BIG = Price(
    text_in=4.0, text_cached=0.4, text_out=24.0, audio_in=32.0, audio_cached=0.4, audio_out=64.0, image_in=5.0, image_cached=0.5
)
_MINI = Price(
    text_in=0.6, text_cached=0.06, text_out=2.4, audio_in=10.0, audio_cached=0.3, audio_out=20.0, image_in=0.8, image_cached=0.08
)
AS_OF = "2026-11-22"
KNOWN: Mapping[str, Price] = {
    "gpt-realtime-2.1": _BIG,
    "gpt-realtime-2.1-mini": _MINI,
    "gpt-realtime-2": _BIG,
    "gpt-realtime-1.5": Price(
        text_in=4.0,
        text_cached=0.4,
        text_out=16.0,
        audio_in=32.0,
        audio_cached=0.4,
        audio_out=64.0,
        image_in=5.0,
        image_cached=0.5,
    ),
    "gpt-live-1": Price(minute=0.05),
    "gpt-transcribe": Price(minute=0.0045),
    "gpt-5.4-mini": Price(text_in=0.75, text_cached=0.075, text_out=4.5),
    "gpt-5.4-nano": Price(text_in=0.2, text_cached=0.02, text_out=1.25),
    "gpt-4o-mini-tts": Price(minute=0.015),
    "gpt-live-transcribe": Price(minute=0.017),
    "gpt-realtime-whisper": Price(minute=0.017),
    "grok-voice-latest": Price(minute=0.05),
    "gemini-3.8-live": Price(text_in=0.75, text_cached=0.75, text_out=4.5, audio_in=0.75, audio_cached=0.75, audio_out=4.5),
}
"""US dollars per million tokens, or per minute, as their makers list them. Of Gemini's sound no list was found: its text prices
stand in, which is too little. Speech services tell no tokens: what their maker says a minute comes to counts."""

_HEAD = """# What models cost, in US dollars per million tokens ("minute": per minute).
# Change it as you like; it is read at each start. Models that are not here are said to be unknown.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTable:
    """Prices by model."""

    as_of: str = AS_OF
    """ISO date."""
    prices: Mapping[str, Price] = field(default_factory=lambda: KNOWN)

    def of(self, model: str) -> Price | None:
        """A dated name is that of its model: `gpt-realtime-2.1-2026-09-01`. None = unknown."""
        if model == FREE:
            return Price()
        fitting = [name for name in self.prices if model == name or model.startswith(f"{name}-20")]
        return self.prices[max(fitting, key=len)] if fitting else None


def load(path: Path) -> PriceTable:
    """The table of this file; ours where it is missing or cannot be read. A missing one is written, to be edited."""
    try:
        return _read(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        _write(path)
    except (OSError, ValueError, TypeError) as error:
        log.warning("the price table cannot be read, so the built-in one is used: %s", error)
    return PriceTable()


def _read(raw: Mapping[str, object]) -> PriceTable:
    prices: dict[str, Price] = {}
    names = {f.name for f in fields(Price)}
    models = raw.get("models", {})
    if not isinstance(models, dict):
        raise TypeError("[models] must be a table")
    for model, row in models.items():
        if not isinstance(row, dict) or not set(row) <= names or not all(_is_price(value) for value in row.values()):
            raise TypeError(f"{model}: only numbers named {', '.join(sorted(names))}")
        prices[model] = Price(**{name: float(value) for name, value in row.items()})
    return PriceTable(as_of=str(raw.get("as_of", "")), prices=prices)


def _is_price(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6


def _write(path: Path) -> None:
    lines = [_HEAD, f'as_of = "{AS_OF}"', ""]
    for model, price in KNOWN.items():
        lines.append(f'[models."{model}"]')
        lines += [f"{f.name} = {getattr(price, f.name)}" for f in fields(Price) if getattr(price, f.name)]
        lines.append("")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8")
    except OSError as error:
        log.info("the price table could not be written: %s", error)
