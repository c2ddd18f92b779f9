"""Cards and questions in the pane: drawn, copied in every form, opened, answered by click, number and keys."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop_assistant.core.cards import CardKind
from desktop_assistant.core.items import Item, ItemKind
from desktop_assistant.ui.chat.as_text import conversation_text, message_text
from desktop_assistant.ui.chat.card_look import CARD_ICONS, card_name
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.chat.chips import ChipDoes, chips_of
from desktop_assistant.ui.chat.face import Side, face_of, spoken_description
from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.theme import icon
from tests.fakes.items import said, spoken, tool_call, tool_result, typed
from tests.fakes.shown import CARDS, asked, shown
from tests.ui.chat.conftest import settled

QUESTION = asked("q", "Which Georgia?", "The country", "The state")


def test_every_kind_has_a_name_and_an_icon(qapp) -> None:
    assert all(card_name(kind) and not icon(CARD_ICONS[kind]).isNull() for kind in CardKind)


@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_drawn_read_and_copied(show, name: str) -> None:
    item = shown("c", name)
    pane = show([said("u", "Show me."), item])
    row = pane.view.visible_rows()[-1]
    assert row.layout.face.side is Side.CARD
    buttons = row.layout.chip_buttons()
    assert all(row.layout.card.contains(button.rect) for button in buttons)
    assert spoken_description(item).startswith(card_name(CardKind(CARDS[name]["kind"])))
    for number, place in enumerate(row.layout.chips):
        if place.chip.does is ChipDoes.COPY:
            point = buttons[number].rect.center() + QPoint(0, row.top)
            QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
            assert QGuiApplication.clipboard().text() == place.chip.value


def test_a_table_leaves_as_text_markdown_and_csv(show) -> None:
    pane = show([shown("t", "table")])
    values = [place.chip.value for place in pane.view.visible_rows()[-1].layout.chips]
    assert values[0].split("\n")[:3] == ["Distances", "Run\tkm\tmiles", "Short\t5\t3.11"]
    assert values[1].split("\n")[2:5] == ["| Run | km | miles |", "|---|---:|---:|", "| Short | 5 | 3.11 |"]
    assert values[2].split("\r\n")[:2] == ["Run,km,miles", "Short,5,3.11"]


def test_keys_alone_copy_a_card_and_one_of_its_forms(show) -> None:
    pane = show([spoken("a", "Here it is."), shown("t", "table")])
    pane.view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(pane.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Distances\nRun\t")
    for _ in range(3):
        QTest.keyClick(pane.view, Qt.Key.Key_Right)
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text().startswith("Run,km,miles")


def test_a_link_is_opened_only_by_its_true_target(show, qtbot) -> None:
    pane = show([shown("l", "link")])
    layout = pane.view.visible_rows()[-1]
    number = next(n for n, place in enumerate(layout.layout.chips) if place.chip.does is ChipDoes.OPEN)
    with qtbot.waitSignal(pane.link_activated) as opened:
        point = layout.layout.chip_buttons()[number].rect.center() + QPoint(0, layout.top)
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert opened.args[0].toString() == CARDS["link"]["url"]


def test_what_makes_no_card_is_a_line_as_before_and_never_an_error(show) -> None:
    pane = show([shown("x", {"kind": "email"}), shown("y", {"kind": "link", "url": "javascript:1"}), tool_call("z", "clock")])
    assert [row.layout.face.side for row in pane.view.visible_rows()] == [Side.NOTE] * 3


def test_copying_the_conversation_takes_cards_and_questions_along() -> None:
    text = conversation_text(face_of(item) for item in [shown("e", "email"), QUESTION])
    assert "anna.schmidt@example.org" in text.replace("\\", "")
    assert text.endswith("On screen: Which Georgia?\n1. The country\n2. The state")
    assert message_text(shown("e", "email")) == "anna.schmidt@example.org"


def answers(pane: ChatPane) -> list[str]:
    given: list[str] = []
    pane.submitted.connect(given.append)
    return given


def option_point(pane: ChatPane, key: str, number: int) -> QPoint:
    row = next(row for row in pane.view.visible_rows() if row.layout.item.id == key)
    return row.layout.chip_buttons()[number].rect.center() + QPoint(0, row.top)


def test_a_question_is_answered_by_a_click(show) -> None:
    pane = show([said("u", "Tell me about Georgia."), QUESTION, tool_result("r", "Shown.")])
    given = answers(pane)
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=option_point(pane, "q", 1))
    assert given == ["The state"]


@pytest.mark.parametrize("where", ["box", "view"])
def test_a_question_is_answered_by_its_number(show, where: str) -> None:
    pane = show([said("u", "Tell me about Georgia."), spoken("a", "Which one?"), QUESTION])
    given = answers(pane)
    target = pane.composer.box if where == "box" else pane.view
    QTest.keyClicks(target, "3")
    assert given == []
    pane.set_draft("")
    QTest.keyClicks(target, "2")
    assert given == ["The state"]
    assert pane.draft() == ""


def test_a_number_in_the_middle_of_a_text_is_a_number(show) -> None:
    pane = show([QUESTION])
    given = answers(pane)
    pane.set_draft("about ")
    QTest.keyClicks(pane.composer.box, "2")
    assert (pane.draft(), given) == ("about 2", [])


def test_whatever_the_person_says_answers_it(show, qtbot) -> None:
    pane = show([QUESTION])
    given = answers(pane)
    pane.show_item(said("v", "The second one."), "q")
    settled(pane, qtbot)
    QTest.keyClicks(pane.composer.box, "1")
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=option_point(pane, "q", 0))
    assert (pane.draft(), given) == ("1", [])


def test_a_question_is_answered_by_the_ring_and_enter(show) -> None:
    pane = show([typed("u", "Georgia?"), QUESTION])
    given = answers(pane)
    pane.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert "2: The state" in pane.view.accessibleDescription()
    QTest.keyClick(pane.view, Qt.Key.Key_Right)
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert given == ["The country"]


HOSTILE = st.sampled_from(
    ["<img src=http://x/y>", "<script>", "![a](http://x/y.png)", "[x](javascript:alert(1))", "|", "\n", "```", "# ", "> ", "- ",
     "\u202e", "&lt;", "**", "\\", "$", "1. ", "\t", "é", "😀", "word ", "http://a.b "]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([kind.value for kind in CardKind]), st.lists(HOSTILE, min_size=1, max_size=12).map("".join))
def test_hostile_cards_are_laid_out_and_load_nothing(pane: ChatPane, kind: str, words: str) -> None:
    card = {"kind": kind, "title": words, "value": words, "note": words, "columns": [words, "b"], "rows": [[words, words]],
            "entries": [words], "start": words, "source": words, "url": "https://example.org/" + words}  # fmt: skip
    pane.show_items([shown("h", card)])
    (row,) = pane.view.visible_rows()
    assert row.layout.face.side in (Side.CARD, Side.NOTE)
    for number, piece in enumerate(row.layout.pieces):
        row.layout.make_exact(number)
        assert "￼" not in row.layout.rendered(piece).document.toPlainText()
    pane.view.grab()


def test_items_of_cards_are_kept_as_any_call_is() -> None:
    item = shown("c", "phone")
    assert item.kind is ItemKind.TOOL_CALL
    assert json.loads(item.parts[0].arguments)["value"] == "+49 30 1234567"  # type: ignore[union-attr]


def test_chips_of_a_model_row_are_the_same_as_the_layouts(show) -> None:
    pane = show([shown("t", "list")])
    model: ItemModel = pane.model
    item: Item = model.item(0)
    assert [place.chip for place in pane.view.visible_rows()[0].layout.chips] == list(chips_of(item, face_of(item)))
