"""What is read and what is said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.exact.speech import CODE_SHOWN, TABLE_SHOWN, Speech, speakable
from tests.bench.marked_answers import HALVES, answers
from tests.bench.unsaid import unsaid


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("**Bold** and `code`", "Bold and code"),
        ("# Title", "Title."),
        ("- point", "point."),
        ("2. Preheat the oven", "2: Preheat the oven."),
        ("- [x] done", "done."),
        ("[a link](https://x.y)", "a link"),
        ("see https://docs.example.com/z?q=1", "see docs dot example dot com"),
        ("See [1] and[^2] this.", "See and this."),
        ("Nice 😀", "Nice"),
        ("Mail anna_b@example.org", "Mail anna underscore b at example dot org"),
        ("It's $4.05, or $1.2 million.", "It's 4 dollars and 5 cents, or 1.2 million dollars."),
        ("That is €1, £0.99 or ¥300.", "That is 1 euro, 0 pounds and 99 pence or 300 yen."),
        ("Heat to -4 °C at 1 km/h.", "Heat to minus 4 degrees Celsius at 1 kilometer per hour."),
        ("On 2027-01-31 at 14:05.", "On January 31st, 2027 at 2 oh 5 P.M."),
        ("On Tue, 3 Mar at 00:00 UTC", "On Tuesday, March 3rd at 12 A.M. U T C"),
        ("Open 9:00–17:30, pages 10-15.", "Open 9 A.M. to 5 30 P.M., pages 10 to 15."),
        ("Call +44 20 7946 0958.", "Call plus 4 4, 2 0, 7 9 4 6, 0 9 5 8."),
        ("Your code is XK7Q2P.", "Your code is X K 7 Q 2 P."),
        ("Save it as ~/notes/my_list.txt.", "Save it as my list dot txt."),
        ("17 × 23 = 391", "17 times 23 is 391"),
        ("x² + 1 ≈ 5, R&D", "x squared plus 1 is about 5, R and D"),
        ("~3 of 4, e.g. this → that", "about 3 of 4, for example this to that"),
        ("Area is $\\frac{1}{2}bh$.", "Area is one half b h."),
        ("It is \\(\\begin{pmatrix}1\\end{pmatrix}\\).", "It is the formula on your screen."),
        ("$$x^2$$", "x squared"),
        ("\\[ a \\begin{aligned} x &= 1 \\\\\n y &= 2 \\end{aligned} \\]\nEnd.", "The formula on your screen shows it. End."),
        ("$$ is the shell's own number.\nNext.", "is the shell's own number. Next."),
        ("$$\nx\n\nGone on.", "The formula on your screen shows it. Gone on."),
        ("So $a + b = c$ holds.", "So a plus b is c holds."),
        ("It costs $5 and $10 now.", "It costs 5 dollars and 10 dollars now."),
        ("<b>Hi</b> &amp; bye<script>x()</script>", "Hi and bye x"),
        ("> quoted", "quoted"),
        ("---", ""),
        ("snake_case_name stays", "snake case name stays"),
    ],
)  # fmt: skip
def test_said(read: str, said: str) -> None:
    assert speakable(read) == said


def test_code_and_tables_are_announced_once_and_not_read() -> None:
    text = "Here:\n```py\nx = 1\n\ny = 2\n```\nand\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nDone.\n$$\nx^2\n$$\nEnd."
    assert speakable(text) == f"Here: {CODE_SHOWN} and {TABLE_SHOWN} Done. The formula on your screen shows it. End."


def test_a_block_that_arrives_in_pieces_stays_a_block() -> None:
    speech = Speech()
    assert [speech.say(piece) for piece in ("Look:\n", "```\n", "rm -rf x. Yes.\n", "```\n", "Good.")] == [
        "Look:", CODE_SHOWN, "", "", "Good.",
    ]  # fmt: skip


@pytest.mark.parametrize("half", HALVES)
def test_nothing_is_said_that_a_person_would_not_say(half: str) -> None:
    wrong = {answer.text: unsaid(speakable(answer.text)) for answer in answers(half)}
    assert {text: found for text, found in wrong.items() if found} == {}


MARKS = st.sampled_from(
    ["**", "`", "```", "\n", "| a | b |", "|---|---|", "# ", "- ", "[x](http://a.b)", "https://e.org/a?b=c", "<b>", "&lt;", "$",
     "\\(", "x_y", "~", "😀", "5 km", "$3", "a@b.co", "=", "→", "1.", "é", " ", "word", "...", "—", "@", "^2"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(MARKS, max_size=60).map("".join)))
def test_no_sign_without_a_sound_ever_reaches_the_voice(text: str) -> None:
    said = speakable(text)
    assert not re.search(r"[#*_`|<>{}\[\]\\^~=@&%$€£/]", said), said
    assert said == " ".join(said.split())
