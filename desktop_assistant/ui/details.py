"""What rooms below the window say in English about a failure, in the language of the window.

They know nothing of Qt, and their sentences reach the log as well; so they are translated here, where they are shown, by what
they look like. `{0}` stands for whatever is filled in, which may be such a sentence itself, or a sum of money. What is not in the
table is shown as it came: that is what a provider or the operating system said.
"""

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP
from desktop_assistant.ui.voice.cost_words import money

SENTENCES = (
    # transport: connections
    QT_TRANSLATE_NOOP("Details", "the address is not a WebSocket address"),
    QT_TRANSLATE_NOOP("Details", "the certificate is not trusted by this computer"),
    QT_TRANSLATE_NOOP("Details", "the server's answer breaks the rules of WebSocket"),
    QT_TRANSLATE_NOOP("Details", "the proxy refused the connection"),
    QT_TRANSLATE_NOOP("Details", "the server's name could not be looked up"),
    QT_TRANSLATE_NOOP("Details", "nothing answers at that address"),
    QT_TRANSLATE_NOOP("Details", "no answer within 10 seconds"),
    QT_TRANSLATE_NOOP("Details", "the connection failed"),
    QT_TRANSLATE_NOOP("Details", "the server's answer could not be understood"),
    QT_TRANSLATE_NOOP("Details", "closed by us with {0}"),
    QT_TRANSLATE_NOOP("Details", "nothing came back from the service"),
    QT_TRANSLATE_NOOP("Details", "the key could not be tested"),
    QT_TRANSLATE_NOOP("Details", "the server sent us elsewhere, which is refused to protect the key"),
    # transport: how the other side closed
    QT_TRANSLATE_NOOP("Details", "the service ended the session"),
    QT_TRANSLATE_NOOP("Details", "the connection broke off"),
    QT_TRANSLATE_NOOP("Details", "the service does not accept the key"),
    QT_TRANSLATE_NOOP("Details", "the service refused the session"),
    QT_TRANSLATE_NOOP("Details", "the service says that we broke the rules of WebSocket"),
    QT_TRANSLATE_NOOP("Details", "the service does not take this kind of data"),
    QT_TRANSLATE_NOOP("Details", "the service does not take what it was sent"),
    QT_TRANSLATE_NOOP("Details", "the service's rules do not allow this session"),
    QT_TRANSLATE_NOOP("Details", "something that was sent is too large for the service"),
    QT_TRANSLATE_NOOP("Details", "the service lacks an extension"),
    QT_TRANSLATE_NOOP("Details", "the service had a fault of its own"),
    QT_TRANSLATE_NOOP("Details", "the service is being restarted"),
    QT_TRANSLATE_NOOP("Details", "the service is overloaded"),
    QT_TRANSLATE_NOOP("Details", "a gateway before the service failed"),
    QT_TRANSLATE_NOOP("Details", "the encryption of the connection failed"),
    QT_TRANSLATE_NOOP("Details", "the service waited too long for us"),
    QT_TRANSLATE_NOOP("Details", "the service closed the connection"),
    QT_TRANSLATE_NOOP("Details", "the provider did not answer in time"),
    QT_TRANSLATE_NOOP("Details", "the provider sent no sound"),
    QT_TRANSLATE_NOOP("Details", "the provider refused to say it"),
    QT_TRANSLATE_NOOP("Details", "the connection was closed"),
    QT_TRANSLATE_NOOP("Details", "again in {0} s"),
    # keys
    QT_TRANSLATE_NOOP("Details", "no key is stored for this provider"),
    QT_TRANSLATE_NOOP("Details", "it contains characters that no key has"),
    QT_TRANSLATE_NOOP("Details", "That is not a key: a key is one word without spaces or line breaks."),
    QT_TRANSLATE_NOOP("Details", "The key could not be saved in {0}: {1}."),
    QT_TRANSLATE_NOOP("Details", "The key could not be removed from {0}: {1}."),
    QT_TRANSLATE_NOOP("Details", "The key could not be kept in the system's key store: {0}. You can {1}."),
    QT_TRANSLATE_NOOP("Details", "The key could not be kept in the system's key store: {0}."),
    QT_TRANSLATE_NOOP("Details", "allow the key file in the settings"),
    QT_TRANSLATE_NOOP("Details", "allow the key file in the settings, or set {0}"),
    QT_TRANSLATE_NOOP("Details", "it forgot the key at once"),
    QT_TRANSLATE_NOOP("Details", "it does not answer"),
    QT_TRANSLATE_NOOP("Details", "it failed ({0})"),
    QT_TRANSLATE_NOOP("Details", "this system has none"),
    QT_TRANSLATE_NOOP("Details", "there is nobody who keeps it"),
    QT_TRANSLATE_NOOP("Details", "the Azure command line (az) is not installed"),
    QT_TRANSLATE_NOOP("Details", "nobody is signed in with the Azure command line: run `az login`"),
    QT_TRANSLATE_NOOP("Details", "the Azure command line (az) did not answer"),
    QT_TRANSLATE_NOOP("Details", "the answer of the Azure command line (az) could not be read"),
    # addresses
    QT_TRANSLATE_NOOP("Details", "A key is only sent encrypted: the address must begin with wss://."),
    QT_TRANSLATE_NOOP("Details", "Azure needs the name of your deployment of a realtime model."),
    QT_TRANSLATE_NOOP("Details", "The address of the realtime service is not a valid URL."),
    QT_TRANSLATE_NOOP("Details", "The address of the realtime service must begin with wss:// or ws:// and name a host."),
    # personas
    QT_TRANSLATE_NOOP("Details", "This file is no persona: export one here to see what such a file looks like."),
    QT_TRANSLATE_NOOP("Details", "The persona in this file has no name."),
    QT_TRANSLATE_NOOP("Details", "The persona's patience must be 0, or from 200 to 3000 ms."),
    QT_TRANSLATE_NOOP("Details", "The file is too large to be a persona."),
    # store
    QT_TRANSLATE_NOOP("Details", "There are no conversations in this file."),
    QT_TRANSLATE_NOOP("Details", "This file was written by a newer version of this program."),
    QT_TRANSLATE_NOOP(
        "Details",
        "This file holds no conversations that can be read: export one here as JSON, or take ChatGPT's conversations.json.",
    ),
    QT_TRANSLATE_NOOP("Details", "The file could not be written: {0}."),
    QT_TRANSLATE_NOOP("Details", "The file could not be read: {0}."),
    QT_TRANSLATE_NOOP("Details", "The file is too large to be read in."),
    QT_TRANSLATE_NOOP("Details", "The file is damaged, or not of a kind that can be read in."),
    QT_TRANSLATE_NOOP("Details", "There is nothing to export."),
    QT_TRANSLATE_NOOP("Details", "The recording could not be read: {0}."),
    QT_TRANSLATE_NOOP("Details", "The sound of this message was not kept."),
    QT_TRANSLATE_NOOP("Details", "The recording is damaged."),
    QT_TRANSLATE_NOOP("Details", "The recording is damaged, or encrypted with another key."),
    QT_TRANSLATE_NOOP("Details", "The recording is damaged, or encrypted with a key that is not here."),
    QT_TRANSLATE_NOOP("Details", "Nothing of this message was heard."),
    QT_TRANSLATE_NOOP("Details", "The history is closed."),
    QT_TRANSLATE_NOOP("Details", "The history refused a change."),
    QT_TRANSLATE_NOOP("Details", "{0} It was kept as {1}"),
    QT_TRANSLATE_NOOP("Details", "The history was damaged."),
    QT_TRANSLATE_NOOP("Details", "The history is damaged, or encrypted with a key that is not in the key store any more."),
    QT_TRANSLATE_NOOP("Details", "The history is damaged, or encrypted with another key than the key store has."),
    QT_TRANSLATE_NOOP("Details", "The key of the history is not one."),
    QT_TRANSLATE_NOOP("Details", "{0} is on a full disk"),
    QT_TRANSLATE_NOOP("Details", "{0} is in use by another program"),
    QT_TRANSLATE_NOOP("Details", "{0} is not accessible"),
    QT_TRANSLATE_NOOP("Details", "{0} is damaged"),
    QT_TRANSLATE_NOOP("Details", "{0} is refusing what this program asks"),
    # settings
    QT_TRANSLATE_NOOP("Details", "{0} could not be read ({1}); defaults are used."),
    QT_TRANSLATE_NOOP("Details", "{0} could not be understood: {1}. {2}"),
    QT_TRANSLATE_NOOP("Details", "It was kept as {0}; defaults are used."),
    QT_TRANSLATE_NOOP("Details", "Defaults are used; it could not be renamed ({0})."),
    QT_TRANSLATE_NOOP("Details", "Defaults are used."),
    QT_TRANSLATE_NOOP("Details", "{0} must be {1}; {2} is used."),
    QT_TRANSLATE_NOOP("Details", "a whole number from {0} to {1}"),
    QT_TRANSLATE_NOOP("Details", "a number from {0} to {1}"),
    QT_TRANSLATE_NOOP("Details", "true or false"),
    QT_TRANSLATE_NOOP("Details", "text in quotation marks"),
    QT_TRANSLATE_NOOP("Details", "one of {0}"),
    # engine
    QT_TRANSLATE_NOOP("Details", "The local engine stopped (exit status {0})."),
    QT_TRANSLATE_NOOP("Details", "The local engine has been shut down."),
    QT_TRANSLATE_NOOP("Details", "The local engine could not be started."),
    QT_TRANSLATE_NOOP("Details", "The local engine did not get ready in time."),
    QT_TRANSLATE_NOOP("Details", "The local engine stopped while it was starting."),
    QT_TRANSLATE_NOOP("Details", "The local engine could not answer."),
    QT_TRANSLATE_NOOP("Details", "The chat server on this computer has no model."),
    QT_TRANSLATE_NOOP("Details", "The chat server on this computer could not answer."),
    QT_TRANSLATE_NOOP("Details", "The chat server on this computer doesn't answer, so I can only use my own skills."),
    QT_TRANSLATE_NOOP("Details", "There is no voice on this machine; answers come as text only."),
    QT_TRANSLATE_NOOP("Details", "The program of the {0} voices is not installed."),
    QT_TRANSLATE_NOOP("Details", "The {0} voice could not be started."),
    QT_TRANSLATE_NOOP("Details", "The {0} voice does not answer."),
    QT_TRANSLATE_NOOP("Details", "The {0} voice failed."),
    QT_TRANSLATE_NOOP("Details", "The espeak-ng voice stopped working."),
    QT_TRANSLATE_NOOP("Details", "The voice delivered no sound."),
    # three services in a row
    QT_TRANSLATE_NOOP("Details", "The provider's filter stopped the answer."),
    QT_TRANSLATE_NOOP("Details", "A stage's address is not a web address."),
    QT_TRANSLATE_NOOP("Details", "a stage of the chain does not answer"),
    QT_TRANSLATE_NOOP("Details", "The model could not answer."),
    QT_TRANSLATE_NOOP("Details", "no text model is set up"),
    QT_TRANSLATE_NOOP("Details", "The speech service sends sound that is not 16-bit PCM."),
    QT_TRANSLATE_NOOP("Details", "The transcription service answered with something else than words."),
    # the session
    QT_TRANSLATE_NOOP("Details", "No answer came within a minute."),
    QT_TRANSLATE_NOOP("Details", "{0} s of speech"),
    # sound
    QT_TRANSLATE_NOOP("Details", "The microphone delivers nothing. Choose another one, or unplug it and plug it in again."),
    QT_TRANSLATE_NOOP("Details", "The microphone delivers only silence. Look whether it is muted, or choose another one."),
    QT_TRANSLATE_NOOP("Details", "The sound was just being started again. Please repeat the test."),
    QT_TRANSLATE_NOOP("Details", "There is no microphone to test. Plug one in."),
    QT_TRANSLATE_NOOP("Details", "There is no loudspeaker to test. Plug one in."),
    # what was spent
    QT_TRANSLATE_NOOP("Details", "{0} of {1} this month"),
    # anything
    QT_TRANSLATE_NOOP("Details", "Something unexpected went wrong; the log file says what."),
    QT_TRANSLATE_NOOP("Details", "{0} ({1})"),
)
_DEEPEST = 3
_DOLLARS = re.compile(r"\$(\d+\.\d\d)")


def said(detail: str, depth: int = 0) -> str:
    """`detail` in the language of the window, as far as it is known."""
    for sentence, pattern in _patterns():
        if found := pattern.fullmatch(detail):
            inner = [said(part, depth + 1) if depth < _DEEPEST else part for part in found.groups()]
            return QCoreApplication.translate("Details", sentence).format(*inner)
    dollars = _DOLLARS.fullmatch(detail)
    return money(float(dollars[1])) if dollars else detail


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Those with the most words of their own first: `{0} It was kept as {1}` fits nearly everything."""
    ordered = sorted(SENTENCES, key=lambda sentence: len(re.sub(r"\{\d\}", "", sentence)), reverse=True)
    return [(sentence, re.compile(re.sub(r"\\{\d\\}", "(.+?)", re.escape(sentence)), re.DOTALL)) for sentence in ordered]
