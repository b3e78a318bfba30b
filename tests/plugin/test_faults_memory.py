"""Q2 on a bad day: thousands of RPCs whose AWS calls are throttled, cut off and lost leave no memory behind."""

from collections import Counter
from concurrent import futures

import grpc
import pytest

from tests.plugin.memory import FREED_AT_ONCE
from tests.support.logs_service import THROTTLED, LogsService
from tests.support.plugin import Plugin, details, plain
from tests.support.proxy import Break, Proxy

GROUP = "utm:cloudwatch:LogGroup"
RPCS_OF_A_LIFE = 6
WARM, MEASURED, PARTS = 3000, 10_000, 5  # RPCs
AT_ONCE = 48
GROWTH_KB = 1024
BROKEN = (500, {"__type": "InternalServerException", "message": "An internal error has occurred"})
BREAKS = ("half", "short", "cut chunks", "closed", "reset", "garbage")


def refuse(number: int, _operation: str):
    """Every fifth call is throttled, every eleventh broken: with the proxy's share, every third fails."""
    if number % 5 == 0:
        return THROTTLED
    return BROKEN if number % 11 == 0 else None


class Every:
    """Numbers for a Break: each n-th from a first one."""

    def __init__(self, step: int, first: int) -> None:
        self._step, self._first = step, first

    def __contains__(self, number: int) -> bool:
        return number % self._step == self._first


class Lives:
    """Log groups that come, change and go. What fails for good is counted, and swept away."""

    def __init__(self, plugin: Plugin, service: LogsService) -> None:
        self._plugin, self._service = plugin, service
        self._begun = 0
        self.failed: Counter[str] = Counter()

    def run(self, rpcs: int) -> None:
        numbers = range(self._begun, self._begun + rpcs // RPCS_OF_A_LIFE)
        self._begun = numbers.stop
        with futures.ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(self._life, numbers))

    def _life(self, number: int) -> None:
        name = f"/group/{number:06}"
        try:
            self._live(name)
        except grpc.RpcError as error:
            self.failed[f"{error.details()[:60]} {[type(each).__name__ for each in details(error)]}"] += 1
            self._service.groups.pop(name, None)

    def _live(self, name: str) -> None:
        plugin = self._plugin
        inputs = plain(plugin.check(GROUP, name, {"name": name, "tags": {"turn": "first"}}).inputs)
        made = plugin.create(GROUP, name, inputs)
        state = plain(made.properties)
        plugin.read(GROUP, name, made.id, state, inputs)
        news = plain(plugin.check(GROUP, name, {"name": name, "tags": {"turn": "second"}}, inputs).inputs)
        plugin.update(GROUP, name, made.id, news, inputs, state)
        plugin.delete(GROUP, name, made.id, state, news)


@pytest.mark.soak
@pytest.mark.figure
@pytest.mark.timeout(1800)
def test_10000_rpcs_on_a_bad_day():
    breaks = [Break(kind, Every(97, 16 * turn)) for turn, kind in enumerate(BREAKS)]
    with (
        LogsService(refuse) as service,
        Proxy(service.endpoint, *breaks) as wire,
        Plugin(environment=FREED_AT_ONCE) as plugin,
    ):
        plugin.handshake()
        plugin.configure(service.configuration(endpoint=wire.url))
        lives = Lives(plugin, service)
        lives.run(WARM)
        sizes = [plugin.memory_kb()]
        for _ in range(PARTS):
            lives.run(MEASURED // PARTS)
            sizes.append(plugin.memory_kb())
        growth = sizes[-1] - sizes[0]
        print(
            f"{MEASURED} RPCs, memory in kB: {sizes}; {len(service.calls)} calls reached the service, "
            f"{wire.fired} of {wire.requests.total()} were broken on the way; failed for good: {dict(lives.failed)}"
        )
        assert wire.fired > 500 and len(lives.failed) < 100
        assert service.groups == {}
        assert growth < GROWTH_KB
