"""Pictures in a conversation: told once, taken out when they are many, told again after a drop, kept where nobody sees them."""

from typing import Any

import pytest

from desktop_assistant.core.capabilities import Capabilities, ImageLimits
from desktop_assistant.core.commands import CreateItem, CreateResponse, DeleteItem
from desktop_assistant.core.items import FilePart, ImagePart, Item, ItemStatus, Role, TextPart
from desktop_assistant.core.local_events import UserText
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.server_events import ItemAdded, SessionExpiring
from desktop_assistant.session.history import PICTURE_GONE
from desktop_assistant.session.telling import UNSEEN
from tests.scenarios.driver import Driver

FEW = Capabilities(images=ImageLimits(kept=2))
BLIND = Capabilities(images=None)


def picture(number: int) -> ImagePart:
    return ImagePart.of(bytes([number]), mime="image/jpeg", width=4, height=3)


def answered(d: Driver, n: int) -> None:
    d.begin_answer(f"r{n}", f"a{n}")
    d.say("I see.", 100, f"r{n}", f"a{n}")
    d.end_part("I see.", f"r{n}", f"a{n}")
    d.finish(f"r{n}")
    d.drained(f"a{n}", 100)


def show(d: Driver, n: int, text: str = "and this") -> list[Any]:
    d.do(UserText(text=text, shown=(picture(n),)))
    sent = d.sent
    answered(d, n)
    return sent


def told_pictures(commands: list[Any]) -> list[bytes]:
    return [image.data for c in commands if isinstance(c, CreateItem) for image in c.item.images]


def test_a_picture_goes_before_its_words_and_one_answer_is_asked_for() -> None:
    d = Driver().connect()
    d.do(UserText(text="what is this", shown=(picture(1), FilePart(name="a.txt", text="b"))))
    image, words, ask = d.sent
    assert (image.item.parts, words.item.parts) == (
        (picture(1),),
        (FilePart(name="a.txt", text="b"), TextPart(text="what is this")),
    )
    assert isinstance(ask, CreateResponse)
    [item] = d.machine.items()
    assert item.status is ItemStatus.COMPLETE
    assert item.images == (picture(1),)
    d.do(ItemAdded(item=Item(id=image.item.id, role=Role.USER)), ItemAdded(item=Item(id=words.item.id, role=Role.USER)))
    assert d.on_screen() == list(d.machine.items())
    assert len(d.machine.items()) == 1


def test_a_picture_alone_is_a_turn() -> None:
    d = Driver().connect()
    d.do(UserText(text=" ", shown=(picture(1),)))
    assert [type(c) for c in d.sent] == [CreateItem, CreateResponse]
    assert d.machine.items()[0].parts == (picture(1),)


def test_the_oldest_are_taken_out_when_they_are_many_and_their_words_stay() -> None:
    d = Driver(capabilities=FEW).connect()
    first = show(d, 1)
    show(d, 2)
    third = show(d, 3)
    assert [c.item_id for c in third if isinstance(c, DeleteItem)] == [first[0].item.id]
    assert len(d.machine.items()) == 6
    assert all(item.images for item in d.machine.items() if item.role is Role.USER)  # on screen, and in the history, all stay


def test_who_lets_nothing_be_taken_out_is_not_asked_to() -> None:
    d = Driver(capabilities=Capabilities(images=ImageLimits(kept=1), delete_items=False)).connect()
    for n in (1, 2, 3):
        show(d, n)
    assert d.sent_ever(DeleteItem) == []


def test_after_a_drop_the_newest_pictures_are_told_again_and_older_ones_in_words() -> None:
    d = Driver(capabilities=FEW).connect()
    for n in (1, 2, 3):
        show(d, n, f"picture {n}")
    d.drop()
    d.wait(2)
    d.accept()
    assert told_pictures(d.sent) == [bytes([2]), bytes([3])]
    texts = [c.item.text for c in d.sent if isinstance(c, CreateItem) and c.item.role is Role.USER and not c.item.images]
    assert texts == [f"{PICTURE_GONE}\npicture 1", "picture 2", "picture 3"]
    fourth = show(d, 4)
    assert len([c for c in fourth if isinstance(c, DeleteItem)]) == 1


def test_the_next_session_is_told_them_and_knows_what_to_take_out() -> None:
    d = Driver(capabilities=FEW).connect()
    show(d, 1)
    show(d, 2)
    d.wait(1)
    d.do(SessionExpiring(seconds_left=60))
    d.wait(1)
    d.accept_successor()
    d.wait(3)
    d.accept_successor()
    assert told_pictures(d.told_successor(CreateItem)) == [bytes([1]), bytes([2])]
    told = [c.item.id for c in d.told_successor(CreateItem) if c.item.images]
    d.wait(3)
    third = show(d, 3)
    assert [c.item_id for c in third if isinstance(c, DeleteItem)] == [told[0]]


def test_who_takes_no_pictures_is_told_in_words_and_the_person_too() -> None:
    d = Driver(capabilities=BLIND).connect()
    d.do(UserText(text="what is this", shown=(picture(1),)))
    assert d.problems == [ProblemCode.PICTURES_NOT_TAKEN]
    note, create, ask = d.sent
    assert (note.item.role, note.item.parts) == (Role.SYSTEM, (TextPart(text=UNSEEN),))
    assert create.item.parts == (TextPart(text="what is this"),)
    assert isinstance(ask, CreateResponse)
    assert d.saved()[d.machine.items()[0].id][0].images == (picture(1),)


def test_a_picture_alone_for_who_takes_none_is_kept_and_nothing_is_asked() -> None:
    d = Driver(capabilities=BLIND).connect()
    d.do(UserText(text="", shown=(picture(1),)))
    assert d.sent == []
    assert d.problems == [ProblemCode.PICTURES_NOT_TAKEN]
    [item] = d.machine.items()
    assert (item.status, item.images) == (ItemStatus.COMPLETE, (picture(1),))
    assert d.saved()[item.id][1]
    d.do(UserText(text="hello"))
    assert [c.item.text for c in d.sent if isinstance(c, CreateItem)] == ["hello"]


def test_a_picture_that_was_shown_without_a_link_is_told_with_the_rest() -> None:
    d = Driver().connect()
    d.drop()
    d.do(UserText(text="what is this", shown=(picture(1),)))
    assert d.sent == []
    d.accept()
    assert told_pictures(d.sent) == [bytes([1])]
    assert [type(c) for c in d.sent][-1] is CreateResponse


def test_all_pictures_of_one_message_stay_with_it_however_many_they_are() -> None:
    d = Driver(capabilities=FEW).connect()
    first = show(d, 9)
    d.do(UserText(text="which is the best", shown=(picture(1), picture(2), picture(3))))
    assert told_pictures(d.sent) == [bytes([1]), bytes([2]), bytes([3])]
    assert [c.item_id for c in d.sent if isinstance(c, DeleteItem)] == [first[0].item.id]
    d.drop()
    d.wait(2)
    d.accept()
    assert told_pictures(d.sent) == [bytes([1]), bytes([2]), bytes([3])]


@pytest.mark.parametrize("shown", [(picture(1),), (FilePart(name="a.txt", text="b"),)], ids=["picture", "file"])
def test_what_was_shown_without_a_word_is_a_question_for_whoever_takes_over(shown: tuple[ImagePart | FilePart, ...]) -> None:
    d = Driver().connect()
    d.do(UserText(text="", shown=shown))
    assert d.machine.leaves_a_question
