"""The connections of one conversation: the one in use, and at times a second one that is made ready to take its place."""

import asyncio
from collections.abc import Callable
from typing import assert_never

from desktop_assistant.core.local_events import LinkNews
from desktop_assistant.runtime.ports import LinkPort, Sink
from desktop_assistant.session.effects import CheckLink, Connect, Disconnect, Send, Succeed, ToSuccessor

LinkEffect = Connect | Disconnect | Send | CheckLink | ToSuccessor | Succeed


class Links:
    """Obeys the session's effects.

    | resource          | acquired                             | released                                              |
    |-------------------|--------------------------------------|-------------------------------------------------------|
    | links, by number  | `__init__`, first `ToSuccessor` of a number | `Succeed` and `Disconnect` begin it, `aclose` awaits |
    """

    def __init__(self, make: Callable[[Sink], LinkPort], put: Callable[[LinkNews], None]) -> None:
        """make: a link that tells its sink what happens. put: where all of it goes, with the link's number."""
        self._make = make
        self._put = put
        self._in_use = 0
        self._is_squeezed = False
        self._links = {0: self._made(0)}
        self._leaving: set[asyncio.Task[None]] = set()

    @property
    def in_use(self) -> LinkPort:
        """The one that what is said goes to."""
        return self._links[self._in_use]

    def squeeze(self, on: bool) -> None:
        """All of them, and those to come: make messages smaller."""
        self._is_squeezed = on
        for link in self._links.values():
            link.squeeze(on)

    def perform(self, effect: LinkEffect) -> None:
        """Returns at once."""
        match effect:
            case CheckLink():
                for link in self._links.values():
                    link.check()
            case Connect() | Disconnect() | Send():
                _obey(self.in_use, effect)
            case ToSuccessor(link=number, effect=Disconnect()):
                self._leave(number)
            case ToSuccessor(link=number, effect=inner):
                if number not in self._links:
                    self._links[number] = self._made(number)
                _obey(self._links[number], inner)
            case Succeed(link=number):
                old, self._in_use = self._in_use, number
                self._leave(old)
            case _:
                assert_never(effect)

    async def aclose(self) -> None:
        """Close all and wait until nothing is left running."""
        for number in list(self._links):
            self._leave(number)
        await asyncio.gather(*self._leaving)

    def _made(self, number: int) -> LinkPort:
        link = self._make(lambda event: self._put(LinkNews(link=number, event=event)))
        link.squeeze(self._is_squeezed)
        return link

    def _leave(self, number: int) -> None:
        link = self._links.pop(number, None)
        if link is not None:
            task = asyncio.get_running_loop().create_task(link.aclose(), name="link-leaving")
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)


def _obey(link: LinkPort, effect: Connect | Disconnect | Send) -> None:
    match effect:
        case Connect():
            link.open()
        case Disconnect():
            link.close()
        case Send(command=command):
            link.send(command)
