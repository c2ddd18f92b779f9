"""What was spent, in words."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QCoreApplication

from desktop_assistant.core.cost import Costs
from desktop_assistant.core.server_events import RateLimit
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP, amount, number

SMALLEST = 0.01


def cost_short(costs: Costs) -> str:
    """For the strip; empty = nothing was spent on this conversation."""
    return money(costs.conversation) if costs.conversation > 0 else ""


def money(dollars: float) -> str:
    """Never a zero for what is not nothing."""
    if 0 < dollars < SMALLEST:
        return _tr(QT_TRANSLATE_NOOP("Costs", "under $0.01"))
    return _tr(QT_TRANSLATE_NOOP("Costs", "${0}")).format(amount(dollars))


def cost_sentences(costs: Costs) -> list[str]:
    """What it comes to, and how sure that is."""
    said = [
        _tr(QT_TRANSLATE_NOOP("Costs", "This conversation: {0}")).format(money(costs.conversation)),
        _tr(QT_TRANSLATE_NOOP("Costs", "Today: {0}")).format(money(costs.today)),
        _tr(QT_TRANSLATE_NOOP("Costs", "This month: {0}")).format(money(costs.month)),
    ]
    if costs.prices_of:
        said.append(_tr(QT_TRANSLATE_NOOP("Costs", "An estimate, with prices of {0}.")).format(costs.prices_of))
    if costs.unpriced:
        said.append(_tr(QT_TRANSLATE_NOOP("Costs", "Without {0}, whose price is not known.")).format(costs.unpriced))
    return said


def limit_sentences(limits: Sequence[RateLimit]) -> list[str]:
    """What the account may still ask, where its provider tells."""
    asked = {"requests": QT_TRANSLATE_NOOP("Costs", "Questions left: {0} of {1}, all of them again in {2} s.")}
    tokens = QT_TRANSLATE_NOOP("Costs", "Tokens left: {0} of {1}, all of them again in {2} s.")
    return [
        _tr(asked.get(limit.name, tokens)).format(number(limit.remaining), number(limit.limit), number(ceil(limit.reset_s)))
        for limit in limits
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Costs", text)
