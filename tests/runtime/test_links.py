"""Two connections at a time, each known by its number."""

import asyncio

from desktop_assistant.core.commands import CommitInput
from desktop_assistant.core.local_events import LinkClosed, LinkNews, LinkOpened
from desktop_assistant.runtime.links import Links
from desktop_assistant.runtime.ports import Sink
from desktop_assistant.session.effects import Connect, Disconnect, Send, Succeed, ToSuccessor
from tests.fakes.ports import FakeLink

COMMIT = Send(command=CommitInput())


class Made:
    """Every link that was made, and all their news."""

    def __init__(self) -> None:
        self.links: list[FakeLink] = []
        self.news: list[LinkNews] = []

    def make(self, sink: Sink) -> FakeLink:
        self.links.append(FakeLink(sink))
        return self.links[-1]


async def test_a_successor_is_made_beside_and_takes_over() -> None:
    made = Made()
    links = Links(made.make, made.news.append)
    links.perform(Connect())
    for effect in (Connect(), COMMIT):
        links.perform(ToSuccessor(link=1, effect=effect))
    first, second = made.links
    assert (first.sent, second.sent) == ([], [COMMIT.command])
    links.perform(Succeed(link=1))
    links.perform(COMMIT)
    assert (first.sent, len(second.sent)) == ([], 2)
    await asyncio.sleep(0)
    assert not first.is_open
    assert second.is_open
    assert made.news == [LinkNews(link=0, event=LinkOpened()), LinkNews(link=1, event=LinkOpened())]
    await links.aclose()
    assert not second.is_open


async def test_a_successor_that_is_not_wanted_any_more_is_closed_and_the_next_is_another() -> None:
    made = Made()
    links = Links(made.make, made.news.append)
    links.perform(Connect())
    links.perform(ToSuccessor(link=1, effect=Connect()))
    links.perform(ToSuccessor(link=1, effect=Disconnect()))
    links.perform(ToSuccessor(link=1, effect=Disconnect()))
    links.perform(ToSuccessor(link=2, effect=Connect()))
    await asyncio.sleep(0)
    assert [link.is_open for link in made.links] == [True, False, True]
    links.perform(Disconnect())
    assert made.news[-1] == LinkNews(link=0, event=LinkClosed())
    await links.aclose()
    assert not any(link.is_open for link in made.links)
