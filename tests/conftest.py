"""Shared by all tests: no screen, nobody's folders, no keys, no stray warnings; and a rig, a display and speech to talk with."""

import logging
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
for name in [n for n in os.environ if n.endswith(("_API_KEY", "_API_TOKEN"))]:
    del os.environ[name]

ON_CI = os.environ.get("CI", "") not in ("", "0", "false")
E2E_PROGRAMS = (
    "Xvfb",
    "xdotool",
    "openbox",
    "pulseaudio",
    "pipewire",
    "wireplumber",
    "pactl",
    "parec",
    "paplay",
    "espeak-ng",
    "flite",
)

pytest_plugins = ["tests.e2e.display", "tests.rig.fixtures"]

hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile(
    "ci", deadline=None, derandomize=True, database=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if ON_CI else "local"))


def pytest_configure(config: pytest.Config) -> None:
    """Markers that belong to the fixtures here."""
    config.addinivalue_line("markers", "expects_logs(*patterns): warnings of the program whose text matches are part of the test")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """End-to-end tests need programs that a developer may lack; on CI nothing may be lacking."""
    if item.get_closest_marker("e2e") is None:
        return
    missing = [program for program in E2E_PROGRAMS if shutil.which(program) is None]
    if missing:
        reason = f"not installed: {', '.join(missing)} (python3 packaging/run.py setup --dev)"
        pytest.fail(reason, pytrace=False) if ON_CI else pytest.skip(reason)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, history and logs of each test are its own."""
    monkeypatch.setenv("DESKTOP_ASSISTANT_HOME", str(tmp_path / "home"))


class _StrayRecords(logging.Handler):
    """Collects what the program warns about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _no_stray_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning that no test asked for is a failing test. Asked for: by the marker, or by reading `caplog`."""
    stray = _StrayRecords()
    logger = logging.getLogger("desktop_assistant")
    logger.addHandler(stray)
    yield
    logger.removeHandler(stray)
    if "caplog" in request.fixturenames:
        return
    patterns = [pattern for marker in request.node.iter_markers("expects_logs") for pattern in marker.args]
    unexpected = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for record in stray.records
        if not any(re.search(pattern, record.getMessage()) for pattern in patterns)
    ]
    if unexpected:
        pytest.fail("the program warned, and the test did not expect it:\n" + "\n".join(unexpected), pytrace=False)
