"""The settings file: whatever stands in it, the program starts; whatever a person wrote there stays."""

import os
import stat
import string
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.audio import DeviceName
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.session_config import TalkMode
from desktop_assistant.settings import values
from desktop_assistant.settings.file import line_of, load, save
from desktop_assistant.settings.model import (
    AppearanceSettings,
    AudioSettings,
    ConversationSettings,
    Provider,
    SampleRate,
    Settings,
    Theme,
)

pytestmark = pytest.mark.expects_logs("a setting was not understood")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def trees(cls: Any) -> st.SearchStrategy[Any]:
    """Any tree of settings that the model allows."""
    kinds = values.types_of(cls)
    return st.builds(cls, **{f.name: field_values(kinds[f.name], f.metadata) for f in values.options_of(cls)})


def field_values(kind: Any, metadata: Any) -> st.SearchStrategy[Any]:
    if is_dataclass(kind):
        return trees(kind)
    if get_origin(kind) is tuple:
        row = get_args(kind)[0]
        texts = {name: st.text() if of is str else st.integers(-(2**63), 2**63 - 1) for name, of in values.types_of(row).items()}
        return st.lists(st.builds(row, **texts), max_size=3).map(tuple)
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    if kind is int:
        return st.integers(metadata["low"], metadata["high"])
    if kind is float:
        return st.floats(metadata["low"], metadata["high"])
    return st.booleans() if kind is bool else st.text()


def test_no_file_gives_the_defaults(path: Path) -> None:
    assert load(path) == (Settings(), [])


@given(first=trees(Settings), second=trees(Settings))
def test_any_settings_come_back(tmp_path_factory: pytest.TempPathFactory, first: Settings, second: Settings) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    for settings in (first, second):
        save(path, settings)
        assert load(path) == (settings, [])


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(string.printable),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(
    text=st.text() | st.binary().map(lambda b: b.decode("latin-1")),
    key=st.sampled_from(sorted(f.name for f in fields(AudioSettings))),
)
def test_no_text_in_the_file_raises(tmp_path_factory: pytest.TempPathFactory, text: str, key: str) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_bytes(f"[audio]\n{key} = {text}".encode("utf-8", "replace"))
    settings, _ = load(path)
    save(path, settings)
    assert load(path)[0] == settings


@given(value=JUNK, key=st.sampled_from(["provider", "audio", "schema"] + [f"audio.{f.name}" for f in fields(AudioSettings)]))
def test_a_bad_value_falls_back_alone(tmp_path_factory: pytest.TempPathFactory, value: object, key: str) -> None:
    import tomlkit

    if "None" in repr(value):
        return
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_text(f"{key} = {tomlkit.item(value).as_string()}\nappearance.theme = 'dark'\n")
    settings, problems = load(path)
    assert settings.appearance.theme is Theme.DARK
    assert len(problems) <= 1
    assert all(key in p.detail and "(line 1)" in p.detail for p in problems)


def test_a_new_file_explains_every_field(path: Path) -> None:
    save(path, Settings())
    text = path.read_text()
    assert "# Silence in ms that ends your turn" in text
    assert 'talk_mode = "click"' in text
    for section in fields(Settings):
        if is_dataclass(section.type):
            for field in fields(section.type):
                assert f"# {field.metadata['comment']}\n{field.name} = " in text, field.name


