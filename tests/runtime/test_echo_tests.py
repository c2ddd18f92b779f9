import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from desktop_assistant.core.audio import DevicePair, Duplex
from desktop_assistant.core.snapshot import EchoCause, EchoTest
from desktop_assistant.runtime.echo_tests import EchoTests
from tests.fakes.ports import FakeAudio

RESULT = EchoTest(
    input_device="mic",
    output_device="spk",
    tested_at=0.0,
    delay_ms=81.5,
    echo_db=-6.0,
    removed_db=38.0,
    noise_db=-62.0,
)


class Devices(FakeAudio):
    """Answers with results for another pair each time."""

    def __init__(self, *results: EchoTest, pair: DevicePair = RESULT.pair) -> None:
        super().__init__()
        self.results = list(results)
        self._pair = pair

    @property
    def pair(self) -> DevicePair:
        return self._pair

    async def test_echo(self) -> EchoTest:
        return self.results.pop(0)


WRONG = json.dumps([{**asdict(RESULT), "input_device": ["mic"], "duplex": "full", "cause": None}])


async def test_a_result_is_dated_and_kept_for_its_pair(tmp_path: Path) -> None:
    late = replace(RESULT, output_device="bt", duplex=Duplex.HALF, cause=EchoCause.DELAY)
    tests = EchoTests(Devices(RESULT, late), tmp_path / "tests.json", lambda: 1234.5)
    assert tests.kept() is None
    assert await tests.run() == replace(RESULT, tested_at=1234.5)
    await tests.run()
    for expected in (RESULT, late):
        again = EchoTests(Devices(pair=expected.pair), tmp_path / "tests.json", lambda: 0.0)
        assert again.kept() is None, "the window's thread reads no files"
        await again.load()
        assert again.kept() == replace(expected, tested_at=1234.5)
    elsewhere = EchoTests(Devices(pair=DevicePair(input_device="mic")), tmp_path / "tests.json", lambda: 0.0)
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
    tests = EchoTests(Devices(*pairs, pair=pairs[0].pair), tmp_path / "tests.json", lambda: 1.0)
    for _ in pairs:
        await tests.run()
    assert tests.kept() is None


# --- a pair with which the microphone rests ------------------------------------------------------------------------
HEADPHONES = replace(RESULT, output_device="headphones", delay_ms=None)


async def read_again(path: Path) -> EchoTests:
    tests = EchoTests(FakeAudio(), path, lambda: 0.0)
    await tests.load()
    return tests


async def test_what_was_decided_belongs_to_its_pair_and_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "tests.json"
    tests = EchoTests(Devices(RESULT, HEADPHONES), path, lambda: 1.0)
    await tests.run()
    await tests.run()
    assert tests.resting_pairs == ()
    tests.let_rest(RESULT.pair, True)
    await tests.keep()
    for known in (tests, await read_again(path)):
        assert known.resting_pairs == (RESULT.pair,)
        assert known.kept() == replace(RESULT, tested_at=1.0, rests=True)
    tests.let_rest(RESULT.pair, False)
    await tests.keep()
    for known in (tests, await read_again(path)):
        assert known.resting_pairs == ()


async def test_another_test_of_the_pair_changes_nothing_that_was_decided(tmp_path: Path) -> None:
    tests = EchoTests(Devices(RESULT, replace(RESULT, echo_db=-12.0)), tmp_path / "tests.json", lambda: 1.0)
    await tests.run()
    tests.let_rest(RESULT.pair, True)
    again = await tests.run()
    assert (again.echo_db, again.rests) == (-12.0, True)
    assert tests.resting_pairs == (RESULT.pair,)


async def test_devices_that_were_never_tested_are_not_decided_about(tmp_path: Path) -> None:
    tests = EchoTests(Devices(RESULT), tmp_path / "tests.json", lambda: 1.0)
    tests.let_rest(RESULT.pair, True)
    assert tests.resting_pairs == ()
    assert not (await tests.run()).rests


async def test_a_file_of_before_is_read_and_nothing_was_decided_then(tmp_path: Path) -> None:
    path = tmp_path / "tests.json"
    old = {**asdict(RESULT), "duplex": "half", "cause": "level"}
    del old["rests"]
    path.write_text(json.dumps([old]))
    tests = await read_again(path)
    assert tests.kept() == replace(RESULT, duplex=Duplex.HALF, cause=EchoCause.LEVEL)
    assert tests.resting_pairs == ()


@pytest.mark.parametrize("broken", [{"rests": "yes"}, {"rests": 1}, {"echo_db": "loud"}, {"duplex": "none"}])
async def test_one_test_that_cannot_be_read_costs_no_other_its_decision(tmp_path: Path, broken: dict[str, object]) -> None:
    path = tmp_path / "tests.json"
    plain = {**asdict(RESULT), "duplex": "half", "cause": None, "rests": True}
    path.write_text(json.dumps([{**plain, "output_device": "broken", **broken}, 7, plain]))
    assert (await read_again(path)).resting_pairs == (RESULT.pair,)


async def test_a_write_that_fails_leaves_what_was_kept_before(tmp_path: Path) -> None:
    path = tmp_path / "tests.json"
    tests = EchoTests(Devices(RESULT), path, lambda: 1.0)
    await tests.run()
    tests.let_rest(RESULT.pair, True)
    await tests.keep()
    path.with_suffix(".part").mkdir()
    tests.let_rest(RESULT.pair, False)
    await tests.keep()
    assert tests.resting_pairs == ()
    assert (await read_again(path)).resting_pairs == (RESULT.pair,)


async def test_a_decision_is_not_forgotten_over_many_tests(tmp_path: Path) -> None:
    pairs = [replace(RESULT, input_device=f"mic-{number}") for number in range(60)]
    tests = EchoTests(Devices(*pairs, pair=pairs[0].pair), tmp_path / "tests.json", lambda: 1.0)
    await tests.run()
    tests.let_rest(pairs[0].pair, True)
    for _ in pairs[1:]:
        await tests.run()
    assert tests.resting_pairs == (pairs[0].pair,)
    assert len(json.loads((tmp_path / "tests.json").read_text())) == 51
