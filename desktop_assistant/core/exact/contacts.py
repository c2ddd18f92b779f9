"""Rules for what reaches somebody: mail addresses, pages, telephone numbers, places."""

import re

from desktop_assistant.core.exact.thing import Exact, Rule, rule

_TLD = r"""(?:com|org|net|edu|gov|info|biz|app|dev|io|ai|co|me|eu|uk|de|at|ch|fr|es|it|nl|be|pl|cz|se|no|dk|fi|pt|ie|ca|us|au|nz|
    jp|kr|cn|in|br|mx|za|ru|ua|tr|gr|hu|ro|tv|xyz|online|shop|site|museum|wiki|cloud|tech)"""
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_SPOKEN_WORD = r"[a-z0-9]+(?:[ ]dash[ ][a-z0-9]+){0,2}"
_SPOKEN_HOST = rf"{_SPOKEN_WORD}(?:[ ]dot[ ]{_SPOKEN_WORD}){{0,3}}[ ]dot[ ]{_TLD}(?:[ ]dot[ ]{_TLD})?\b"
_SIGNS = (
    (" dot ", "."),
    (" at ", "@"),
    (" slash ", "/"),
    (" dash ", "-"),
    (" hyphen ", "-"),
    (" underscore ", "_"),
    (" plus ", "+"),
)


def _written(match: re.Match[str]) -> str:
    """`anna dot b at example dot com` as it is typed."""
    text = match["it"].lower()
    for spoken, sign in _SIGNS:
        text = text.replace(spoken, sign)
    return text


def _number(match: re.Match[str]) -> str | None:
    """Seven to fifteen digits, as the numbering plan of the world has it."""
    return match["it"] if 7 <= sum(c.isdigit() for c in match["it"]) <= 15 else None


_STREET_KIND = r"""(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|parkway|pkwy|court|ct|square|sq|terrace|place|
    pl|way|highway|hwy|crescent|close|row|alley|walk|quay|mews)"""
_NAME = r"[A-ZÀ-Þ][\w'’-]*(?:\.(?=[ ][A-ZÀ-Þ]))?"
_TOWN = r"(?:St\.[ ])?[A-ZÀ-Þ][\w'’-]*"
_US = r"(?:,[ ][A-Z]{2}[ ]\d{5}(?:-\d{4})?)"
_UK = r"[A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2}"
_TOWN_BEHIND = rf"(?:,[ ]{_TOWN}(?:[ ]{_TOWN}){{0,3}}(?:{_US}|,?[ ]{_UK})?(?=[,.;:!?)]|$|[ ][a-z]))"
_TOWN_BY_CODE = rf"(?:,[ ](?:[A-Z]{{1,2}}-)?\d{{4,5}}[ ]{_TOWN}(?:[ ]{_TOWN}){{0,2}})"
_GERMAN = r"[A-ZÄÖÜ][\wäöüß-]{1,40}(?:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm|ring|markt)"
_ROMANCE = r"(?:Rue|Calle|Via|Avenida|Av\.|Piazza|Plaza|Boulevard|Rua|Viale|Corso)"

CONTACTS: tuple[Rule, ...] = (
    rule(Exact.EMAIL, rf"(?<![\w.+-])[a-z0-9][\w.+-]*@(?:{_LABEL}\.)+[a-z]{{2,24}}\b"),
    rule(
        Exact.EMAIL,
        rf"\b(?P<it>{_SPOKEN_WORD}(?:[ ](?:dot|underscore|plus)[ ]{_SPOKEN_WORD}){{0,3}}[ ]at[ ]{_SPOKEN_HOST})",
        _written,
    ),
    rule(Exact.URL, r"""\b(?:https?|ftp)://[^\s<>"'`]*[\w/=&%#-]"""),
    rule(Exact.URL, rf"(?<![\w@./-])(?:{_LABEL}\.)+{_TLD}\b(?![@\w-])(?:/[^\s<>\"'`]*[\w/=&%#-]|/)?"),
    rule(Exact.URL, rf"\b(?P<it>{_SPOKEN_HOST}(?:[ ]slash[ ](?!and\b|or\b){_SPOKEN_WORD}){{0,6}})", _written),
    rule(Exact.PHONE, r"(?<![\w.,+])(?P<it>(?:\+\d{1,3}[ .-]?)?\(\d{2,5}\)[ ]?\d{2,}(?:[ .-]\d{2,})*)(?![\w,]*\d)", _number),
    rule(Exact.PHONE, r"(?<![\w.,])(?P<it>\+\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){1,6})(?![\w]|[.,]\d)", _number),
    rule(Exact.PHONE, r"(?<![\w.,/+-])(?P<it>\d{3}[-. ]\d{3}[-. ]\d{4}|\d{3}-\d{4})(?![\w]|[.,-]\d)", _number),
    rule(Exact.PHONE, r"(?<![\w.,/+-])(?P<it>0\d{1,4}(?:[ -]\d{2,}){1,4})(?![\w]|[.,-]\d)", _number),
    rule(
        Exact.PHONE,
        r"""\b(?:call|dial|ring|text|phone|telephone|number[ ]is|hotline|fax(?:[ ]number)?(?:[ ]is)?)
        (?:[ ](?:the[ ]word[ ])?[a-z]+[ ]to|[ ]free|:)?[ ](?P<it>\d{3,15})\b
        (?![.,]?\d|[ ]?[%°×=]|[ ](?:people|times|more|of)\b)""",
    ),
    rule(
        Exact.ADDRESS,
        rf"\b\d{{1,5}}[A-Za-z]?[ ](?:{_NAME}[ ]){{1,4}}(?i:{_STREET_KIND})\b(?:\.(?=,))?(?:,[ ](?:Apt|Suite|Unit)\.?[ ]\w+)?"
        rf"(?:{_TOWN_BEHIND}|{_TOWN_BY_CODE})?{_US}?(?:,[ ]{_UK})?",
        flags=re.NOFLAG,
    ),
    rule(
        Exact.ADDRESS,
        rf"\b\d{{1,4}}[a-z]?,?[ ](?i:{_ROMANCE})(?:[ ](?:d[eu]|del|della|des|di|la|las|los|le|les|l'|{_NAME})){{1,5}}"
        rf"(?:{_TOWN_BY_CODE}|{_TOWN_BEHIND})?",
        flags=re.NOFLAG,
    ),
    rule(
        Exact.ADDRESS,
        rf"\b(?:{_GERMAN}|{_ROMANCE}(?:[ ](?:d[eu]|del|della|des|di|la|las|los|{_NAME})){{1,5}}"
        rf"|(?:Unter|Am|An|Auf|Im|Zum|Zur|In)(?:[ ](?:de[nrm]|{_NAME})){{1,3}})[ ]\d{{1,4}}[ ]?[a-z]?\b"
        rf"(?:{_TOWN_BY_CODE})?",
        flags=re.NOFLAG,
    ),
)
"""In the order in which they may claim a place."""
