"""Tells who talks into a Bluetooth headset that another microphone would sound better."""

from desktop_assistant.audio.microphone import Microphone
from desktop_assistant.audio.ports import SoundSystem
from desktop_assistant.audio.speaker import Speaker
from desktop_assistant.audio.troubles import TroubleList
from desktop_assistant.core.audio import AudioSetup
from desktop_assistant.core.headset import better_microphone
from desktop_assistant.core.problems import ProblemCode


class HeadsetAdvice:
    """`look` when devices or wishes have changed, `talk` when a microphone is asked for: nobody else is advised.

    It goes by the devices that are to be used, not by those that are open just now: so it is said once, not at each opening.
    """

    def __init__(self, sound: SoundSystem, microphone: Microphone, speaker: Speaker, troubles: TroubleList) -> None:
        self._sound, self._microphone, self._speaker, self._troubles = sound, microphone, speaker, troubles
        self._talks = False
        self._welcome = True

    def configure(self, setup: AudioSetup) -> None:
        """Whether it is wanted at all; devices may have changed with it."""
        self._welcome = setup.headset_advice
        self.look()

    def talk(self) -> None:
        """Somebody talks."""
        self._talks = True
        self.look()

    def look(self) -> None:
        """Say it, or take it back."""
        better = better_microphone(self._sound.inputs(), self._microphone.chosen, self._speaker.chosen)
        said = better is not None and self._talks and self._welcome
        self._troubles.set(ProblemCode.HEADSET_MICROPHONE, said, better.name if better else "")
