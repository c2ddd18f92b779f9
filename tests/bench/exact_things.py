"""How well exact things are found in what is said: `python tests/bench/exact_things.py [all|development|held_out] [-v]`.

150 answers with their exact things marked by hand (`spoken_answers.txt`, written before the rules): the first of each two lines
was used while the rules were written, the second only measured (at the first look, before two corrections that it led to:
precision 0.979, recall 0.979). A thing counts as found when kind and both ends agree.
The last line is one JSON object: for each half and both, `precision`, `recall`, `things`, `found`, `right`; `value_right` is the
share of those found right whose clipboard text is right as well; `spoken_wrong` counts answers whose speakable rendering still
holds something that a person would not say.
"""

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop_assistant.core.exact.speech import speakable
from tests.bench.marked_answers import HALVES, MarkedAnswer, answers, score
from tests.bench.unsaid import unsaid


def main() -> None:
    """Print misses with `-v`, then the figures."""
    arguments = [one for one in sys.argv[1:] if one != "-v"]
    wanted = arguments[0] if arguments else "all"
    figures: dict[str, Any] = {}
    for half in HALVES if wanted == "all" else (wanted,):
        figures[half] = _figures(answers(half), verbose="-v" in sys.argv)
    if wanted == "all":
        figures["all"] = _figures([one for half in HALVES for one in answers(half)], verbose=False)
    print(json.dumps(figures))


def _figures(marked: list[MarkedAnswer], *, verbose: bool) -> dict[str, float]:
    result = score(marked)
    wrong = [f"said {answer.text!r}: {found}" for answer in marked if (found := unsaid(speakable(answer.text)))]
    if verbose:
        print("\n".join(result.mistakes + wrong))
    return result.figures | {"spoken_wrong": len(wrong)}


if __name__ == "__main__":
    main()
