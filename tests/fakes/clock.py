"""A clock that moves when told."""


class FakeClock:
    def __init__(self, start: float = 1000.0) -> None:
        self.now = start

    def monotonic(self) -> float:
        return self.now

    def wall(self) -> float:
        return self.now + 1_700_000_000.0

    def advance(self, seconds: float) -> float:
        self.now += seconds
        return self.now
