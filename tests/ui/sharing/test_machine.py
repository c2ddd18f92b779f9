"""From the wish to show something to its end, on injected time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.snapshot import LinkState, SessionSnapshot
from desktop_assistant.ui.sharing.machine import (
    PATIENCE_S,
    Act,
    Beat,
    Choose,
    Do,
    Effect,
    End,
    Finish,
    Input,
    Offer,
    Open,
    Pause,
    Preview,
    Send,
    Sharing,
    Stage,
    Unseen,
)
from desktop_assistant.ui.sharing.wire import Failed, Kind, Picture, Source, Sources, Trouble

LIMITS = ImageLimits(frames_per_s=1.0, max_side=1024)
GEMINI = SessionSnapshot(link=LinkState.READY, images=LIMITS, conversation_id="c1")
SCREEN = Source(id="s", kind=Kind.SCREEN, name="One")
CAMERA = Source(id="c", kind=Kind.CAMERA, name="Lid")
WALL = 1_700_000_000.0


class Talk:
    """The machine, its time, and a source that answers each look after `lag` seconds (None: never)."""

    def __init__(self, lag: float | None = 0.05, seen: SessionSnapshot = GEMINI) -> None:
        self.it = Sharing()
        self.now = 100.0
        self.lag = lag
        self.seen = seen
        self.number = 0
        self.sent: list[float] = []
        self.looks: list[float] = []
        self.all: list[Effect] = []
        self._answers: list[tuple[float, int]] = []
        self.do(seen)

    def do(self, event: Input) -> list[Effect]:
        effects = self.it.handle(event, self.now)
        self.all += effects
        for effect in effects:
            match effect:
                case Open(number=number):
                    self.number = number
                case Do.LOOK:
                    self.looks.append(self.now)
                    if self.lag is not None:
                        self._answers.append((self.now + self.lag, self.number))
                case Send():
                    self.sent.append(self.now)
        return effects

    def picture(self, number: int | None = None) -> list[Effect]:
        return self.do(Picture(number=self.number if number is None else number, width=4, height=3, data=b"jpeg"))

    def run(self, seconds: float) -> "Talk":
        end = round(self.now + seconds, 3)
        while self.now < end:
            self.now = round(self.now + 0.025, 3)
            for due, number in [one for one in self._answers if one[0] <= self.now]:
                self._answers.remove((due, number))
                self.picture(number)
            self.do(Beat(WALL + self.now))
        return self

    def preview(self, source: Source = SCREEN) -> "Talk":
        self.do(Act.ASK)
        self.do(Sources(found=(SCREEN, CAMERA)))
        self.do(Choose(source))
        return self.run(1.0 if self.lag is None else max(1.0, self.lag + 0.5))

    def share(self, source: Source = SCREEN) -> "Talk":
        self.preview(source)
        self.do(Act.CONFIRM)
        return self

    def snapshot(self, **changes: object) -> list[Effect]:
        self.seen = replace(self.seen, **changes)  # type: ignore[arg-type]
        return self.do(self.seen)


def test_the_whole_way() -> None:
    talk = Talk()
    assert talk.do(Act.ASK) == [Do.LIST]
    assert talk.do(Sources(found=(SCREEN,))) == [Offer((SCREEN,))]
    assert talk.do(Choose(SCREEN)) == [Open(SCREEN, 1, LIMITS)]
    assert talk.it.stage is Stage.PREVIEWING
    talk.run(1.0)
    assert any(isinstance(effect, Preview) for effect in talk.all)
    assert talk.sent == []
    assert talk.do(Act.CONFIRM) == [Do.SHARE]
    talk.run(10.0)
    assert len(talk.sent) == 10
    assert talk.do(Act.STOP) == [Finish(End.PERSON, was_sharing=True, source=SCREEN)]
    sent = list(talk.sent)
    talk.run(5.0)
    assert talk.picture() == []
    assert talk.sent == sent


def test_nothing_is_sent_or_confirmed_before_it_was_seen() -> None:
    talk = Talk(lag=None)
    talk.do(Act.ASK)
    assert talk.do(Act.CONFIRM) == []
    talk.do(Choose(SCREEN))
    assert talk.do(Act.CONFIRM) == []
    assert talk.it.stage is Stage.PREVIEWING


def test_a_picture_of_what_was_chosen_before_confirms_nothing() -> None:
    """Whoever has seen the camera has not seen the screen."""
    talk = Talk().preview(CAMERA)
    old = talk.number
    talk.lag = None
    talk.do(Choose(SCREEN))
    assert talk.picture(old) == []
    assert talk.do(Act.CONFIRM) == []
    assert talk.picture() == [Preview(Picture(number=talk.number, width=4, height=3, data=b"jpeg"))]
    assert talk.do(Act.CONFIRM) == [Do.SHARE]


@pytest.mark.parametrize("lag", [0.01, 0.4, 0.9])
def test_one_each_second(lag: float) -> None:
    talk = Talk(lag=lag).share().run(60.0)
    assert 58 <= len(talk.sent) <= 61
    gaps = [b - a for a, b in zip(talk.sent[2:], talk.sent[3:], strict=False)]
    assert max(gaps) <= 1.3
    assert min(gaps) >= 0.7


def test_a_slow_source_makes_them_rarer_and_never_late() -> None:
    talk = Talk(lag=2.5).share()
    talk.looks.clear()
    talk.run(50.0)
    assert 15 <= len(talk.sent) <= 20
    assert len(talk.looks) <= len(talk.sent) + 1  # one under way, and never another behind it


def test_a_camera_is_aimed_with_more_pictures_than_are_sent() -> None:
    talk = Talk(lag=0.02).preview(CAMERA)
    assert len(talk.looks) >= 6
    before = len(talk.looks)
    talk.do(Act.CONFIRM)
    talk.run(5.0)
    assert len(talk.looks) - before <= 6


@pytest.mark.parametrize(
    ("images", "why"), [(None, End.BLIND), (ImageLimits(), End.STILLS)], ids=["sees nothing", "single pictures"]
)
def test_who_takes_none_is_shown_none(images: ImageLimits | None, why: End) -> None:
    talk = Talk(seen=replace(GEMINI, images=images))
    assert talk.do(Act.ASK) == [Finish(why, was_sharing=False)]
    assert talk.it.stage is Stage.IDLE
    talk = Talk().share()
    assert talk.snapshot(images=images) == [Finish(why, was_sharing=True, source=SCREEN)]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"link": LinkState.RESTING}, End.SESSION),
        ({"link": LinkState.FAILED}, End.SESSION),
        ({"conversation_id": "c2"}, End.CONVERSATION),
    ],
)
def test_it_ends_with_the_session(changes: dict[str, object], why: End) -> None:
    talk = Talk().share()
    assert talk.snapshot(**changes) == [Finish(why, was_sharing=True, source=SCREEN)]


def test_a_session_that_is_replaced_goes_through_states_of_nothing() -> None:
    talk = Talk().share()
    for link in (LinkState.OFFLINE, LinkState.CONNECTING, LinkState.CONFIGURING):
        talk.snapshot(link=link, conversation_id="")
    assert talk.it.stage is Stage.SHARING
    talk.snapshot(link=LinkState.READY, conversation_id="c1")
    talk.run(3.0)
    assert len(talk.sent) >= 3


def test_what_began_while_a_session_was_replaced_goes_on_in_its_conversation() -> None:
    talk = Talk().preview()
    talk.snapshot(conversation_id="")
    talk.do(Act.CONFIRM)
    assert not [effect for effect in talk.snapshot(conversation_id="c1") if isinstance(effect, Finish)]
    assert talk.snapshot(conversation_id="c2") == [Finish(End.CONVERSATION, was_sharing=True, source=SCREEN)]


def test_while_there_is_no_connection_pictures_are_dropped_and_it_is_said() -> None:
    talk = Talk().share().run(2.0)
    assert talk.snapshot(link=LinkState.WAITING) == [Pause(True)]
    count = len(talk.sent)
    talk.run(5.0)
    assert len(talk.sent) == count
    assert talk.snapshot(retry_at=7.0) == []
    assert talk.snapshot(link=LinkState.READY) == [Pause(False)]
    talk.run(3.0)
    assert 3 <= len(talk.sent) - count <= 4  # none of those that could not be sent comes now


def test_muting_and_speaking_change_nothing() -> None:
    talk = Talk().share()
    assert talk.snapshot(muted=True) == []
    assert talk.snapshot(mic_open=True, can_stop=True) == []
    assert talk.it.stage is Stage.SHARING


def test_a_locked_screen_ends_it_at_once_also_the_preview() -> None:
    assert Talk().share().do(Act.LOCK) == [Finish(End.LOCKED, was_sharing=True, source=SCREEN)]
    assert Talk().preview().do(Act.LOCK) == [Finish(End.LOCKED, was_sharing=False, source=SCREEN)]
    assert Talk().do(Act.LOCK) == []


@pytest.mark.parametrize(("ours", "walls"), [(0.25, 3600.0), (20.0, 20.0)], ids=["our clock stood still", "it ran on"])
def test_a_computer_that_has_slept_shows_nothing_when_it_wakes(ours: float, walls: float) -> None:
    talk = Talk().share().run(2.0)
    begun = talk.now
    talk.now += ours
    assert talk.do(Beat(WALL + begun + walls)) == [Finish(End.SLEPT, was_sharing=True, source=SCREEN)]


def test_a_source_that_is_gone_ends_it() -> None:
    talk = Talk().share()
    gone = Failed(number=talk.number, trouble=Trouble.GONE)
    assert talk.do(gone) == [Finish(End.GONE, was_sharing=True, source=SCREEN)]


def test_in_the_preview_another_can_be_chosen_instead() -> None:
    talk = Talk().preview()
    assert talk.do(Failed(number=talk.number, trouble=Trouble.REFUSED)) == [Unseen(SCREEN, End.REFUSED)]
    assert talk.it.stage is Stage.CHOOSING
    assert talk.do(Choose(CAMERA)) == [Open(CAMERA, talk.number, LIMITS)]


def test_a_failure_of_an_earlier_opening_is_none_of_this_one() -> None:
    talk = Talk().preview(CAMERA)
    old = talk.number
    talk.do(Choose(SCREEN))
    assert talk.do(Failed(number=old, trouble=Trouble.GONE)) == []


def test_a_source_that_never_answers_is_gone() -> None:
    talk = Talk(lag=None)
    talk.do(Act.ASK)
    talk.do(Choose(SCREEN))
    talk.run(PATIENCE_S + 1)
    assert Unseen(SCREEN, End.GONE) in talk.all
    talk = Talk().share()
    talk.lag = None
    talk.run(PATIENCE_S + 3)
    assert talk.all[-1] == Finish(End.GONE, was_sharing=True, source=SCREEN)


def test_a_process_that_fails_ends_everything() -> None:
    for talk in (Talk().share(), Talk().preview()):
        was_sharing = talk.it.stage is Stage.SHARING
        assert talk.do(Failed(number=0, trouble=Trouble.UNUSABLE)) == [Finish(End.UNUSABLE, was_sharing, SCREEN)]


inputs = st.one_of(
    st.sampled_from(Act),
    st.sampled_from([Choose(SCREEN), Choose(CAMERA), Sources(found=(SCREEN,))]),
    st.floats(0, 30).map(lambda s: ("wait", s)),
    st.integers(0, 6).map(lambda n: Picture(number=n, width=1, height=1, data=b"x")),
    st.builds(Failed, number=st.integers(0, 6), trouble=st.sampled_from(Trouble)),
    st.builds(
        SessionSnapshot,
        link=st.sampled_from(LinkState),
        images=st.sampled_from([None, ImageLimits(), LIMITS]),
        conversation_id=st.sampled_from(["", "c1", "c2"]),
    ),
)


@given(st.lists(inputs, max_size=60))
def test_whatever_happens_nothing_is_sent_unseen_unconfirmed_or_after_the_end(events: list[Input]) -> None:
    it, now = Sharing(), 0.0
    it.handle(GEMINI, now)
    seen, is_shared, number = False, False, 0
    for event in events:
        if isinstance(event, tuple):
            now += event[1]
            event = Beat(WALL + now)
        for effect in it.handle(event, now):
            match effect:
                case Open(number=opened):
                    assert not is_shared
                    seen, number = False, opened
                case Preview(picture=picture):
                    assert picture.number == number
                    seen = True
                case Do.SHARE:
                    assert seen
                    assert event is Act.CONFIRM
                    is_shared = True
                case Send(picture=picture):
                    assert is_shared
                    assert picture.number == number
                case Finish(was_sharing=was):
                    assert was is is_shared
                    is_shared = False
        assert is_shared is (it.stage is Stage.SHARING)
