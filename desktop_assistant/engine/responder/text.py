"""The user's words in one plain form, so that skills need not know how they were written, said, or misheard."""

import re

_CONTRACTIONS = (
    (r"\b(what|who|where|when|how|that|it|there|here|let|time|name)['’]s\b", r"\1 is"),
    (r"\b(what|who|where|how)['’]re\b", r"\1 are"),
    (r"\bi['’]m\b", "i am"),
    (r"\b(\w+)n['’]t\b", r"\1n't"),
    (r"['’]s\b", "s"),
)
_SPELLINGS = (
    (r"(kilo|centi|milli|micro|nano)?metre(s?)\b", r"\1meter\2"),
    (r"(milli|centi|deci)?litre(s?)\b", r"\1liter\2"),
    (r"(kilo|milli)?gramme(s?)\b", r"\1gram\2"),
    (r"\bcolour", "color"),
    (r"\bwhats\b", "what is"),
    (r"\bo['’ ]?clock\b", "oclock"),
    (r"\b([ap])\.? ?m\b\.?", r"\1m"),
    (r"%", " percent "),
    (r"°\s*c\b", " degrees celsius "),
    (r"°\s*f\b", " degrees fahrenheit "),
    (r"\b(km|kilometers?|mi|miles?|m|meters?) ?/ ?(?:h|hr|hour)\b", r"\1 per hour"),
    (r"\bm ?/ ?s\b", "meters per second"),
    (r"\bkm per hour\b", "kilometers per hour"),
    (r"\bdegrees? c\b", "degrees celsius"),
    (r"\bdegrees? f\b", "degrees fahrenheit"),
    (r"\bcentigrade\b", "celsius"),
)
_POLITE = re.compile(
    r"^(?:(?:hey|hi|hello|okay|ok|um|uh|so|well|and|please|now|computer|assistant|then|"
    r"can you(?: please)?|could you(?: please)?|would you(?: please)?|will you|can you tell me|could you tell me|do you know|"
    r"i want you to|i would like you to|i need you to|i want to know|tell me|go ahead and)\s+)+"
)
_POLITE_END = re.compile(r"\s+(?:please|thanks|thank you|for me|will you|would you|now|right now)$")


def plain(text: str) -> str:
    """Lower case, one space, American units, no contractions or punctuation other than what numbers and sums need."""
    line = text.lower().replace("\u2019", "'").replace("\u2212", "-")
    for pattern, new in (*_CONTRACTIONS, *_SPELLINGS):
        line = re.sub(pattern, new, line)
    line = re.sub(r"(?<=\d),(?=\d{3}\b)", "", line)
    line = re.sub(r"(?<!\d)\.(?!\d)|(?<=\d)\.(?!\d)|[?!,;\"“”]|:(?!\d)", " ", line)
    return re.sub(r"\s+", " ", line).strip()


def without_courtesy(text: str) -> str:
    """A plain line without "please", "can you" and the like around it; never empty if it was not."""
    bare = _POLITE_END.sub("", _POLITE.sub("", text)).strip()
    return bare or text
