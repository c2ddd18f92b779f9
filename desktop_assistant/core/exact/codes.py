"""Rules for what is compared sign by sign: references, passwords, addresses of machines, paths, commands."""

import re

from desktop_assistant.core.exact.thing import Exact, Rule, rule

_CUE = r"""(?:code|reference|password|passcode|pin|order(?:[ ]number)?|ticket|serial(?:[ ]number)?|tracking(?:[ ]number)?|commit
    |id|number|plate|booking|confirmation|invoice|part[ ]number|product[ ]key|key|licen[cs]e(?:[ ]plate)?|flight|gate|seat)"""
_SAYS = r"(?:[ ](?:number|no\.|reference))?(?:[ ](?:is|was|are|will[ ]be|for[ ]\w+[ ]is)|:)?[ ]"
_QUOTE = r"""["'“‘`]?"""


def _spelled(match: re.Match[str]) -> str:
    """`X-K-7-7` is spelled out, not written with hyphens."""
    return match["it"].replace("-", "").replace(" ", "")


def _quoted(match: re.Match[str]) -> str:
    return match[2].strip()


def _mixed(match: re.Match[str]) -> str | None:
    """Letters and digits together, or at least digits alone where a cue stands before them."""
    text: str = match["it"]
    return text if any(c.isdigit() for c in text) and (any(c.isalpha() for c in text) or "-" in text or len(text) > 3) else None


def _hexadecimal(match: re.Match[str]) -> str | None:
    text: str = match["it"]
    return text if any(c.isdigit() for c in text) and any(c.isalpha() for c in text) else None


def _iban(match: re.Match[str]) -> str | None:
    """Check digits and all, so that no sentence in capitals is taken for an account."""
    signs = match[0].replace(" ", "")
    if not 15 <= len(signs) <= 34:
        return None
    rotated = signs[4:] + signs[:4]
    return match[0] if int("".join(str(int(c, 36)) for c in rotated)) % 97 == 1 else None


def _machine(match: re.Match[str]) -> str | None:
    return match["it"] if all(int(part) <= 255 for part in match["it"].split(".")) else None


CODES: tuple[Rule, ...] = (
    rule(Exact.CODE, r"(?<!`)(?P<marks>``?)(?!`)([^`\n]{1,200}?)(?P=marks)(?!`)", _quoted),
    rule(Exact.CODE, r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b"),
    rule(Exact.CODE, r"\b[A-Z]{2}\d{2}[ ]?(?:[A-Z0-9]{4}[ ]?){2,7}[A-Z0-9]{1,4}\b", _iban, flags=re.NOFLAG),
    rule(Exact.CODE, r"(?<![\w.-])97[89][- ]\d{1,5}[- ]\d{1,7}[- ]\d{1,6}[- ]\d(?![\w-])"),
    rule(Exact.CODE, r"(?<![\w.:/@-])(?P<it>\d{1,3}(?:\.\d{1,3}){3})(?::\d{2,5})?(?![\w]|\.\d)", _machine),
    rule(Exact.CODE, r"(?<![\w.,/-])v?\d+\.\d+\.\d+(?:[-+.][a-z0-9]+)*(?![\w/])"),
    rule(Exact.CODE, r"(?<![\w&])\#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3})\b(?<!\#\d{3})"),
    rule(Exact.CODE, r"(?<![\w&])\#\d{4,12}\b"),
    rule(Exact.CODE, r"\b0x[0-9a-f]{2,16}\b"),
    rule(Exact.CODE, r"(?<![\w/:.])[A-Za-z]:\\[^\s<>\"'|?*]*[\w\\]"),
    rule(Exact.CODE, r"(?<![\w/:.<~])(?:~/|/)[\w.@+-]+(?:/[\w.@+-]+)+(?<!\.)|(?<![\w/:.])~/[\w.@+-]*\w"),
    rule(
        Exact.CODE,
        r"""(?<![\w./@\\-])[\w-]+\.(?:toml|json|ya?ml|txt|md|py|js|ts|html?|css|csv|docx?|xlsx?|pptx?|pdf|png|jpe?g|svg|zip|tar|gz|exe
        |sh|ini|cfg|conf|log|mp[34]|wav|sql|xml|rs|go|java|cpp)\b(?![\w./@])""",
    ),
    rule(Exact.CODE, r"(?<![\w-])(?P<it>[A-Z0-9](?:[- ][A-Z0-9]){3,30})(?![\w-])", _spelled, flags=re.NOFLAG),
    rule(Exact.CODE, r"(?<![\w-])(?P<it>[A-Z]{2,}[A-Z0-9]*-(?:[A-Z0-9]+-){0,5}\d{3,}[A-Z0-9]*)(?![\w-])", flags=re.NOFLAG),
    rule(Exact.CODE, r"(?<![\w-])(?P<it>[A-Z]{1,3}-[A-Z]{1,2}[ ]\d{1,4})(?![\w-])", flags=re.NOFLAG),
    rule(Exact.CODE, r"(?i:\bflight)[ ](?:[a-z]+[ ])?(?P<it>[A-Z][A-Z0-9][ ]?\d{1,4})\b", flags=re.NOFLAG),
    rule(Exact.CODE, r"(?<![\w-])(?P<it>(?:BA|LH|AF|KL|UA|AA|DL|FR|U2|EK|QR|SQ|LX|OS|IB|AZ|TK)[ ]?\d{2,4})\b", flags=re.NOFLAG),
    rule(Exact.CODE, r"(?i:\b(?:gate|seat|locker|berth|bay))[ ](?P<it>[A-Z]\d{1,3}|\d{1,3}[A-Z])\b", flags=re.NOFLAG),
    rule(Exact.CODE, rf"\b(?:password|passcode){_SAYS}{_QUOTE}(?P<it>[\w!#$%&*+@^~-]{{4,}}[\w!$*])", _mixed),
    rule(Exact.CODE, rf"\b{_CUE}{_SAYS}{_QUOTE}(?P<it>[A-Z0-9][A-Z0-9-]{{2,}}[A-Z0-9]|[0-9a-f]{{6,40}})\b", _mixed),
    rule(Exact.CODE, r"(?<![\w.,/-])(?P<it>(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6,40})(?![\w-])", flags=re.NOFLAG),
    rule(Exact.CODE, r"\b(?:commit|hash|revision)[ ](?:[a-z]+[ ])?(?P<it>[0-9a-f]{7,64})\b", _hexadecimal),
)
"""In the order in which they may claim a place."""
