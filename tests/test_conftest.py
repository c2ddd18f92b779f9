"""The shared fixtures do what they promise; a net with holes catches nothing."""

import os
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).with_name("conftest.py")


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    """A test run of its own with our conftest."""
    source = CONFTEST.read_text(encoding="utf-8")
    pytester.makeconftest("\n".join(line for line in source.splitlines() if not line.startswith("pytest_plugins")))
    return pytester


def test_a_stray_warning_fails(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        import logging
        import pytest

        def warn(): logging.getLogger("desktop_assistant.room").warning("the roof leaks")

        def test_stray(): warn()

        @pytest.mark.expects_logs("roof")
        def test_expected(): warn()

        @pytest.mark.expects_logs("cellar")
        def test_another_expected(): warn()

        def test_read(caplog):
            warn()
            assert "leaks" in caplog.text

        def test_not_ours(): logging.getLogger("somebody").warning("x")
        """
    )
    suite.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=5, errors=2)


def test_homes_differ_and_keys_are_gone(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    suite.makepyfile(
        """
        import os
        import keyring

        seen = set()

        def test_one():
            assert "OPENAI_API_KEY" not in os.environ
            seen.add(os.environ["DESKTOP_ASSISTANT_HOME"])

        def test_two():
            seen.add(os.environ["DESKTOP_ASSISTANT_HOME"])
            assert len(seen) == 2

        def test_no_real_keyring():
            assert "fail" in type(keyring.get_keyring()).__module__
        """
    )
    suite.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=3)


@pytest.mark.parametrize(("ci", "outcome"), [("", {"skipped": 1}), ("true", {"errors": 1})])
def test_missing_programs_skip_here_and_fail_on_ci(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: dict[str, int]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PATH", os.devnull)
    suite.makeini("[pytest]\nmarkers = e2e: x")
    suite.makepyfile("import pytest\n@pytest.mark.e2e\ndef test_window(): pass")
    suite.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(**outcome)
