"""What the account may still ask of its provider, and when: as much waits as must, before the provider refuses.

Providers that tell (`RateLimits`) fill an allowance up evenly: `reset_s` is when it is full again. So what is missing for the
next answer, measured by the last one, is there after its share of that time. A longer wait than `LONGEST_HOLD_S` is not waited
for: the provider shall say itself what it thinks of the question, and somebody else may stand in.
"""

from dataclasses import dataclass

from desktop_assistant.core.server_events import RateLimit, Usage

LONGEST_HOLD_S = 60.0


@dataclass(frozen=True, slots=True)
class _Heard:
    """One allowance, as it was told at `at`."""

    told: RateLimit
    at: float

    def wait_s(self, need: float, now: float) -> float:
        """Until so much of it is there."""
        used = self.told.limit - self.told.remaining
        missing = need - self.told.remaining
        if missing <= 0 or used <= 0 or need > self.told.limit:
            return 0.0
        return max(0.0, self.told.reset_s * missing / used - (now - self.at))


class Allowance:
    """Of one provider's account."""

    def __init__(self) -> None:
        self._heard: dict[str, _Heard] = {}
        self._tokens = 1
        """That the last answer took."""
        self._not_before = 0.0

    @property
    def limits(self) -> tuple[RateLimit, ...]:
        """As they were told last."""
        return tuple(heard.told for heard in self._heard.values())

    def heard(self, limits: tuple[RateLimit, ...], now: float) -> None:
        """The provider tells what is left."""
        self._heard.update({limit.name: _Heard(limit, now) for limit in limits if limit.limit > 0})

    def used(self, usage: Usage) -> None:
        """An answer took so much; the next one will take about as much."""
        self._tokens = max(1, usage.input_tokens + usage.output_tokens)

    def told_to_wait(self, seconds: float, now: float) -> bool:
        """It refused, and says until when. True: that is worth waiting for."""
        self._not_before = now + seconds if seconds <= LONGEST_HOLD_S else 0.0
        return self._not_before > now

    def free_at(self, now: float) -> float:
        """When the next answer may be asked for; `now` or earlier = at once."""
        waits = [heard.wait_s(self._tokens if "token" in name else 1, now) for name, heard in self._heard.items()]
        longest = max(waits, default=0.0)
        return max(self._not_before, now + longest if longest <= LONGEST_HOLD_S else 0.0)
