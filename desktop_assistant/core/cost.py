"""What a conversation costs: prices, and amounts of money."""

from dataclasses import dataclass

from desktop_assistant.core.server_events import Usage

FREE = "this computer"
"""In place of a model's name: nobody is paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Of one model, in US dollars per million tokens, or per minute."""

    text_in: float = 0.0
    text_cached: float = 0.0
    text_out: float = 0.0
    audio_in: float = 0.0
    audio_cached: float = 0.0
    audio_out: float = 0.0
    image_in: float = 0.0
    image_cached: float = 0.0
    minute: float = 0.0

    def of(self, usage: Usage) -> float:
        """US dollars. Cached tokens are inside the input, sound and pictures inside the totals: none is counted twice."""
        cached_text = usage.cached_tokens - usage.cached_audio_tokens - usage.cached_image_tokens
        text = usage.input_tokens - usage.input_audio_tokens - usage.input_image_tokens
        parts = (
            (max(0, text - max(0, cached_text)), self.text_in),
            (max(0, cached_text), self.text_cached),
            (max(0, usage.input_audio_tokens - usage.cached_audio_tokens), self.audio_in),
            (usage.cached_audio_tokens, self.audio_cached),
            (max(0, usage.input_image_tokens - usage.cached_image_tokens), self.image_in),
            (usage.cached_image_tokens, self.image_cached),
            (max(0, usage.output_tokens - usage.output_audio_tokens), self.text_out),
            (usage.output_audio_tokens, self.audio_out),
        )
        return sum(tokens * price for tokens, price in parts) / 1e6 + usage.seconds / 60.0 * self.minute

    def misses(self, usage: Usage) -> bool:
        """It is of another kind than what was used: tokens where only minutes have a price, or the other way round."""
        return usage != Usage() and self != Price() and not self.of(usage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """US dollars, as far as prices are known."""

    conversation: float = 0.0
    today: float = 0.0
    month: float = 0.0
    unpriced: str = ""
    """A model that was used and has no price; empty = all have."""
    prices_of: str = ""
    """Date of the price table, ISO."""
