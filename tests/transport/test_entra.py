"""Tokens from the Azure command line: a true program called `az` stands in for it."""

import os
import sys
from pathlib import Path

import pytest

from desktop_assistant.core.errors import AuthError
from desktop_assistant.transport.entra import FRESH_S, SCOPE, EntraTokens

PROGRAM = """#!{python}
import json, pathlib, sys
calls = pathlib.Path(__file__).with_name("calls")
number = len(calls.read_text().splitlines()) if calls.exists() else 0
with calls.open("a") as file:
    file.write(" ".join(sys.argv[1:]) + "\\n")
{act}
"""
ANSWERS = 'print(json.dumps({"accessToken": f"eyJ.{number}.x", "expires_on": 10_000 + 3600 * number}))'


@pytest.fixture
def az(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/nowhere")
    return tmp_path / "az"


def install(az: Path, act: str) -> None:
    az.write_text(PROGRAM.format(python=sys.executable, act=act))
    az.chmod(0o755)


async def test_a_token_is_asked_for_once_and_again_before_it_ends(az: Path) -> None:
    install(az, ANSWERS)
    now = 9_000.0
    tokens = EntraTokens(wall=lambda: now)
    assert await tokens.token() == "eyJ.0.x"
    now = 10_000 - FRESH_S
    assert await tokens.token() == "eyJ.0.x"
    now += 1
    assert await tokens.token() == "eyJ.1.x"
    calls = az.with_name("calls").read_text().splitlines()
    assert calls == [f"account get-access-token --scope {SCOPE} --output json"] * 2


async def test_without_the_program_it_says_so(az: Path) -> None:
    with pytest.raises(AuthError, match="not installed"):
        await EntraTokens().token()


@pytest.mark.parametrize(
    ("act", "sentence"),
    [("sys.exit(1)", "az login"), ("print('nonsense')", "could not be read"), ("print('{}')", "could not be read")],
)
async def test_what_goes_wrong_is_said(az: Path, act: str, sentence: str) -> None:
    install(az, act)
    with pytest.raises(AuthError, match=sentence):
        await EntraTokens().token()
