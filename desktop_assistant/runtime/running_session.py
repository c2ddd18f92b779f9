"""One conversation while it runs: its machine, its links, and the loop between them."""

import asyncio
from collections.abc import Callable, Mapping
from itertools import count

from desktop_assistant.core.local_events import BudgetChanged, Shutdown, SpokenTurn
from desktop_assistant.core.session_config import SessionConfig
from desktop_assistant.runtime.adapters import Adapters
from desktop_assistant.runtime.conversation import Conversation
from desktop_assistant.runtime.costs import CostMeter
from desktop_assistant.runtime.inbox import Inbox
from desktop_assistant.runtime.latency import LatencyLog
from desktop_assistant.runtime.links import Links
from desktop_assistant.runtime.performer import Performer
from desktop_assistant.runtime.savings import SavingsMeter
from desktop_assistant.runtime.session_options import hang_up_after_s
from desktop_assistant.runtime.toolbox import Handler, Toolbox
from desktop_assistant.session.effects import NoteUsage
from desktop_assistant.session.machine import SessionMachine
from desktop_assistant.settings.model import Settings

_serials = count()


class Meters:
    """What is measured over all conversations of this run of the program."""

    def __init__(self, world: Adapters) -> None:
        view = world.view
        self.savings = SavingsMeter(view.show_savings)
        self.latencies = LatencyLog()
        self.costs = CostMeter(
            world.places.data / "costs.json",
            world.prices,
            wall=world.clock.wall,
            tell=view.show_costs,
            warn=view.show_problem,
        )


class RunningSession:
    """Begins to run when it is made. | task, links | acquired in __init__ | released in `aclose` |"""

    def __init__(
        self,
        world: Adapters,
        settings: Settings,
        config: SessionConfig,
        conversation_id: str,
        meters: Meters,
        stretch_pause: Callable[[int], None],
        doers: Mapping[str, Handler] | None = None,
    ) -> None:
        self.inbox = Inbox()
        self.config = config
        self.conversation_id = conversation_id
        self._links = Links(
            lambda sink: world.links.link(
                settings, sink, self.inbox.room, lambda size: meters.savings.sent(size, config.input_format)
            ),
            self.inbox.put,
        )
        self.machine = SessionMachine(
            config,
            world.links.capabilities(settings),
            mode=settings.conversation.talk_mode,
            new_id=world.new_id,
            jitter=world.jitter,
            wall_offset=world.clock.wall() - world.clock.monotonic(),
            keep_audio=settings.privacy.keep_audio,
            earcons=settings.audio.earcons,
            hang_up_after_s=hang_up_after_s(settings, world.links.capabilities(settings)),
        )
        self._costs = meters.costs
        self._is_spent = False
        self._serial = next(_serials)
        """Tells the provider sessions of this one from those of others."""
        self._conversation = Conversation(
            machine=self.machine,
            inbox=self.inbox,
            performer=Performer(
                conversation_id=conversation_id,
                links=self._links,
                audio=world.audio,
                store=world.store,
                view=world.view,
                tools=Toolbox(self.inbox.put, doers=doers),
                formats=(config.input_format, config.output_format),
                latencies=meters.latencies,
                stretch_pause=stretch_pause,
                note_usage=self._note_usage,
            ),
            clock=world.clock,
        )
        self._task = asyncio.get_running_loop().create_task(self._conversation.run(), name="conversation")
        self.leaves_a_question = False
        self.spoken: tuple[SpokenTurn, ...] = ()
        """Both are known once it is closed."""

    def mind_budget(self, *, is_spent: bool) -> None:
        """The session is told when that changes."""
        if is_spent is not self._is_spent:
            self._is_spent = is_spent
            self.inbox.put(BudgetChanged(is_spent=is_spent))

    def _note_usage(self, effect: NoteUsage) -> None:
        session = f"{self._serial}.{effect.session}"
        self._costs.used(self.conversation_id, session, effect.model, effect.usage, is_total=effect.is_total)

    @property
    def waiting_s(self) -> float:
        """Seconds of sound that the network has not taken yet."""
        return self.config.input_format.ms_of(self._links.in_use.waiting_sound) / 1000

    @property
    def may_squeeze(self) -> bool:
        """Who answers can read smaller messages."""
        return self._links.in_use.may_squeeze

    def squeeze(self, on: bool) -> None:
        """Make messages smaller from now on."""
        self._links.squeeze(on)

    @property
    def is_in_mid_sentence(self) -> bool:
        """The person speaks, or their turn is not handed over yet."""
        return self.machine.is_spoken_to or self.machine.waits_for_turn

    @property
    def is_muted(self) -> bool:
        """As the person left it."""
        return self.machine.snapshot.muted

    async def aclose(self) -> None:
        """Save what is open, close the link, stop the loop."""
        for event in self.inbox.take_rest():  # what was typed a moment ago must not be lost
            self._conversation.step(event)
        self.leaves_a_question, self.spoken = self.machine.leaves_a_question, self.machine.spoken
        self._conversation.step(Shutdown.NOW)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self._links.aclose()
