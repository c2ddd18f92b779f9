import json
from dataclasses import asdict, replace
from pathlib import Path

from desktop_assistant.core.audio import Duplex
from desktop_assistant.core.snapshot import EchoCause, EchoTest
from desktop_assistant.runtime.echo_tests import EchoTests
from tests.fakes.ports import FakeAudio


class Devices(FakeAudio):
    """Answers with results for another pair each time."""

    def __init__(self, *results: EchoTest, pair: tuple[str, str] = ("mic", "spk")) -> None:
        super().__init__()
        self.results = list(results)
        self._pair = pair

    @property
    def pair(self) -> tuple[str, str]:
        return self._pair

    async def test_echo(self) -> EchoTest:
        return self.results.pop(0)


RESULT = EchoTest(
    input_device="mic",
    output_device="spk",
    tested_at=0.0,
    delay_ms=81.5,
    echo_db=-6.0,
    removed_db=38.0,
    noise_db=-62.0,
)

WRONG = json.dumps([{**asdict(RESULT), "input_device": ["mic"], "duplex": "full", "cause": None}])


async def test_a_result_is_dated_and_kept_for_its_pair(tmp_path: Path) -> None:
    late = replace(RESULT, output_device="bt", duplex=Duplex.HALF, cause=EchoCause.DELAY)
    tests = EchoTests(Devices(RESULT, late), tmp_path / "tests.json", lambda: 1234.5)
    assert tests.kept() is None
    assert await tests.run() == replace(RESULT, tested_at=1234.5)
    await tests.run()
    for pair, expected in ((("mic", "spk"), RESULT), (("mic", "bt"), late)):
        again = EchoTests(Devices(pair=pair), tmp_path / "tests.json", lambda: 0.0)
        assert again.kept() is None, "the window's thread reads no files"
        await again.load()
        assert again.kept() == replace(expected, tested_at=1234.5)
    elsewhere = EchoTests(Devices(pair=("mic", "")), tmp_path / "tests.json", lambda: 0.0)
    await elsewhere.load()
    assert elsewhere.kept() is None


async def test_a_file_that_cannot_be_read_or_written_costs_only_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "tests.json"
    for nonsense in ('[{"input_device": 3}]', '{"a": 1}', '["a"]', "null", '{"input_device": [', WRONG):
        path.write_text(nonsense)
        tests = EchoTests(FakeAudio(), path, lambda: 1.0)
        await tests.load()
        assert tests.kept() is None
    assert (await EchoTests(FakeAudio(), tmp_path / "missing" / "x.json", lambda: 1.0).run()).delay_ms == 80.0


async def test_fifty_pairs_are_enough(tmp_path: Path) -> None:
    pairs = [replace(RESULT, input_device=f"mic-{number}") for number in range(60)]
    tests = EchoTests(Devices(*pairs, pair=("mic-0", "spk")), tmp_path / "tests.json", lambda: 1.0)
    for _ in pairs:
        await tests.run()
    assert tests.kept() is None