def test_comments_order_and_unknown_keys_stay(path: Path) -> None:
    mine = """# my own words
provider = "openai"   # paid by work

[mine]
x = [1, 2]

[audio]
sample_rate = 16000 # unquoted is fine
colour = "red"
pause_ms=900
"""
    written(path, mine)
    settings, problems = load(path)
    assert (settings.provider, settings.audio.sample_rate, settings.audio.pause_ms) == (Provider.OPENAI, SampleRate.WIDE, 900)
    assert [p.detail.split(" is ")[0] for p in problems] == ["audio.colour (line 9)", "mine (line 4)"]
    save(path, replace(settings, provider=Provider.LOCAL, conversation=replace(settings.conversation, talk_mode=TalkMode.HOLD)))
    text = path.read_text()
    for line in ("# my own words", 'provider = "local"   # paid by work', "x = [1, 2]", "sample_rate = 16000 # unquoted is fine"):
        assert line in text
    assert 'colour = "red"\npause_ms=900\n' in text
    again, _ = load(path)
    assert again.conversation.talk_mode is TalkMode.HOLD


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ("pause_ms = 50", "audio.pause_ms (line 3) must be a whole number from 200 to 3000; 600 is used."),
        ("pause_ms = true", "audio.pause_ms (line 3) must be a whole number from 200 to 3000; 600 is used."),
        ("volume = nan", "audio.volume (line 3) must be a number from 0 to 1; 1.0 is used."),
        ("earcons = 'yes'", "audio.earcons (line 3) must be true or false; true is used."),
        ("sample_rate = 44100", 'audio.sample_rate (line 3) must be one of "24000", "16000", "8000"; "24000" is used.'),
        (
            "input_preference = 'Yeti'",
            'audio.input_preference (line 3) must be a list such as [{ id = "...", name = "..." }]; [] is used.',
        ),
        (
            "input_preference = [{ id = 3 }]",
            'audio.input_preference (line 3) must be a list such as [{ id = "...", name = "..." }]; [] is used.',
        ),
        (
            "puase_ms = 900",
            'audio.puase_ms (line 3) is not a setting of this version and was left alone. Did you mean "pause_ms"?',
        ),
    ],
)
def test_each_bad_field_is_named_with_what_is_allowed(path: Path, line: str, detail: str) -> None:
    settings, problems = load(written(path, f"\n[audio]\n{line}\n"))
    assert settings == Settings()
    assert [(p.code, p.detail) for p in problems] == [(ProblemCode.SETTINGS_FIELD_BAD, detail)]


def test_a_table_of_the_wrong_kind_is_named_and_repaired(path: Path) -> None:
    settings, (problem,) = load(written(path, "audio = 3\n"))
    assert problem.detail == "audio (line 1) must be a table, [audio]; its defaults are used."
    save(path, settings)
    assert load(path) == (Settings(), [])


def test_a_broken_file_is_kept_aside_and_never_overwritten(path: Path) -> None:
    for name in ("settings.broken.toml", "settings.broken-2.toml"):
        settings, (problem,) = load(written(path, f"[audio\n# {name}"))
        assert settings == Settings()
        assert "line 1" in problem.detail
        assert name in problem.detail
        assert (path.parent / name).read_text() == f"[audio\n# {name}"
        assert not path.exists()


def test_a_newer_file_keeps_its_number_and_is_not_complained_about(path: Path) -> None:
    settings, problems = load(written(path, "schema = 7\n[audio]\nbeam = 3\n"))
    assert problems == []
    save(path, settings)
    assert "schema = 7" in path.read_text()
    assert "beam = 3" in path.read_text()


def test_the_file_is_private_also_when_it_was_not(path: Path) -> None:
    written(path, "").chmod(0o644)
    save(path, Settings())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.expects_logs("a broken settings file was replaced")
def test_a_file_that_was_broken_while_the_program_ran_is_kept_too(path: Path) -> None:
    save(path, Settings())
    written(path, "[audio\n# in the middle of typing")
    save(path, Settings(provider=Provider.OPENAI))
    assert load(path) == (Settings(provider=Provider.OPENAI), [])
    assert (path.parent / "settings.broken.toml").read_text() == "[audio\n# in the middle of typing"


def test_a_linked_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    (tmp_path / "dotfiles.toml").write_text("")
    path.symlink_to(tmp_path / "dotfiles.toml")
    save(path, Settings(provider=Provider.OPENAI))
    assert path.is_symlink()
    assert "openai" in (tmp_path / "dotfiles.toml").read_text()


def test_what_cannot_be_saved_raises_what_the_system_says(path: Path) -> None:
    path.parent.write_text("a file where the folder should be")
    with pytest.raises(NotADirectoryError):
        save(path, Settings())


