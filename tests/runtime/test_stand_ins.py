"""A provider that cannot be reached, and who answers meanwhile; a supervisor among fakes, on injected time."""

import asyncio
from dataclasses import replace

import pytest

from desktop_assistant.core.commands import CreateItem, CreateResponse
from desktop_assistant.core.local_events import (
    LinkClosed,
    MicrophoneClosed,
    MicrophoneOpened,
    ReconnectPressed,
    SpeechConfirmed,
    SpeechStarted,
    TalkPressed,
    UserText,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import ResponseFinished, ResponseStatus, ServerEvent, SessionReady, Usage, UsageReported
from desktop_assistant.runtime.ladder import ASK_EVERY_S, DOWN_AFTER_S
from desktop_assistant.runtime.stand_ins import LOOK_S, StandIns
from desktop_assistant.settings.continuity import ContinuitySettings
from desktop_assistant.settings.model import Provider, Settings
from desktop_assistant.settings.providers import ChainedSettings
from tests.runtime.house import House, answer

AWAY = LinkClosed(problem=Problem(code=ProblemCode.SERVER_UNREACHABLE))
REFUSED = LinkClosed(problem=Problem(code=ProblemCode.KEY_REFUSED), retryable=False)


async def started(house: House, **continuity: object) -> None:
    """A good session with the cloud."""
    chosen = ContinuitySettings(**{"second": "local", "third": "", **continuity})  # type: ignore[arg-type]
    settings = replace(Settings(), provider=Provider.OPENAI, continuity=chosen)
    await house.supervisor.start()
    house.supervisor.apply(settings)
    await house.until(lambda: house.links[-1][0].provider is Provider.OPENAI)
    await house.ready()


async def looks(house: House, seconds: float) -> None:
    """So much time passes, and the ladder looks around."""
    for _ in range(int(seconds / LOOK_S)):
        house.clock.advance(LOOK_S)
        for _ in range(20):
            await asyncio.sleep(0)


def standing(house: House) -> list[tuple[ProblemCode, str, bool]]:
    return [
        (p.code, p.detail, p.over) for p in house.view.problems if p.code in (ProblemCode.STANDING_IN, ProblemCode.NOBODY_ANSWERS)
    ]


async def test_a_refused_key_another_answers_and_knows_the_conversation(house: House) -> None:
    await started(house)
    await answer(house, "first question")
    house.link.sink(REFUSED)
    await looks(house, 1.0)
    await house.until(lambda: house.links[-1][0].provider is Provider.LOCAL)
    await house.ready()
    await looks(house, 1.0)
    assert "first question" in [c.item.text for c in house.sent(CreateItem)]
    assert standing(house) == [(ProblemCode.STANDING_IN, "local", False)]
    assert house.supervisor.settings.provider is Provider.OPENAI, "the choice stays the person's"
    assert house.saved[-1].provider is Provider.OPENAI


def up(house: House) -> set[ProblemCode]:
    """Banners on screen."""
    shown: set[ProblemCode] = set()
    for problem in house.view.problems:
        (shown.discard if problem.over else shown.add)(problem.code)
    return shown


async def test_what_only_the_person_can_mend_stays_on_screen_while_another_answers(house: House) -> None:
    """ "It changes back by itself" would be a lie, and a missing key a secret."""
    await started(house)
    house.link.sink(LinkClosed(problem=Problem(code=ProblemCode.KEY_MISSING, detail="no key"), retryable=False))
    await looks(house, 1.0)
    await house.until(lambda: house.links[-1][0].provider is Provider.LOCAL)
    await house.ready()
    await looks(house, 1.0)
    assert up(house) == {ProblemCode.KEY_MISSING, ProblemCode.STANDING_IN}
    house.supervisor.apply(replace(house.supervisor.settings, provider=Provider.LOCAL))
    await looks(house, 1.0)
    assert up(house) == set()


async def test_a_provider_that_was_only_not_there_leaves_one_banner(house: House) -> None:
    await started(house)
    house.link.sink(AWAY)
    await looks(house, DOWN_AFTER_S + 1.0)
    await house.until(lambda: house.links[-1][0].provider is Provider.LOCAL)
    await house.ready()
    await looks(house, 1.0)
    assert up(house) == {ProblemCode.STANDING_IN}


async def test_no_stand_in_is_passed_over_while_somebody_speaks(house: House) -> None:
    """The session that ends says until it has ended that its provider refused; that is nothing against the next one."""
    await started(house, second="gemini", third="local")
    house.supervisor.put(TalkPressed())
    house.supervisor.sink(MicrophoneOpened())
    house.supervisor.sink(SpeechStarted(at_ms=0))
    house.supervisor.sink(SpeechConfirmed(at_ms=0))
    house.link.sink(REFUSED)
    await looks(house, DOWN_AFTER_S + 2)
    house.supervisor.sink(MicrophoneClosed(speech_ms=0.0))
    await house.until(lambda: house.links[-1][0].provider is not Provider.OPENAI)
    assert house.links[-1][0].provider is Provider.GEMINI


async def test_a_question_that_nobody_answered_is_asked_of_the_stand_in_once(house: House) -> None:
    await started(house)
    house.link.sink(AWAY)
    house.supervisor.put(UserText(text="two plus two?"))
    await looks(house, DOWN_AFTER_S + 1)
    await house.until(lambda: house.links[-1][0].provider is Provider.LOCAL)
    await house.ready()
    await house.until(lambda: house.sent(CreateResponse))
    assert [c.item.text for c in house.sent(CreateItem)] == ["two plus two?"]
    assert len(house.sent(CreateResponse)) == 1


async def test_it_goes_back_when_the_chosen_one_would_answer(house: House) -> None:
    await started(house)
    house.link.sink(REFUSED)
    await looks(house, 1.0)
    await house.ready()
    count = len(house.links)
    await looks(house, ASK_EVERY_S)
    await house.until(lambda: len(house.links) > count)
    settings, probe = house.links[count]
    assert settings.provider is Provider.OPENAI
    probe.sink(SessionReady(session_id="p"))
    await looks(house, 2.0)
    assert not probe.is_open, "a question, not a session"
    assert house.links[-1][0].provider is Provider.OPENAI
    await house.ready()
    await looks(house, 1.0)
    assert standing(house)[-1] == (ProblemCode.STANDING_IN, "", True)
    said = [(p.detail, p.over) for p in house.view.problems if p.code is ProblemCode.BACK_AGAIN]
    assert said == [("openai", False)], "said once, when it is really there"


async def test_one_that_would_not_answer_is_asked_again_later(house: House) -> None:
    await started(house)
    house.link.sink(REFUSED)
    await looks(house, 1.0)
    await house.ready()
    for _ in range(2):
        count = len(house.links)
        house.supervisor.put(ReconnectPressed())
        await looks(house, 1.0)
        await house.until(lambda n=count: len(house.links) > n)  # type: ignore[misc]
        house.links[-1][1].sink(AWAY)
        await looks(house, 1.0)
        assert len(house.links) == count + 1
        await house.until(lambda: True)
    assert standing(house) == [(ProblemCode.STANDING_IN, "local", False)]


async def test_a_key_that_was_mended_is_tried_at_once(house: House) -> None:
    await started(house)
    house.link.sink(REFUSED)
    await looks(house, 1.0)
    await house.ready()
    await house.supervisor.store_key(Provider.OPENAI, "good")
    await house.ready()
    count = len(house.links)
    await looks(house, 1.0)
    await house.until(lambda: len(house.links) > count)
    assert house.links[count][0].provider is Provider.OPENAI


async def test_pinned_it_stays_and_says_that_nobody_answers(house: House) -> None:
    await started(house, automatic=False)
    house.link.sink(REFUSED)
    house.supervisor.put(UserText(text="anyone?"))
    await looks(house, DOWN_AFTER_S + 2)
    assert house.links[-1][0].provider is Provider.OPENAI
    assert standing(house) == [(ProblemCode.NOBODY_ANSWERS, "", False)]


def spent(house: House, dollars: float) -> None:
    """At a dollar for a million tokens."""
    house.supervisor._sessions.meters.costs.used("c", "1", "m", Usage(input_tokens=int(dollars * 1_000_000)))


async def test_when_the_months_money_is_spent_the_local_engine_goes_on(house: House) -> None:
    await started(house, monthly_cap=1)
    await answer(house, "first question")
    spent(house, 1.0)
    await looks(house, 1.0)
    await house.until(lambda: house.links[-1][0].provider is Provider.LOCAL)
    await house.ready()
    await looks(house, 1.0)
    assert "first question" in [c.item.text for c in house.sent(CreateItem)]
    assert [(p.code, p.detail) for p in house.view.problems if p.code is ProblemCode.STANDING_IN_UNPAID] == [
        (ProblemCode.STANDING_IN_UNPAID, "local")
    ]
    house.supervisor.put(UserText(text="and now?"))
    await house.until(lambda: house.sent(CreateResponse))
    count = len(house.links)
    await looks(house, 10 * ASK_EVERY_S)
    assert len(house.links) == count, "a paid provider is not even asked whether it would"


@pytest.mark.parametrize("take", ["text", "writing down", "speaking"])
async def test_the_services_of_a_chain_are_paid_for_by_their_names_and_the_cap_stops_them(house: House, take: str) -> None:
    names = dict.fromkeys(("text_model", "transcription_model", "speech_model"), "nobody's")
    names |= {"text": {"text_model": "m"}, "writing down": {"transcription_model": "m"}, "speaking": {"speech_model": "m"}}[take]
    await started(house, second="chained", third="local", monthly_cap=1)
    house.supervisor.apply(replace(house.supervisor.settings, provider=Provider.CHAINED, chained=ChainedSettings(**names)))  # type: ignore[arg-type]
    await house.until(lambda: house.links[-1][0].provider is Provider.CHAINED)
    await house.ready()
    used = Usage(input_tokens=1_000_000)
    events: dict[str, ServerEvent] = {
        "text": ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED, usage=used),
        "writing down": UsageReported(usage=used, is_transcription=True),
        "speaking": UsageReported(usage=used, model="m"),
    }
    house.link.sink(events[take])
    await house.until(lambda: house.supervisor._sessions.meters.costs.is_spent)
    await looks(house, 1.0)
    await house.until(lambda: house.links[-1][0].provider is Provider.LOCAL)
    await house.ready()
    house.link.sink(ResponseFinished(response_id="s", status=ResponseStatus.COMPLETED, usage=used))
    await looks(house, 1.0)
    assert house.supervisor._sessions.meters.costs.costs("").month == 1.0, "the local engine costs nothing, and is not stopped"
    assert ProblemCode.COST_CAP_REACHED in up(house)


