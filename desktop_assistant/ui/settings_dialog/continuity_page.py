"""Who stands in for a provider that cannot be reached, when a paid session rests, and what may be spent."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from desktop_assistant.settings.continuity import SAME, Uplink
from desktop_assistant.settings.model import Provider
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.i18n import number
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.form import FormPage
from desktop_assistant.ui.settings_dialog.places import PlaceRow
from desktop_assistant.ui.voice.cost_words import cost_sentences
from desktop_assistant.ui.voice.words import provider_name

MINUTES = (0, 5, 10, 30, 60)
DOLLARS = (0, 5, 10, 20, 50, 100)


class ContinuityPage(FormPage):
    """Stand-ins, rest, money."""

    def __init__(self, bridge: UiBridge, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, QCoreApplication.translate("Settings", "Continuity and cost"), parent)
        self.add_switch(
            "continuity.automatic",
            self.tr("Let another provider stand in"),
            self.tr("While yours cannot be reached. It is told the conversation, and gives it back by itself."),
        )
        names = {"": self.tr("Nobody"), SAME: self.tr("Same company, or this computer")}
        names |= {provider.value: provider_name(provider) for provider in Provider}
        note = self.tr("Another company hears what you say only if you choose it here.")
        self.add_choice("continuity.second", self.tr("First"), names, note)
        self.add_choice("continuity.third", self.tr("Then"), names)
        steps = {
            Uplink.AUTOMATIC: self.tr("As the connection allows"),
            Uplink.WHOLE: self.tr("Always whole"),
            Uplink.SMALLER: self.tr("Always in smaller packets"),
            Uplink.CHEAPER: self.tr("Always as over a telephone"),
        }
        help_text = self.tr("On a slow connection it is sent in smaller packets first, then as over a telephone, and back again.")
        self.add_choice("continuity.uplink", self.tr("Your voice is sent"), steps, help_text)
        self.add_choice(
            "continuity.hang_up_after_min",
            self.tr("Hang up after silence of"),
            self._offered("continuity.hang_up_after_min", MINUTES, self.tr("Never"), self._minutes),
            self.tr("Only paid sessions. Your next word connects again, and nothing is lost."),
        )
        self.add_choice(
            "continuity.monthly_cap",
            self.tr("Spend at most, a month"),
            self._offered("continuity.monthly_cap", DOLLARS, self.tr("Anything"), self._dollars),
            self.tr("You are told at four fifths of it; at the whole of it paid providers are not asked any more."),
        )
        spent = QLabel("\n".join(cost_sentences(bridge.costs)), self)
        spent.setWordWrap(True)
        self.add(self.tr("Spent"), spent)
        note = self.tr("What models cost is in prices.toml, which you may change.")
        self.add(self.tr("Prices"), PlaceRow(self.tr("Folder of the prices"), bridge.control.places.config, self), note)
        self.column.addStretch(1)

    def _minutes(self, count: int) -> str:
        return self.tr("%Ln minute(s)", "", count)

    def _dollars(self, count: int) -> str:
        return self.tr("${0}").format(number(count))

    def _offered(self, path: str, values: tuple[int, ...], none: str, some: Callable[[int], str]) -> dict[int, str]:
        """What was written into the file by hand is offered too."""
        chosen = self.draft.get(path)
        return {value: some(value) if value else none for value in sorted({*values, chosen})}
