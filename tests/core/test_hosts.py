"""Hosts of addresses, also of what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.hosts import host_of, is_this_machine
from desktop_assistant.core.session_config import McpServer
from desktop_assistant.runtime.ladder import order_of
from desktop_assistant.settings.model import Provider, Settings
from desktop_assistant.settings.providers import ChainedSettings, TextSettings


@pytest.mark.parametrize(
    ("url", "host", "is_here"),
    [
        ("https://API.openai.com:443/v1", "api.openai.com", False),
        ("http://localhost:11434/v1", "localhost", True),
        ("http://[::1]:8000", "::1", True),
        ("http://127.0.0.1.evil.example/v1", "127.0.0.1.evil.example", False),
        ("http://127.0.0.1@evil.example/v1", "evil.example", False),
        ("", "", False),
        ("openai", "", False),
        ("http://[abc", "", False),
    ],
)
def test_the_host_of_an_address(url: str, host: str, is_here: bool) -> None:
    assert (host_of(url), is_this_machine(url)) == (host, is_here)


@given(st.text() | st.text().map("https://[{}".format) | st.text().map("https://{}".format))
def test_whatever_stands_in_the_file_the_program_starts(url: str) -> None:
    settings = Settings(
        provider=Provider.CHAINED, chained=ChainedSettings(text_url=url, speech_url=url), text=TextSettings(url=url)
    )
    assert order_of(settings)[0] is Provider.CHAINED
    assert settings.service.name == "chained"
    assert settings.key_names[0] == "chained"
    settings.chained.stages("secret", "")
    assert McpServer(label="x", url=url).key_name.startswith("mcp_x_")
