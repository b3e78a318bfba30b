"""A clock for each account, so that what takes AWS minutes takes a test milliseconds.

Its seconds are AWS seconds: at rate 60 a NAT gateway that is pending for 90 of them is there after 1.5 real ones, at
rate 0 only `advance` moves time.
"""

import time

DEFAULT_RATE = 60.0


class Clock:
    def __init__(self, rate: float = DEFAULT_RATE) -> None:
        self._rate = rate
        self._base = 0.0
        self._since = time.monotonic()

    @property
    def rate(self) -> float:
        return self._rate

    def now(self) -> float:
        """Seconds of AWS since the account came to be."""
        return self._base + self._rate * (time.monotonic() - self._since)

    def set_rate(self, rate: float) -> None:
        self._base = self.now()
        self._since = time.monotonic()
        self._rate = rate

    def advance(self, seconds: float) -> None:
        self._base += seconds
