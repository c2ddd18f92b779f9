"""Who answers is named as long as it is so, also when somebody stands in."""

import pytest

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.settings.model import Provider, Settings
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.voice.frames import Frames
from desktop_assistant.ui.voice.status_strip import StatusStrip


@pytest.fixture
def bridge(qapp) -> UiBridge:
    return UiBridge(Settings(provider=Provider.OPENAI))


@pytest.fixture
def strip(bridge: UiBridge, qtbot) -> StatusStrip:
    made = StatusStrip(bridge, Frames())
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("code", [ProblemCode.STANDING_IN, ProblemCode.STANDING_IN_UNPAID])
def test_who_stands_in_is_named_until_the_chosen_one_is_back(bridge: UiBridge, strip: StatusStrip, code: ProblemCode) -> None:
    assert strip.provider.text() == "OpenAI"
    bridge.show_problem(Problem(code=code, detail="local"))
    assert strip.provider.text() == "This computer"
    bridge.show_problem(Problem(code=code, detail="gemini"))
    assert strip.provider.text() == "Gemini"
    bridge.show_problem(Problem(code=ProblemCode.NETWORK_DOWN, over=True))
    assert strip.provider.text() == "Gemini"
    bridge.show_problem(Problem(code=code, over=True))
    assert strip.provider.text() == "OpenAI"


def test_one_reason_after_the_other(bridge: UiBridge, strip: StatusStrip) -> None:
    bridge.show_problem(Problem(code=ProblemCode.STANDING_IN, detail="local"))
    bridge.show_problem(Problem(code=ProblemCode.STANDING_IN_UNPAID, detail="local"))
    bridge.show_problem(Problem(code=ProblemCode.STANDING_IN, over=True))
    assert strip.provider.text() == "This computer"
