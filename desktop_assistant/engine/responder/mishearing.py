"""What a recogniser writes instead of a command word, put right. Used only when the words as they stand mean nothing."""

import re
from difflib import get_close_matches
from functools import cache

_PHRASES = (
    (r"\b(?:said|sat|sit|that|send) (?=an? |the |another |my )", "set "),
    (r"\b(?:time or|time her|tie mer|timber|tamer|tire|tymer|primer)\b", "timer"),
    (r"\btimer (?:four|fore|from|or|far|off)\b", "timer for"),
    (r"\b(?:minutes|minute|minuets|minuet|menace|minutes')\b", "minutes"),
    (r"\b(?:watts|want|once|wants|was|whats|what's|one's|it's|what his|what a|what the|what as) (?=the time|time\b)", "what is "),
    (r"\bwhat time (?:is that|as it|was it|it is|is in|is it is|does it|did)\b", "what time is it"),
    (
        r"\b(?:what|one|want|watt|watts|who|white) (?:is|as|his|was|it's|has) (?=\w+ (?:times|plus|minus|divided|"
        r"percent|kilometers|miles))",
        "what is ",
    ),
    (r"^(?:want|watts|once|wants|what's|one's|white|watch|what) (?:is |as |his )?", "what is "),
    (r"\bcan seoul\b|\bcouncil\b|\bcandle\b", "cancel"),
    (r"\b(?:a lot of|a larm|a lawn|all arm)\b", "alarm"),
    (r"\b(?:eggs|x)\b", "times"),
    (r"\bkill (?:a|the|her|or) ?meters?\b|\bkillers? (?:a )?meters?\b|\bkilometer's\b|\bcolor meters\b", "kilometers"),
    (r"\b(?:mild|smiles|miles'|mile's|aisles|my als|while|wiles|mines)\b", "miles"),
    (r"\b(?:feed|feat|feat's)\b", "feet"),
    (r"\b(?:dated|day did|debt|dates)\b", "date"),
    (r"\b(?:pounce|pounds')\b", "pounds"),
    (r"\b(?:fair and height|fahrenheit's|fair in height|ferry height)\b", "fahrenheit"),
    (r"\b(?:self yes|sell see us|salsas|celsius')\b", "celsius"),
    (r"\b(?:reed|red|we'd) (?=my|me|the)", "read "),
    (r"\b(?:notes'|nodes|knows|nose)\b", "notes"),
)
_WORDS_TEXT = """
timer timers minutes minute seconds second hours hour alarm remind reminder cancel kilometers kilometer centimeters
meters miles fahrenheit celsius kilograms pounds ounces gallons liters inches percent plus minus divided multiplied
times square weather repeat louder slower faster quieter shopping notes delete tomorrow yesterday today
"""
_WORDS = _WORDS_TEXT.split()
_KNOWN = frozenset(_WORDS)


def corrected(text: str) -> str:
    """The text with likely mishearings of command words replaced."""
    for pattern, new in _PHRASES:
        text = re.sub(pattern, new, text)
    return re.sub(r"\s+", " ", " ".join(_nearest(word) for word in text.split())).strip()


@cache
def _nearest(word: str) -> str:
    if len(word) < 5 or word in _KNOWN or not word.isalpha():
        return word
    close = get_close_matches(word, _WORDS, n=1, cutoff=0.82)
    return close[0] if close else word
