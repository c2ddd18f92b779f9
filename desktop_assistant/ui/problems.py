"""Problems and errors in the language of the window; `advice.py` has the words."""

from textwrap import shorten

from PySide6.QtCore import QCoreApplication

from desktop_assistant.core.errors import (
    AssistantError,
    AuthError,
    DeviceError,
    KeyStoreError,
    QuotaError,
    StoreError,
    TransportError,
    UnreadableError,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.settings.continuity import Uplink
from desktop_assistant.settings.model import Provider
from desktop_assistant.ui.advice import ADVICE, ECHO, SENT_CHEAPER
from desktop_assistant.ui.details import said
from desktop_assistant.ui.voice.words import provider_name

OF_PROVIDERS = (ProblemCode.STANDING_IN, ProblemCode.STANDING_IN_UNPAID, ProblemCode.BACK_AGAIN)
"""Their details are providers."""
DETAIL_CHARS = 100
"""Longer details are cut: the log has all of it."""
PLACE_CHARS = 400
"""Where something was put is said whole."""


def sentence_for(problem: Problem) -> str:
    """The translated sentence, with the plain-text detail behind it where there is one."""
    if problem.code is ProblemCode.ECHO_HALF_DUPLEX and problem.detail in ECHO:
        return QCoreApplication.translate("Problems", ECHO[problem.detail])
    sentence = QCoreApplication.translate("Problems", ADVICE[problem.code].sentence)
    if problem.code is ProblemCode.UPLINK_SLOW:
        is_cheaper = problem.detail == Uplink.CHEAPER.value
        return QCoreApplication.translate("Problems", SENT_CHEAPER) if is_cheaper else sentence
    if problem.code in OF_PROVIDERS:
        return sentence.format(name=provider_name(Provider(problem.detail or Provider.LOCAL.value)))
    most = PLACE_CHARS if problem.code is ProblemCode.HISTORY_UNREADABLE else DETAIL_CHARS
    detail = shorten(said(problem.detail), most, placeholder="…")
    return f"{sentence} ({detail})" if detail else sentence


def button_for(problem: Problem) -> str:
    """The translated words on the button."""
    return QCoreApplication.translate("Problems", ADVICE[problem.code].button)


def problem_of(error: AssistantError) -> Problem:
    """The banner for an error that a request of the window ended with."""
    codes: tuple[tuple[type[AssistantError], ProblemCode], ...] = (
        (AuthError, ProblemCode.KEY_REFUSED),
        (QuotaError, ProblemCode.QUOTA_EXCEEDED),
        (TransportError, ProblemCode.SERVER_UNREACHABLE),
        (DeviceError, ProblemCode.SOUND_SERVER_GONE),
        (KeyStoreError, ProblemCode.KEY_STORE_UNAVAILABLE),  # these two before the error that they are kinds of
        (UnreadableError, ProblemCode.HISTORY_UNREADABLE),
        (StoreError, ProblemCode.HISTORY_UNWRITABLE),
    )
    code = next((code for kind, code in codes if isinstance(error, kind)), ProblemCode.PROVIDER_FAILED)
    return Problem(code=code, detail=str(error))
