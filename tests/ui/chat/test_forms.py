"""A form that is filled field by field keeps one place in the pane."""

import pytest

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


def test_a_late_word_about_an_earlier_state_does_not_bring_it_back(qapp: object) -> None:
    model = ItemModel()
    model.upsert(form("f1", "a", ""), None)
    model.upsert(user_typed("b", "u"), "f1")
    model.upsert(form("f2", "a", "b"), "u")
    model.upsert(form("f1", "A", ""), None)
    assert ids(model) == ["u", "f2"]
    model.remove("f2")
    assert ids(model) == ["f1", "u"]
    assert "Field 1: A" in spoken_description(model.item(0))


@pytest.mark.parametrize("is_opened", [True, False])
@pytest.mark.parametrize("order", [("f3", "u2", "f2"), ("f2", "u2", "f3")])
def test_a_correction_that_takes_the_newest_state_away_shows_the_one_before_the_turn(
    qapp: object, is_opened: bool, order: tuple[str, ...]
) -> None:
    items = [
        user_typed("hello", "u0"),
        form("f1", "a", "", ""),
        user_typed("b", "u1"),
        form("f2", "a", "b", ""),
        user_typed("c", "u2"),
        form("f3", "a", "b", "c"),
    ]
    model = ItemModel()
    if is_opened:
        model.reset(items)
    else:
        for before, item in zip([None, *items], items, strict=False):
            model.upsert(item, before.id if before else None)
    assert ids(model) == ["u0", "u1", "u2", "f3"]
    for gone in order:
        model.remove(gone)
    assert ids(model) == ["u0", "f1", "u1"]
    model.upsert(form("f4", "a", "B", ""), "u1")
    assert ids(model) == ["u0", "u1", "f4"]


def test_an_earlier_state_that_comes_later_stays_out(qapp: object) -> None:
    model = ItemModel()
    model.upsert(form("f2", "a", "b"), None)
    model.upsert(form("f1", "a", ""), None)
    assert ids(model) == ["f2"]


def test_earlier_states_of_two_forms_beside_each_other_come_back_in_their_places(qapp: object) -> None:
    model = ItemModel()
    items = [user_typed("x", "u0"), form("f1", "a"), form("g1", "x", title="Other"), user_typed("b", "u1")]
    model.reset([*items, form("f2", "b"), form("g2", "y", title="Other")])
    model.remove("g2")
    model.remove("f2")
    assert ids(model) == ["u0", "f1", "g1", "u1"]


def test_what_comes_behind_an_earlier_state_stays_there(qapp: object) -> None:
    model = ItemModel()
    model.reset([user_typed("x", "u0"), form("f1", "a"), user_typed("b", "u1"), form("f2", "b")])
    model.upsert(user_typed("late", "l"), "f1")
    assert ids(model) == ["u0", "l", "u1", "f2"]


def test_a_reader_hears_how_far_it_has_come(qapp: object) -> None:
    assert spoken_description(form("f", "a", "")).startswith("Form · 1 of 2 answered: Card. Card\nField 1: a")
    assert spoken_description(form("f", "a", "b", confirmed=True)).startswith("Form · confirmed: Card")


def test_who_speaks_is_a_line_of_its_own(qapp: object) -> None:
    face = face_of(speaker_item("s", "Tutor", at=1.0))
    assert (face.side, face.text) == (Side.NOTE, "Tutor speaks from here on")
