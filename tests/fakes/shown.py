"""Cards and questions as a model shows them."""

import json
from typing import Any

from desktop_assistant.core.items import Item, ItemKind, Role, ToolCallPart
from desktop_assistant.core.pane_tools import ASK_CHOICE, DISPLAY

CARDS: dict[str, dict[str, Any]] = {
    "email": {"kind": "email", "title": "Anna Schmidt", "value": "anna.schmidt@example.org", "note": "Answers within a day"},
    "phone": {"kind": "phone", "title": "Doctor's office", "value": "+49 30 1234567"},
    "address": {"kind": "address", "title": "The restaurant", "value": "15 Queen Street\nOxford OX1 1ER\nUnited Kingdom"},
    "event": {
        "kind": "event", "title": "Dentist", "start": "2027-02-12T14:00", "end": "2027-02-12T14:30", "place": "High Street 4",
        "note": "Bring the X-ray",
    },
    "code": {"kind": "code", "title": "Miles", "language": "python",
             "value": "def miles(km: float) -> float:\n    return km / 1.609344"},
    "command": {"kind": "command", "value": "git commit --amend --no-edit", "note": "Changes the last commit."},
    "table": {
        "kind": "table", "title": "Distances", "columns": ["Run", "km", "miles"],
        "rows": [["Short", "5", "3.11"], ["Ten", "10", "6.21"], ["Half marathon", "21.0975", "13.11"],
                 ["Marathon", "42.195", "26.22"]],
    },
    "list": {"kind": "list", "title": "Shopping list", "entries": ["Flour, 250 g", "Milk", "3 eggs", "Butter"]},
    "numbered": {"kind": "list", "title": "Steps", "entries": ["Heat the oven to 180 °C", "Mix", "Bake for 25 minutes"],
                 "numbered": True},
    "link": {"kind": "link", "title": "The definition of the mile", "url": "https://example.org/units/mile?lang=en"},
    "file": {"kind": "file", "value": "~/Documents/report-2026.pdf", "note": "Page 12"},
    "quantity": {"kind": "quantity", "title": "10 kilometres", "value": "6.21371192237334 miles"},
    "quotation": {
        "kind": "quotation", "value": "A mile is as good as two\nif you are tired.", "source": "Anna Schmidt, On Walking",
        "url": "https://example.org/walking",
    },
    "form": {
        "kind": "form", "title": "Library card", "confirmed": False,
        "fields": [
            {"label": "Name", "value": "Ada Lovelace"}, {"label": "Born", "value": "10 December 1815"},
            {"label": "Street", "value": ""},
        ],
    },
}  # fmt: skip


def shown(key: str, card: dict[str, Any] | str) -> Item:
    """The item of one card: a name in CARDS, or its arguments."""
    return _call(key, DISPLAY, json.dumps(CARDS[card] if isinstance(card, str) else card))


def asked(key: str, question: str, *options: str) -> Item:
    """The item of one question."""
    return _call(key, ASK_CHOICE, json.dumps({"question": question, "options": list(options)}))


def _call(key: str, name: str, arguments: str) -> Item:
    part = ToolCallPart(call_id=key, name=name, arguments=arguments)
    return Item(id=key, role=Role.ASSISTANT, kind=ItemKind.TOOL_CALL, parts=(part,), created_at=1.7e9)
