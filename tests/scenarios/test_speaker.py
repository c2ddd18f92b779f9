"""Another persona answers from here on: the conversation says so where it begins, whatever the provider knows of that."""

from desktop_assistant.core.items import Item, ItemStatus, Role
from desktop_assistant.core.local_events import SpeakerChanged, UserText
from desktop_assistant.core.server_events import ItemAdded
from desktop_assistant.core.speaker import speaker_of
from tests.scenarios.driver import Driver


def order(d: Driver) -> list[str]:
    return [speaker_of(item) or item.text for item in d.machine.items()]


def answered(d: Driver, n: int, question: str, answer: str, previous: str | None) -> None:
    """Typed; the provider names what each item stands behind."""
    d.do(UserText(text=question))
    name = d.sent[0].item.id
    d.do(ItemAdded(item=Item(id=name, role=Role.USER), previous_item_id=previous))
    d.do(ItemAdded(item=Item(id=f"a{n}", role=Role.ASSISTANT, status=ItemStatus.IN_PROGRESS), previous_item_id=name))
    d.begin_answer(f"r{n}", f"a{n}")
    d.say(answer, 100, f"r{n}", f"a{n}")
    d.end_part(answer, f"r{n}", f"a{n}")
    d.finish(f"r{n}")
    d.drained(f"a{n}", 100)


def test_it_stands_before_the_turn_that_the_new_one_answers() -> None:
    d = Driver().connect()
    answered(d, 1, "Hello", "Good day.", None)
    d.do(SpeakerChanged(name="Tutor"))
    answered(d, 2, "Teach me", "With pleasure.", "a1")
    assert order(d) == ["Hello", "Good day.", "Tutor", "Teach me", "With pleasure."]
    assert d.on_screen() == list(d.machine.items())


def test_an_answer_that_was_still_to_come_stands_before_it() -> None:
    d = Driver().connect()
    d.do(UserText(text="Hello"))
    name = d.sent[0].item.id
    d.do(SpeakerChanged(name="Tutor"))
    d.do(ItemAdded(item=Item(id="a1", role=Role.ASSISTANT, status=ItemStatus.IN_PROGRESS), previous_item_id=name))
    d.begin_answer("r1", "a1")
    d.say("Good day.", 100, "r1", "a1")
    assert order(d) == ["Hello", "Good day.", "Tutor"]
