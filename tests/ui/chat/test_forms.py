"""A form that is filled field by field keeps one place in the pane."""

from desktop_assistant.core.items import Item
from desktop_assistant.core.speaker import speaker_item
from desktop_assistant.ui.chat.face import Side, face_of, spoken_description
from desktop_assistant.ui.chat.forms import form_title, newest_forms
from desktop_assistant.ui.chat.item_model import ItemModel
from tests.fakes.control import user_typed
from tests.fakes.shown import shown


def form(key: str, *values: str, title: str = "Card", confirmed: bool = False) -> Item:
    fields = [{"label": f"Field {number}", "value": value} for number, value in enumerate(values, 1)]
    return shown(key, {"kind": "form", "title": title, "fields": fields, "confirmed": confirmed})


def ids(model: ItemModel) -> list[str]:
    return [model.item(row).id for row in range(model.rowCount())]


def test_only_forms_are_forms() -> None:
    assert form_title(form("f", "a")) == "Card"
    assert form_title(shown("e", "email")) is None
    assert form_title(user_typed("Card", "u")) is None


def test_the_newest_state_stays_when_a_conversation_is_opened(qapp: object) -> None:
    items = [form("f1", "a", ""), user_typed("b", "u"), form("f2", "a", "b"), form("g", "x", title="Other")]
    assert [item.id for item in newest_forms(items)] == ["u", "f2", "g"]
    model = ItemModel()
    model.reset(items)
    assert ids(model) == ["u", "f2", "g"]


def test_each_answer_takes_the_earlier_state_out(qapp: object) -> None:
    model = ItemModel()
    model.upsert(form("f1", "a", ""), None)
    model.upsert(user_typed("b", "u"), "f1")
    model.upsert(form("f2", "a", "b"), "u")
    assert ids(model) == ["u", "f2"]
    model.upsert(form("f2", "a", "b", confirmed=True), "u")
    assert ids(model) == ["u", "f2"]
    model.upsert(form("g", "x", title="Other"), "f2")
    assert ids(model) == ["u", "f2", "g"]


def test_a_reader_hears_how_far_it_has_come(qapp: object) -> None:
    assert spoken_description(form("f", "a", "")).startswith("Form · 1 of 2 answered: Card. Card\nField 1: a")
    assert spoken_description(form("f", "a", "b", confirmed=True)).startswith("Form · confirmed: Card")


def test_who_speaks_is_a_line_of_its_own(qapp: object) -> None:
    face = face_of(speaker_item("s", "Tutor", at=1.0))
    assert (face.side, face.text) == (Side.NOTE, "Tutor speaks from here on")
