from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_assistant.core.items import AudioPart, Item, ItemKind, ItemStatus, Role, TextPart, ToolCallPart
from desktop_assistant.session.effects import Effect, HideItem, Save, ShowItem
from desktop_assistant.session.history import History
from tests.scenarios.driver import replay_screen


def made() -> tuple[History, list[Effect]]:
    effects: list[Effect] = []
    numbers = count(1)
    return History(effects.append, lambda: f"local_{next(numbers)}"), effects


def user(item_id: str, text: str = "t") -> Item:
    return Item(id=item_id, role=Role.USER, parts=(TextPart(text=text),))


def order(history: History) -> list[str]:
    return [i.id for i in history.shown()]


def show(history: History, *wire_ids: tuple[str, str | None]) -> None:
    for wire, previous in wire_ids:
        local = history.adopt(user(wire), wire, previous)
        history.put(history.get(local) or user(local))


def test_arrival_order_does_not_matter() -> None:
    history, effects = made()
    show(history, ("a", "u"), ("b", "a"), ("u", None))
    assert order(history) == ["u", "a", "b"]
    assert replay_screen(effects) == list(history.shown())


def test_a_late_user_item_goes_before_its_answer() -> None:
    history, effects = made()
    show(history, ("p", None), ("a", None), ("u", "p"))
    assert order(history) == ["p", "u", "a"]
    assert [e.after_id for e in effects if isinstance(e, ShowItem)] == [None, "p", "p", "u"]


def test_a_shown_item_is_moved_by_taking_it_down_and_putting_it_up() -> None:
    history, effects = made()
    show(history, ("a", None), ("b", None), ("c", None))
    effects.clear()
    history.bind("c", "c", "a")
    assert order(history) == ["a", "c", "b"]
    assert [(type(e), getattr(e, "after_id", "")) for e in effects] == [(HideItem, ""), (ShowItem, "a"), (ShowItem, "c")]
    assert [i.previous_id for i in history.shown()] == [None, "a", "c"]
    effects.clear()
    history.put(user("b", "new"))
    [shown] = effects
    assert isinstance(shown, ShowItem)
    assert shown.after_id == "c"
    history.bind("c", "c", "a")
    assert len(effects) == 1


def test_what_a_new_connection_is_not_told_stays_where_it_was_said() -> None:
    """An answer that was stopped before it was heard went to the end of the conversation with the first reconnect."""
    history, effects = made()
    show(history, ("u1", None), ("unheard", "u1"), ("u2", "unheard"), ("a2", "u2"))
    history.forget_connection()
    effects.clear()
    told: str | None = None
    for item in history.shown():
        if item.id != "unheard":
            wire = history.for_wire(item).id
            history.bind(item.id, wire, told)
            told = wire
    assert order(history) == ["u1", "unheard", "u2", "a2"]
    assert effects == []
    show(history, ("u3", "a2"), ("a3", "u3"))
    assert order(history) == ["u1", "unheard", "u2", "a2", "u3", "a3"]


def test_hidden_places_are_kept_but_not_seen() -> None:
    history, effects = made()
    history.append(user("hidden"))
    history.put(user("b"))
    assert order(history) == ["b"]
    history.put(user("hidden"))
    assert order(history) == ["hidden", "b"]
    assert replay_screen(effects) == list(history.shown())
    history.remove("hidden")
    history.remove("hidden")
    assert isinstance(effects[-1], HideItem)
    history.put(user("b", "x"))
    assert replay_screen(effects) == list(history.shown())


def test_unchanged_items_are_not_shown_again_but_finally_saved() -> None:
    history, effects = made()
    history.put(user("a"), save=False)
    history.put(user("a"), save=False)
    assert [type(e) for e in effects] == [ShowItem, Save]
    history.put(user("a"), save=True)
    assert [type(e) for e in effects] == [ShowItem, Save, Save]


def test_ids_that_are_taken_or_too_long_get_another_name() -> None:
    history, _ = made()
    history.load([user("a"), user("long" * 20)])
    assert history.adopt(user("a"), "a", None) == "local_1"
    assert history.adopt(user(""), "", None) == "local_2"
    assert history.wire_id("local_1") == "a"
    named = history.for_wire(user("long" * 20))
    assert named.id == "local_3"
    assert history.local_id("local_3") == "long" * 20
    assert history.for_wire(user("a")).id == "local_4"  # the server uses our name for something else
    history.forget_connection()
    assert history.local_id("a") is None
    assert history.for_wire(user("a")).id == "a"


def test_what_a_store_may_hold_is_settled() -> None:
    history, effects = made()
    history.load([Item(id="a", role=Role.ASSISTANT, status=ItemStatus.IN_PROGRESS)])
    assert history.shown()[0].status is ItemStatus.BROKEN_OFF
    assert effects == []


def test_seeds_hold_only_whole_tool_calls_and_heard_words() -> None:
    history, _ = made()
    call, answer = ItemKind.TOOL_CALL, ItemKind.TOOL_RESULT

    def tool(item_id: str, kind: ItemKind, call_id: str) -> Item:
        return Item(id=item_id, role=Role.ASSISTANT, kind=kind, parts=(ToolCallPart(call_id=call_id),))

    history.load(
        [
            tool("f1", call, "1"),
            tool("o1", answer, "1"),
            tool("f2", call, "2"),
            tool("o3", answer, "3"),
            tool("f4", call, "4"),
            Item(
                id="a",
                role=Role.ASSISTANT,
                parts=(AudioPart(transcript="one two", heard_chars=3), TextPart(text="more"), ToolCallPart(call_id="x")),
            ),
            Item(id="e", role=Role.USER, parts=(AudioPart(),)),
        ]
    )
    assert [(s.id, s.text) for s in history.seeds(frozenset({"4"}))] == [("f1", ""), ("o1", ""), ("f4", ""), ("a", "one\nmore")]
    assert [s.id for s in history.seeds(sounding=frozenset({"e"}))][-1] == "e"


steps = st.lists(
    st.tuples(
        st.sampled_from(["adopt", "show", "bind", "remove", "append"]),
        st.sampled_from("abcdef"),
        st.sampled_from([None, *"abcdefz"]),
    ),
    max_size=40,
)


@settings(deadline=None, max_examples=60)
@given(steps)
def test_the_screen_always_agrees(moves: list[tuple[str, str, str | None]]) -> None:
    history, effects = made()
    for number, (what, name, previous) in enumerate(moves):
        local = history.local_id(name)
        match what:
            case "adopt":
                history.adopt(user(name), name, previous)
            case "show" if local:
                history.put(user(local, str(number)), save=False)
            case "bind" if local:
                history.bind(local, name, previous)
            case "remove" if local:
                history.remove(local)
            case "append" if history.get(name) is None:
                history.append(user(name))
            case _:
                pass
        assert replay_screen(effects) == list(history.shown())
        assert [i.previous_id for i in history.shown()][:1] in ([], [None])


@settings(deadline=None, max_examples=60)
@given(st.permutations(range(8)))
def test_any_arrival_order_of_a_chain_gives_the_chain(arrival: list[int]) -> None:
    history, effects = made()
    for number in arrival:
        show(history, (f"i{number}", f"i{number - 1}" if number else None))
    assert order(history) == [f"i{n}" for n in range(8)]
    assert replay_screen(effects) == list(history.shown())
