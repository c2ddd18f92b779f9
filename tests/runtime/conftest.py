from collections.abc import AsyncIterator

import pytest

from tests.runtime.house import House, make_house


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = make_house()
    yield made
    await made.supervisor.aclose()
    assert made.store.closed
    assert made.engine.closed
    assert not any(link.is_open for _, link in made.links)
