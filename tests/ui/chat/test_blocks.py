"""Cutting messages into blocks."""

import re
from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from desktop_assistant.ui.chat.blocks import CODE_LINES, PROSE_MOST, Block, BlockKind, split_markdown, split_plain

PIECES = st.sampled_from(
    [
        "word ",
        "a long sentence that goes on. " * 12,
        "\n",
        "\n\n",
        "```python\n",
        "```\n",
        "~~~\n",
        "  ```js\n",
        "  ```\n",
        "- item\n",
        "1. one\n",
        "   inside\n",
        "| a | b |\n",
        "|---|:-:|\n",
        "| 1 | 2 |\n",
        "# head\n",
        "> quote\n",
        "x" * 2500,
        "code()\n" * 60,
        "`",
        "|",
    ]
)
MESSAGES = st.lists(PIECES, max_size=25).map("".join)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in split_markdown(text)]


def test_prose_code_prose():
    blocks = split_markdown("Look:\n```python\nx = 1\n\ny = 2\n```\nDone.")
    assert [(b.kind, b.text, b.language) for b in blocks] == [
        (BlockKind.PROSE, "Look:", ""),
        (BlockKind.CODE, "x = 1\n\ny = 2", "python"),
        (BlockKind.PROSE, "Done.", ""),
    ]


def test_fence_that_is_still_open():
    assert kinds("```\nx = 1") == [("code", "x = 1")]
    assert kinds("```py") == [("code", "")]


def test_longer_fence_holds_a_shorter_one():
    assert kinds("````\n```\nx\n```\n````") == [("code", "```\nx\n```")]


def test_code_inside_a_list_keeps_the_rest_of_the_item_prose():
    text = "1. first\n   ```sh\n   ls -l\n     x\n   ```\n   then this\n2. second"
    assert kinds(text) == [("prose", "1. first"), ("code", "ls -l\n  x"), ("prose", "then this\n2. second")]


def test_table_right_behind_a_sentence_is_a_table():
    text = "Here:\n| a | b |\n|---|---|\n| 1 | 2 |\n\nend"
    assert kinds(text) == [("prose", "Here:"), ("table", "| a | b |\n|---|---|\n| 1 | 2 |"), ("prose", "end")]


def test_a_table_needs_as_many_rules_as_columns():
    assert [kind for kind, _ in kinds("| a | b |\n|---|\n")] == ["prose"]


def test_long_table_goes_on_below_its_own_head():
    rows = "".join(f"| {n} | x |\n" for n in range(200))
    blocks = split_markdown("| n | b |\n|--:|---|\n" + rows)
    assert len(blocks) > 2
    assert all(b.text.startswith("| n | b |\n|--:|---|") for b in blocks)
    assert [b.is_continued for b in blocks] == [False] + [True] * (len(blocks) - 1)
    assert sum(b.text.count("\n") - 1 for b in blocks) == 200


def test_long_code_is_cut_and_whole():
    lines = [f"line({n})" for n in range(300)]
    blocks = split_markdown("```py\n" + "\n".join(lines) + "\n```")
    assert max(b.text.count("\n") for b in blocks) <= CODE_LINES * 2
    assert "\n".join(b.text for b in blocks).split("\n") == lines
    assert [b.is_continued for b in blocks] == [False] + [True] * (len(blocks) - 1)
    assert {b.language for b in blocks} == {"py"}


def test_a_line_of_code_that_is_too_long_is_not_broken_when_copied():
    line = "x" * 5000
    blocks = split_markdown(f"```json\n{line}\nend\n```")
    assert blocks[0].text + "".join(b.joint + b.text for b in blocks[1:]) == f"{line}\nend"


def test_a_list_with_blank_lines_stays_together():
    text = "\n\n".join(f"{n}. " + "words " * 20 for n in range(1, 8))
    assert len(split_markdown(text)) == 1


@given(MESSAGES)
def test_no_block_is_too_long_to_lay_out_quickly(text: str):
    assert all(len(block.text) <= 3 * PROSE_MOST for block in split_markdown(text))


@given(MESSAGES)
@example("```word ")
def test_no_visible_character_is_lost(text: str):
    """What stands behind the mark of a fence names the language and is no text; everything else is there exactly once."""

    def letters(words: str) -> Counter[str]:
        return Counter(c for c in words if c.isalnum())

    seen = letters("".join(_own_text(block) for block in split_markdown(text)))
    names = letters("".join(re.findall(r"^[ \t]*(?:`{3,}|~{3,})(.*)$", text, re.MULTILINE)))
    assert seen - letters(text) == Counter()
    assert letters(text) - seen <= names


def _own_text(block: Block) -> str:
    is_repeated_head = block.kind is BlockKind.TABLE and block.is_continued
    return "\n".join(block.text.split("\n")[2:]) if is_repeated_head else block.text


@given(MESSAGES, st.lists(st.integers(0, 3000), max_size=8))
def test_streaming_gives_the_same_blocks_as_the_whole(text: str, cuts: list[int]):
    old, blocks = "", []
    for end in [*sorted(min(cut, len(text)) for cut in cuts), len(text)]:
        blocks = split_markdown(text[:end], old, blocks)
        old = text[:end]
        assert blocks == split_markdown(text[:end])


@given(MESSAGES, MESSAGES)
def test_a_rewritten_text_is_read_afresh(old: str, new: str):
    assert split_markdown(new, old, split_markdown(old)) == split_markdown(new)


@given(st.text(alphabet="ab \n", max_size=6000))
def test_plain_text_is_kept(text: str):
    blocks = split_plain(text)
    assert (blocks[0].text + "".join(b.joint + b.text for b in blocks[1:])).strip("\n") == text.strip("\n")
    assert all(len(b.text) <= PROSE_MOST for b in split_plain(text))
