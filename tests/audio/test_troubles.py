from desktop_assistant.audio.troubles import TroubleList
from desktop_assistant.core.problems import Problem, ProblemCode

SILENT = ProblemCode.MICROPHONE_SILENT


def test_news_only_when_something_changed() -> None:
    troubles = TroubleList()
    assert troubles.news() == ()
    assert troubles.news() is None
    troubles.set(SILENT, True, "Desk")
    assert troubles.news() == (Problem(code=SILENT, detail="Desk"),)
    troubles.set(SILENT, True, "Desk")
    assert troubles.news() is None
    troubles.set(SILENT, False)
    troubles.set(SILENT, False)
    assert troubles.news() == ()


def test_another_device_is_news() -> None:
    troubles = TroubleList()
    troubles.set(SILENT, True, "Desk")
    troubles.news()
    troubles.set(SILENT, True, "Headset")
    assert troubles.news() == (Problem(code=SILENT, detail="Headset"),)


def test_a_missing_server_explains_all_others() -> None:
    troubles = TroubleList()
    troubles.set(ProblemCode.NO_SPEAKER, True)
    troubles.set(ProblemCode.SOUND_SERVER_GONE, True)
    assert troubles.news() == (Problem(code=ProblemCode.SOUND_SERVER_GONE),)
