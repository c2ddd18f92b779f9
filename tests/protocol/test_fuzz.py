"""A short run of the fuzzer over every codec; `tests/bench/fuzz_codecs.py` runs a million frames each."""

import pytest

from desktop_assistant.protocol.registry import SERVICES
from tests.bench.fuzz_codecs import fuzz


@pytest.mark.parametrize("service", SERVICES)
def test_mutated_frames_are_events_or_a_protocol_error(service: str) -> None:
    figures = fuzz(service, 2000)
    assert figures["understood"] > 200  # the mutations reach behind the first check
    assert figures["refused"] > 200
