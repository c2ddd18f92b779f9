"""Colours of code: found elsewhere, taken in when they are ready."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.ui.chat.blocks import split_markdown
from desktop_assistant.ui.chat.code_highlight import CodeColours, find_colours
from desktop_assistant.ui.chat.document_cache import DocumentCache
from desktop_assistant.ui.chat.face import Look
from desktop_assistant.ui.chat.text_style import TextStyle, body_font
from desktop_assistant.ui.theme import LIGHT


class Later(Executor):
    """Works when told to."""

    def __init__(self) -> None:
        self._jobs: list[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._jobs.append((future, fn, args))
        return future

    def work(self) -> None:
        for future, job, args in self._jobs:
            try:
                future.set_result(job(*args))
            except Exception as error:
                future.set_exception(error)
        self._jobs.clear()


def test_finds_keywords_numbers_and_comments():
    fields = {(s.line, s.field) for s in find_colours("python", "return 42\n# why")}
    assert fields == {(0, "code_keyword"), (0, "code_number"), (1, "code_comment")}


def test_counts_as_qt_counts():
    number = next(s for s in find_colours("python", 'x = "😀" + 1') if s.field == "code_number")
    assert (number.start, number.length) == (len('x = "😀" + ') + 1, 1), "the emoji is two units"


def test_unknown_language_has_no_colours():
    assert find_colours("no-such-language", "return 42") == []


def test_text_is_plain_until_colours_are_collected():
    later = Later()
    colours = CodeColours(later)
    assert colours.get("python", "return 42") == ([], False)
    assert colours.is_waiting
    assert not colours.collect()
    later.work()
    assert colours.collect()
    assert not colours.is_waiting
    found, is_all = colours.get("python", "return 42")
    assert is_all
    assert {s.field for s in found} == {"code_keyword", "code_number"}


def test_growing_code_keeps_its_colours():
    later = Later()
    colours = CodeColours(later)
    colours.get("python", "return 42\nret")
    later.work()
    colours.collect()
    found, is_all = colours.get("python", "return 42\nreturn 43")
    assert not is_all
    assert {s.line for s in found} == {0}


def test_no_language_asks_nobody():
    colours = CodeColours(Later())
    assert colours.get("", "x = 1") == ((), True)
    assert not colours.is_waiting


def test_a_failing_lexer_leaves_code_plain(monkeypatch: pytest.MonkeyPatch):
    later = Later()
    colours = CodeColours(later)
    monkeypatch.setattr("desktop_assistant.ui.chat.code_highlight._lexer", lambda language: 1 / 0)
    colours.get("python", "x")
    later.work()
    assert colours.collect()
    assert colours.get("python", "x") == ([], True)


def test_documents_are_made_again_with_their_colours(light):
    later = Later()
    cache = DocumentCache(TextStyle(body_font(), LIGHT), colours=CodeColours(later))
    block = split_markdown("```python\nreturn 42\n```")[0]
    plain = cache.get(block, 500, Look.NORMAL)
    assert plain.document.begin().layout().formats() == []
    assert cache.awaits_colours
    assert not cache.collect_colours()
    later.work()
    assert cache.collect_colours()
    coloured = cache.get(block, 500, Look.NORMAL)
    shades = {found.format.foreground().color().name() for found in coloured.document.begin().layout().formats()}
    assert shades == {LIGHT.code_keyword, LIGHT.code_number}
    assert coloured.height == plain.height


@given(st.text(max_size=200), st.sampled_from(["python", "json", "bash", "html", "diff", "c++", "", "\x00", "../x"]))
def test_any_text_in_any_language(text: str, language: str):
    lines = text.split("\n")
    for stretch in find_colours(language, text):
        width = len(lines[stretch.line].encode("utf-16-le", "surrogatepass")) // 2
        assert 0 <= stretch.start < stretch.start + stretch.length <= width