async def test_when_more_may_be_spent_the_chosen_one_comes_back(house: House) -> None:
    await started(house, monthly_cap=1)
    spent(house, 1.0)
    await looks(house, 1.0)
    await house.until(lambda: house.links[-1][0].provider is Provider.LOCAL)
    await house.ready()
    await looks(house, 1.0)
    count = len(house.links)
    more = replace(house.supervisor.settings, continuity=ContinuitySettings(monthly_cap=5))
    house.supervisor.apply(more)
    await looks(house, 1.0)
    await house.until(lambda: len(house.links) > count)
    house.links[count][1].sink(SessionReady(session_id="p"))
    await looks(house, 2.0)
    assert house.links[-1][0].provider is Provider.OPENAI
    assert [(p.code, p.over) for p in house.view.problems if p.code is ProblemCode.STANDING_IN_UNPAID][-1][1]


@pytest.mark.expects_logs("could not see who answers")
async def test_one_look_that_fails_is_not_the_last(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    await started(house)
    looked = StandIns.look
    fails = iter((True,))

    async def look(self: StandIns, *args: object, **kwargs: object) -> None:
        if next(fails, False):
            raise OSError("no more files may be open")
        await looked(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(StandIns, "look", look)
    house.link.sink(REFUSED)
    await looks(house, 2.0)
    await house.until(lambda: house.links[-1][0].provider is Provider.LOCAL)


async def test_nobody_asked_nobody_is_alarmed(house: House) -> None:
    await started(house, automatic=False)
    house.link.sink(REFUSED)
    await looks(house, DOWN_AFTER_S + 2)
    assert standing(house) == []


async def lost_to_typing(house: House) -> None:
    """The cloud refuses, the engine of this computer cannot run, a text model is there."""
    await started(house)
    house.absent.clear()
    await answer(house, "first question")
    house.link.sink(REFUSED)
    await looks(house, 1.0)
    await house.until(lambda: house.links[-1][0].provider is Provider.LOCAL)
    house.link.sink(LinkClosed(problem=Problem(code=ProblemCode.ENGINE_MISSING), retryable=False))
    await looks(house, 1.0)
    await house.until(lambda: house.links[-1][0].provider is Provider.TEXT)
    await house.ready()
    await looks(house, 1.0)


def said(house: House, *codes: ProblemCode) -> list[tuple[ProblemCode, bool]]:
    return [(p.code, p.over) for p in house.view.problems if p.code in codes]


async def test_when_nobody_can_hear_typing_goes_on_with_the_whole_conversation(house: House) -> None:
    await lost_to_typing(house)
    assert "first question" in [c.item.text for c in house.sent(CreateItem)]
    assert said(house, ProblemCode.TEXT_ONLY) == [(ProblemCode.TEXT_ONLY, False)]
    house.supervisor.put(UserText(text="still there?"))
    await house.until(lambda: house.sent(CreateResponse))
    await answer(house, "in writing")


async def test_from_typing_it_goes_back_to_whoever_hears_first(house: House) -> None:
    await lost_to_typing(house)
    count = len(house.links)
    await looks(house, ASK_EVERY_S)
    await house.until(lambda: len(house.links) > count)
    house.links[count][1].sink(SessionReady(session_id="p"))
    await looks(house, 2.0)
    assert house.links[-1][0].provider is Provider.OPENAI
    await house.ready()
    await looks(house, 1.0)
    assert said(house, ProblemCode.TEXT_ONLY)[-1] == (ProblemCode.TEXT_ONLY, True)
    assert said(house, ProblemCode.BACK_AGAIN) == [(ProblemCode.BACK_AGAIN, False)]


async def test_without_a_text_model_either_an_honest_sentence_is_left_and_somebody_listens(house: House) -> None:
    await lost_to_typing(house)
    house.absent.add(Provider.TEXT)
    house.link.sink(AWAY)
    await looks(house, DOWN_AFTER_S + 1)
    await house.until(lambda: house.links[-1][0].provider is Provider.LOCAL)
    house.link.sink(LinkClosed(problem=Problem(code=ProblemCode.ENGINE_MISSING), retryable=False))
    await house.until(lambda: house.view.states[-1].hears)
    house.supervisor.put(TalkPressed())
    await looks(house, 1.0)
    assert ("open_microphone", True) in house.audio.calls, "what is said is kept"
    house.supervisor.sink(MicrophoneOpened())
    house.supervisor.sink(MicrophoneClosed(speech_ms=0.0))
    house.supervisor.put(UserText(text="anyone?"))
    await looks(house, 2.0)
    assert said(house, ProblemCode.TEXT_ONLY, ProblemCode.NOBODY_ANSWERS) == [
        (ProblemCode.TEXT_ONLY, False),
        (ProblemCode.TEXT_ONLY, True),
        (ProblemCode.NOBODY_ANSWERS, False),
    ]
    house.absent.clear()
    await looks(house, ASK_EVERY_S + 1)
    await house.until(lambda: house.links[-1][0].provider is Provider.TEXT)
    await house.ready()
    await house.until(lambda: [c.item.text for c in house.sent(CreateItem)][-1:] == ["anyone?"])
    await house.until(lambda: house.sent(CreateResponse))


async def test_a_chain_that_is_not_there_is_passed_over(house: House) -> None:
    await started(house, second="chained", third="local")
    house.absent.add(Provider.CHAINED)
    house.link.sink(REFUSED)
    await looks(house, 1.0)
    await house.until(lambda: house.links[-1][0].provider is Provider.LOCAL)


async def test_a_chain_that_is_there_comes_before_the_local_engine(house: House) -> None:
    await started(house, second="chained", third="local")
    house.link.sink(REFUSED)
    await looks(house, 1.0)
    await house.until(lambda: house.links[-1][0].provider is Provider.CHAINED)
