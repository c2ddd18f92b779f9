"""The next session is made ready while the old one lasts, and takes over between two turns.

Providers end a session after some minutes or an hour, and some settings take a new one. So before the end, in a quiet moment,
a second connection is opened, configured, and told the conversation so far (or goes on from the provider's own handle). When
it has confirmed that and it is still quiet, it is the one in use, and the old one is closed. Whatever is said in between
goes to the old one and is told to the new one afterwards; a successor that was told something which has changed since is
given up for another one. If the old connection breaks while a configured successor stands by, that takes over at once.

A provider that allows no second session (`Capabilities.parallel_sessions`), or refuses it, gets the simpler change: the old
one is closed in a quiet moment, and what is said until the next one is ready waits for it.
"""

from collections.abc import Iterable
from dataclasses import replace

from desktop_assistant.core.commands import CreateItem
from desktop_assistant.core.items import Item
from desktop_assistant.core.local_events import LinkClosed, LinkNews, LinkOpened
from desktop_assistant.core.server_events import (
    ItemAdded,
    ItemDone,
    ProviderError,
    SessionExpiring,
    SessionReady,
    SessionUpdated,
)
from desktop_assistant.core.session_config import SessionConfig
from desktop_assistant.session.effects import Succeed
from desktop_assistant.session.history import LONGEST_WIRE_ID
from desktop_assistant.session.link import Phase
from desktop_assistant.session.resumption import Place
from desktop_assistant.session.rules import ITEM_PREFIX, Rules
from desktop_assistant.session.telling import told

TELL_PATIENCE_S = 1.5
"""For the confirmation of the last item; some services confirm none."""
WORDS_PATIENCE_S = 5.0
MOST_ATTEMPTS = 3
"""Then the old session is closed before the next one begins."""
NEWS_S = 10.0
"""How long the person is told that a session has taken over."""