def test_a_folder_in_place_of_the_file_is_a_problem_not_an_error(path: Path) -> None:
    path.mkdir(parents=True)
    settings, (problem,) = load(path)
    assert settings == Settings()
    assert os.strerror(21) in problem.detail


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("a = 1\n[audio]\nb = 1\nc=2", "audio.c", 4),
        ("audio.c = 1", "audio.c", 1),
        ('[ "audio" ]\n"c" = 1', "audio.c", 2),
        ("audio = {c = 1}", "audio.c", None),
        ("[audio]\n# c = 1", "audio.c", None),
    ],
)
def test_line_of(text: str, name: str, line: int | None) -> None:
    assert line_of(text, name) == line


def test_an_order_of_preference_is_kept_on_one_line_and_settings_behind_it_stay_where_they_were(path: Path) -> None:
    order = (DeviceName(id="usb-1", name='A "good" one'), DeviceName(), DeviceName(id="usb-2"))
    settings = replace(Settings(), audio=replace(Settings().audio, input_preference=order, volume=0.5))
    save(path, settings)
    save(path, replace(settings, audio=replace(settings.audio, output_preference=order[:1])))
    assert [line for line in path.read_text().splitlines() if line.startswith("input_preference = [{")]
    again, problems = load(path)
    assert problems == []
    assert again.audio == replace(settings.audio, output_preference=order[:1])


def test_a_device_chosen_in_an_earlier_version_is_the_first_of_the_list(path: Path) -> None:
    written(
        path,
        """schema = 1
[audio]
input_device = "usb-1"
input_name = "Yeti"
output_device = ""
volume = 0.5
""",
    )
    settings, problems = load(path)
    assert problems == []
    assert settings.audio.input_preference == (DeviceName(id="usb-1", name="Yeti"),)
    assert settings.audio.output_preference == ()
    save(path, settings)
    text = path.read_text()
    assert "input_device" not in text
    assert "input_name" not in text
    assert load(path) == (settings, [])


CHOSEN = Settings(
    provider=Provider.OPENAI,
    audio=AudioSettings(volume=0.7, pause_ms=777),
    conversation=ConversationSettings(instructions='a\n"""b\\ é'),
    appearance=AppearanceSettings(text_scale=1.5),
)


@pytest.mark.parametrize(
    "text",
    [
        "audio.volume = 0.5\naudio.pause_ms = 300\n[privacy]\nkeep_audio = false\n",
        'audio.volume = 1\nopenai.model = "m"\naudio.pause_ms = 300 # mine\n',
        "audio = {volume = 0.5, mine = [1, 2]}\n",
        "[[audio]]\nvolume = 1\n",
        "[audio]\nvolume = 0.5\n[openai]\n[audio.mine]\nx = 1\n",
        "[a.b]\nx = 1\n[audio]\n[a.c]\ny = 2\n",
        "audio = 5\n",
        "[audio]\r\nvolume = 0.1\r\n",
        "['audio']\n\"volume\" = inf\n",
    ],
)
def test_however_the_file_is_written_what_is_chosen_is_in_it_afterwards(path: Path, text: str) -> None:
    """tomlkit gives up on tables in pieces; and a comment inside an inline table made the whole file unreadable."""
    written(path, text)
    save(path, CHOSEN)
    assert load(path)[0] == CHOSEN
    for mine in ("mine", "[a.b]"):
        assert (mine in path.read_text()) == (mine in text)


@pytest.mark.expects_logs("broken settings file was replaced")
def test_a_file_that_cannot_be_changed_in_place_is_kept_beside_a_new_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(path, "# mine\n")
    true_dumps = tomlkit.dumps
    monkeypatch.setattr(tomlkit, "dumps", lambda document: "" if "mine" in true_dumps(document) else true_dumps(document))
    save(path, CHOSEN)
    assert load(path)[0] == CHOSEN
    assert path.with_name("settings.broken.toml").read_text() == "# mine\n"
