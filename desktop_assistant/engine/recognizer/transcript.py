"""From raw hypotheses to text that a person reads, and to deltas that a client may simply append."""

_ASKING = (
    "what what's when who who's where where's why how how's is are am was were do does did can could will would should which"
)
_QUESTION = frozenset(_ASKING.split())
_FIRST_PERSON = {"i": "I", "i'm": "I'm", "i'll": "I'll", "i've": "I've", "i'd": "I'd"}


def readable(text: str, *, is_final: bool = True) -> str:
    """Capital at the start and for `I`; a question mark where the first word asks."""
    words = [_FIRST_PERSON.get(word, word) for word in text.split()]
    if not words:
        return ""
    asks = words[0] in _QUESTION and len(words) > 1
    words[0] = words[0][:1].upper() + words[0][1:]
    return " ".join(words) + ("?" if asks and is_final else "")


class StableWords:
    """Cuts live hypotheses into deltas. A client appends deltas and cannot take one back, so a word goes out only when two
    hypotheses in a row agree on it and it is not the newest one (which is usually still growing)."""

    def __init__(self) -> None:
        self._before: list[str] = []
        self._sent = 0

    def delta(self, hypothesis: str) -> str:
        """What can be appended now; often empty."""
        words = readable(hypothesis, is_final=False).split()
        agreed = 0
        for old, new in zip(self._before, words[:-1], strict=False):
            if old != new:
                break
            agreed += 1
        self._before = words
        if agreed <= self._sent:
            return ""
        fresh = " ".join(words[self._sent : agreed])
        joined = fresh if self._sent == 0 else f" {fresh}"
        self._sent = agreed
        return joined