class Succession:
    """`tend` after each input does the next step, if there is one."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._p = rules.parts
        self._link = rules.parts.successor
        self._in_use = 0
        self._attempts = 0
        self._config: SessionConfig | None = None
        """What the successor was told to be."""
        self._place = Place()
        self._told: dict[str, Item] = {}
        """Our id -> the item as the successor knows it."""
        self._names: dict[str, str] = {}
        """Our id -> the successor's."""
        self._unconfirmed = ""
        """The successor's name of the last item that it was told."""
        self._confirm_until = 0.0
        self._words_until: float | None = None
        """For what the person said last to be written down."""
        self._done_at: float | None = None

    # --- reading --------------------------------------------------------------------------------------------------
    @property
    def is_under_way(self) -> bool:
        """A successor is being made ready."""
        return self._link.phase is not Phase.OFFLINE

    @property
    def just_done(self) -> bool:
        """A session took over a moment ago."""
        return self._done_at is not None and self._p.now < self._done_at + NEWS_S

    @property
    def deadline(self) -> float | None:
        """When `tend` has something to do though nothing happens."""
        p = self._p
        due = [self._link.deadline, p.link.ages_at]
        due.append(p.link.ends_soon_at if not self.is_under_way else None)
        due.append(self._confirm_until if self._unconfirmed else None)
        due.append(self._words_until)
        due.append(self._done_at + NEWS_S if self._done_at is not None else None)
        return min((d for d in due if d is not None and d > p.now), default=None)

    def unwrapped(self, news: LinkNews) -> LinkNews | None:
        """News of the connection in use are the caller's; the successor's are dealt with here, others' are nobody's."""
        if news.link == self._in_use:
            return news
        if self.is_under_way and news.link == self._p.successor_number:
            self._news(news.event)
        return None

    # --- steps ----------------------------------------------------------------------------------------------------
    def tend(self) -> None:
        """Do the next step, if its time has come."""
        p, rules = self._p, self._rules
        self._overdue()
        wanted = p.link.is_ready and (rules.restart_when_quiet or p.link.is_aging(p.now))
        if not wanted:
            self.give_up()
            self._attempts = 0
        elif not p.capabilities.parallel_sessions or self._attempts >= MOST_ATTEMPTS:
            self._change_over()
        elif not self.is_under_way:
            if rules.is_quiet or p.link.is_ending(p.now):
                self._prepare()
        elif self._link.is_ready and rules.is_quiet and not self._words_missing():
            self._tell_or_succeed()

    def take_over(self) -> bool:
        """The connection in use is lost; True: a successor that stood by is in its place."""
        if not self._p.link.is_ready or not self._link.is_ready or not self._is_current():
            return False
        self._succeed()
        return True

    def give_up(self) -> None:
        """No successor is wanted any more."""
        if self.is_under_way:
            self._link.shut()
        self._unconfirmed = ""

    # --- inside ---------------------------------------------------------------------------------------------------
    def _change_over(self) -> None:
        self.give_up()
        if self._rules.is_quiet:
            self._attempts = 0
            self._done_at = self._p.now
            self._rules.restart()

    def _prepare(self) -> None:
        self._p.successor_number += 1
        self._link.start()

    def _configure(self) -> None:
        p = self._p
        self._config, self._place = p.effective_config, p.resumption.place
        update = self._rules.update(self._config, resume=self._place.handle)
        self._told = {item.id: _content(item) for item in update.history}
        self._names, self._unconfirmed = {}, ""
        self._link.configure(update, p.now)

    def _news(self, event: object) -> None:
        link, p = self._link, self._p
        match event:
            case LinkOpened():
                link.opened(p.now)
            case LinkClosed():
                self._failed(event)
            case SessionReady():
                if link.greeted(self._rules.end_of(event)):
                    self._configure()
            case SessionUpdated():
                if link.configured():
                    link.expires_at = self._rules.end_of(event) if event.expires_at is not None else link.expires_at
            case SessionExpiring():
                link.expiring(p.now + event.seconds_left, p.now)
            case _:
                self._answer(event)

    def _answer(self, event: object) -> None:
        """To what it was told."""
        if isinstance(event, ItemAdded | ItemDone) and event.item.id == self._unconfirmed:
            self._unconfirmed = ""
        elif isinstance(event, ProviderError):
            self._complaint(event)

    def _complaint(self, event: ProviderError) -> None:
        """An item that it refuses would be refused again; a configuration that it refuses makes it useless."""
        if event.client_event_id.startswith(ITEM_PREFIX):
            self._unconfirmed = ""
        elif not self._link.is_ready:
            self._attempts += 1
            self.give_up()

    def _failed(self, event: LinkClosed) -> None:
        link, p = self._link, self._p
        was_refused = link.phase is Phase.CONFIGURING and bool(self._place.handle)
        if was_refused and p.resumption.handle == self._place.handle:
            p.resumption.forget()
        self._attempts += 1
        if self._attempts >= MOST_ATTEMPTS or not (event.retryable or was_refused):
            self._attempts = MOST_ATTEMPTS
            link.shut()
        else:
            self._p.successor_number += 1  # the next attempt is another connection
            link.closed(p.now, retryable=True)

    def _overdue(self) -> None:
        match self._link.overdue(self._p.now):
            case Phase.GREETING:
                self._configure()
            case Phase.CONFIGURING:
                self._link.configured()
            case _:
                pass

    def _tell_or_succeed(self) -> None:
        """Tell what is not known yet; once nothing is missing and all is confirmed, change."""
        p = self._p
        if not self._is_current():
            self.give_up()
            self._prepare()
        elif missing := [] if p.log.sounding else list(self._missing()):
            for item in missing:
                self._tell(item)
            self._confirm_until = p.now + TELL_PATIENCE_S
        elif not self._unconfirmed or p.now >= self._confirm_until:
            self._succeed()

    def _missing(self) -> Iterable[Item]:
        if not self._p.capabilities.seed_history:
            return ()
        return (seed for seed in self._rules.seeds() if seed.id not in self._told and seed.id not in self._known)

    @property
    def _known(self) -> frozenset[str]:
        return self._p.resumption.known_at(self._place)

    def _is_current(self) -> bool:
        """What the successor was told is still true, and what is missing comes after it."""
        if self._config != self._p.effective_config:
            return False
        seeds = [seed for seed in self._rules.seeds() if seed.id not in self._known]
        told = [self._told.get(seed.id) for seed in seeds]
        kept = [was for was in told if was is not None]
        is_start = all(was is not None for was in told[: len(kept)])
        can_add = self._p.capabilities.seed_history or len(kept) == len(seeds)
        return is_start and can_add and all(was == _content(seed) for was, seed in zip(kept, seeds, strict=False))

    def _tell(self, item: Item) -> None:
        p = self._p
        taken = set(self._names.values())
        name = item.id if len(item.id) <= LONGEST_WIRE_ID and item.id not in taken else p.history.new_id()
        self._names[item.id], self._told[item.id], self._unconfirmed = name, _content(item), name
        for piece in told(_content(item, name), p.capabilities):
            self._link.send(CreateItem(item=piece, event_id=f"{ITEM_PREFIX}{item.id}"))

    def _words_missing(self) -> bool:
        """What the person said last is still being written down, and would be lost with the old session; for a while."""
        p = self._p
        if p.link.is_ending(p.now) or not self._rules.awaits_words:
            self._words_until = None
        elif self._words_until is None:
            self._words_until = p.now + WORDS_PATIENCE_S
        return self._words_until is not None and p.now < self._words_until

    def _succeed(self) -> None:
        p, rules = self._p, self._rules
        number = self._in_use = p.successor_number
        p.emit(Succeed(link=number))
        rules.lost()
        p.link.succeeded_by(self._link)
        for item_id, name in self._names.items():
            p.history.bind(item_id, name)
            p.pictures.was_told(item_id, replace(self._told[item_id], id=name))
        p.resumption.began(self._place)
        rules.applied, self._unconfirmed, self._attempts = self._config, "", 0
        self._done_at, self._words_until = p.now, None
        rules.ready(told=self._told)
        rules.reconfigure()


def _content(item: Item, name: str | None = None) -> Item:
    """As it is told: where it stands in our window changes with its neighbours."""
    return replace(item, id=name or item.id, previous_id=None)
