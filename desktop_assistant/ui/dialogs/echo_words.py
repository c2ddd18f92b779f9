"""A result of the self-test in plain words, and what can be done about it: no decibel stands alone."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from desktop_assistant.core.audio import Duplex
from desktop_assistant.core.snapshot import EchoCause, EchoTest
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP, number

_ECHO = (
    (3.0, QT_TRANSLATE_NOOP("EchoTest", "louder than a person")),
    (-6.0, QT_TRANSLATE_NOOP("EchoTest", "as loud as a person")),
    (-20.0, QT_TRANSLATE_NOOP("EchoTest", "clearly audible")),
    (-40.0, QT_TRANSLATE_NOOP("EchoTest", "soft")),
)
_NO_ECHO = QT_TRANSLATE_NOOP("EchoTest", "hardly any")
_REMOVED = (
    (30.0, QT_TRANSLATE_NOOP("EchoTest", "nothing of it is left")),
    (15.0, QT_TRANSLATE_NOOP("EchoTest", "most of it is gone")),
)
_NOT_REMOVED = QT_TRANSLATE_NOOP("EchoTest", "much of it remains")
_NOISE = (
    (-40.0, QT_TRANSLATE_NOOP("EchoTest", "a loud room")),
    (-55.0, QT_TRANSLATE_NOOP("EchoTest", "some noise")),
)
_QUIET = QT_TRANSLATE_NOOP("EchoTest", "a quiet room")
_LATE_MS = 250
_RESTS_WITH_ALL = QT_TRANSLATE_NOOP(
    "EchoTest", "The settings say “Rest while it speaks”, for all devices. The button sets them to “Automatic”."
)
_LISTENS_WITH_ALL = QT_TRANSLATE_NOOP(
    "EchoTest", "The settings say “Always listen”, for all devices. The button sets them to “Automatic”."
)
_RESTS_WITH_THESE = QT_TRANSLATE_NOOP("EchoTest", "With these devices the microphone rests while the assistant speaks.")
_CAUSES = {
    EchoCause.LEVEL: QT_TRANSLATE_NOOP("EchoTest", "The loudspeaker drowns you out. Turning it down or moving it away helps."),
    EchoCause.DELAY: QT_TRANSLATE_NOOP("EchoTest", "The sound comes back too late, as with Bluetooth. A cable helps."),
    EchoCause.DISTORTION: QT_TRANSLATE_NOOP("EchoTest", "The loudspeaker distorts. A lower volume or another one helps."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the result."""

    name: str
    value: str
    meaning: str


def findings(test: EchoTest) -> list[Finding]:
    """Delay, echo, what is taken away of it, noise; without an echo only the noise is worth telling."""
    noise = Finding(
        _tr(QT_TRANSLATE_NOOP("EchoTest", "Noise in the room")),
        _decibels(test.noise_db),
        _tr(_level(test.noise_db, _NOISE, _QUIET)),
    )
    if test.delay_ms is None and test.cause is EchoCause.DELAY:
        return [
            Finding(
                _tr(QT_TRANSLATE_NOOP("EchoTest", "Delay")),
                _tr(QT_TRANSLATE_NOOP("EchoTest", "over {0} s")).format(number(1)),
                _tr(QT_TRANSLATE_NOOP("EchoTest", "too late to be taken away")),
            ),
            noise,
        ]
    if test.delay_ms is None:
        return [
            Finding(
                _tr(QT_TRANSLATE_NOOP("EchoTest", "Echo")),
                _tr(QT_TRANSLATE_NOOP("EchoTest", "none")),
                _tr(QT_TRANSLATE_NOOP("EchoTest", "nothing came back, as with headphones")),
            ),
            noise,
        ]
    delay = (
        _tr(QT_TRANSLATE_NOOP("EchoTest", "late, as with Bluetooth"))
        if test.delay_ms >= _LATE_MS
        else _tr(QT_TRANSLATE_NOOP("EchoTest", "as usual"))
    )
    return [
        Finding(
            _tr(QT_TRANSLATE_NOOP("EchoTest", "Delay")),
            _tr(QT_TRANSLATE_NOOP("EchoTest", "{0} ms")).format(number(test.delay_ms)),
            delay,
        ),
        Finding(_tr(QT_TRANSLATE_NOOP("EchoTest", "Echo")), _decibels(test.echo_db), _tr(_level(test.echo_db, _ECHO, _NO_ECHO))),
        Finding(
            _tr(QT_TRANSLATE_NOOP("EchoTest", "Cancelled")),
            _decibels(test.removed_db),
            _tr(_level(test.removed_db, _REMOVED, _NOT_REMOVED)),
        ),
        noise,
    ]


def recommendation(test: EchoTest) -> str:
    """What to do, and why."""
    if test.duplex is Duplex.HALF:
        advice = _tr(QT_TRANSLATE_NOOP("EchoTest", "Let the microphone rest while the assistant speaks."))
        return f"{advice} {_tr(_CAUSES[test.cause])}" if test.cause else advice
    if test.delay_ms is None:
        return _tr(QT_TRANSLATE_NOOP("EchoTest", "You can talk over the assistant at any time."))
    return _tr(QT_TRANSLATE_NOOP("EchoTest", "You can talk over the assistant: its own sound is told from yours."))


@dataclass(frozen=True, slots=True)
class Offer:
    """What a button beside the result would change."""

    button: str = ""
    """What it says; empty = there is nothing to change."""
    note: str = ""
    """What holds now, where that needs saying."""
    rests: bool = False
    """Once it is pressed, the microphone rests with these devices while the assistant speaks."""


def use_words() -> str:
    """What the button says where nothing else is worth saying."""
    return _tr(QT_TRANSLATE_NOOP("EchoTest", "Use this"))


def offer(test: EchoTest, setting: Duplex) -> Offer:
    """The setting comes first, for all devices, so what is decided for these needs it on Automatic."""
    use = use_words()
    match setting, test.duplex:
        case Duplex.HALF, Duplex.HALF:
            only = _tr(QT_TRANSLATE_NOOP("EchoTest", "Rest only with these devices"))
            return Offer(only, _tr(_RESTS_WITH_ALL), rests=True)
        case Duplex.HALF, _:
            return Offer(use, _tr(_RESTS_WITH_ALL))
        case Duplex.FULL, Duplex.HALF:
            return Offer(use, _tr(_LISTENS_WITH_ALL), rests=True)
        case Duplex.AUTO, _ if test.rests:
            back = _tr(QT_TRANSLATE_NOOP("EchoTest", "Listen all the time again"))
            return Offer(back, _tr(_RESTS_WITH_THESE))
        case Duplex.AUTO, Duplex.HALF:
            return Offer(use, rests=True)
    return Offer()


def changed_words(test: EchoTest) -> str:
    """Said once the button was pressed."""
    if test.rests:
        return _tr(_RESTS_WITH_THESE)
    return _tr(QT_TRANSLATE_NOOP("EchoTest", "The microphone listens all the time again."))


def tested_words(test: EchoTest) -> str:
    """When."""
    when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(test.tested_at)), QLocale.FormatType.ShortFormat)
    return _tr(QT_TRANSLATE_NOOP("EchoTest", "Tested {0}")).format(when)


def _level(value: float, steps: tuple[tuple[float, str], ...], else_: str) -> str:
    return next((words for least, words in steps if value >= least), else_)


def _decibels(value: float) -> str:
    return _tr(QT_TRANSLATE_NOOP("EchoTest", "{0} dB")).format(number(value).replace("-", "\N{MINUS SIGN}"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("EchoTest", text)
