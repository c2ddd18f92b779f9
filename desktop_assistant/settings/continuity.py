"""Who stands in when the chosen provider cannot be reached, how long nobody speaks until we hang up, and what may be spent."""

from dataclasses import dataclass
from enum import Enum

from desktop_assistant.settings.option import option
from desktop_assistant.settings.providers import Provider

SAME = "same"
"""Instead of a provider: whoever works for the same company, or on this computer. Nobody's words go to a company that they have
not chosen."""


class Uplink(Enum):
    """How your voice is sent."""

    AUTOMATIC = "automatic"
    """As one of the others, by how much waits for the network."""
    WHOLE = "whole"
    """In the format of the settings, as it is."""
    SMALLER = "smaller"
    """The same sound in smaller packets."""
    CHEAPER = "cheaper"
    """In the format with the fewest bytes that the provider takes, in smaller packets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinuitySettings:
    """What happens when something gets in the way of a conversation."""

    automatic: bool = option(True, "Let another provider stand in while the chosen one cannot be reached, and go back by itself.")
    second: str = option(
        SAME,
        "Provider that stands in first; same = three services in a row, if no other company gets to hear anything by that;"
        " empty = none.",
    )
    third: str = option("local", "Provider that stands in when that one cannot be reached either; empty = none.")
    uplink: Uplink = option(
        Uplink.AUTOMATIC,
        "Your voice on a slow connection: automatic, whole, smaller (packets), or cheaper (as over a telephone).",
    )
    hang_up_after_min: int = option(10, "Minutes of silence after which a paid session is closed; 0 = never.", low=0, high=240)

    monthly_cap: int = option(0, "US dollars a month after which no paid session is begun; 0 = no cap.", low=0, high=10_000)

    @property
    def named(self) -> tuple[Provider, ...]:
        """Who was chosen to stand in, in their order; names that nobody has mean nobody, `SAME` means the chain."""
        known = {SAME: Provider.CHAINED} | {provider.value: provider for provider in Provider}
        return tuple(dict.fromkeys(known[name] for name in (self.second, self.third) if name in known))

    @property
    def chose_chain(self) -> bool:
        """Wherever its services are."""
        return Provider.CHAINED.value in (self.second, self.third)
