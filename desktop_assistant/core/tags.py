"""Tags of conversations: short words that a person sorts them by. Pure."""

from collections.abc import Iterable

LONGEST_TAG = 40
"""Characters."""
MOST_TAGS = 20
_BETWEEN = (",", ";", "\u060c", "\u3001", "\n")
"""What people put between two of them, in several scripts."""


def clean_tags(given: Iterable[str]) -> tuple[str, ...]:
    """Without blanks around them, signs that cannot be seen, and repetitions in other capitals; in their order."""
    found: dict[str, str] = {}
    for tag in given:
        shown = "".join(c if c.isprintable() else " " for c in tag)
        words = " ".join(shown.translate(dict.fromkeys(map(ord, _BETWEEN), " ")).strip("# ").split())[:LONGEST_TAG].strip()
        if words:
            found.setdefault(words.casefold(), words)
    return tuple(found.values())[:MOST_TAGS]


def read_tags(line: str) -> tuple[str, ...]:
    """From one line with commas."""
    for sign in _BETWEEN[1:]:
        line = line.replace(sign, _BETWEEN[0])
    return clean_tags(line.split(_BETWEEN[0]))


def known_tags(tagged: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """All that are in use, sorted as people sort; of several spellings the first."""
    found: dict[str, str] = {}
    for tags in tagged:
        for tag in tags:
            found.setdefault(tag.casefold(), tag)
    return tuple(found[key] for key in sorted(found))


def has_tag(tags: Iterable[str], wanted: str) -> bool:
    """Capitals do not matter."""
    return wanted.casefold() in {tag.casefold() for tag in tags}
