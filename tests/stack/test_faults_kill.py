"""kill -9 of the plugin and of the engine, at random moments of create, update and delete."""

import random
import signal
import threading

import pytest

from tests.stack import processes
from tests.stack.example import CHANGED_KINDS, changed, ends_empty, example, holds
from tests.support.emulator import Account
from tests.support.pulumi import STACK, Stack

SEED = 20241126
LIVES = 17  # with a kill in each of three phases
IN_TEST = 3  # of them in `make test`; the others in `make soak`
# A moment is a number of calls, and up to 50 ms more. There are 108, 90 and 50: the last are too close to the end.
CALLS = {"create": 95, "update": 78, "delete": 40}
COMMANDS = {"create": "up", "update": "up", "delete": "destroy"}
ENDS_WITHIN = 5  # seconds; a plugin whose engine was killed


class Killed:
    """One stack's life, with a process that is killed in each phase."""

    def __init__(self, stack: Stack, account: Account, number: int) -> None:
        self._stack, self._account, self._number = stack, account, number
        self._dice = random.Random(f"{SEED} {number}")

    def phase(self, phase: str) -> None:
        """Runs the command and kills; what must be said to the engine before the next command has been said then."""
        turn = self._number + list(CALLS).index(phase)
        kill = processes.kill_plugins if turn % 2 else processes.kill_engine
        moment, pause = 1 + self._dice.randrange(CALLS[phase]), self._dice.random() / 20
        print(f"seed {SEED} {self._number}: {kill.__name__} in {phase}, after {moment} calls and {pause:.3f} s")
        before = processes.checkpoint(self._stack).read_bytes()
        self._account.forget_calls()
        engine = self._stack.start(COMMANDS[phase], "--yes", "--skip-preview", "--stack", STACK)
        processes.when(lambda: self._account.get("calls")["total"] >= moment, engine)
        threading.Event().wait(pause)
        watch = kill(self._stack, engine)
        processes.output(engine)
        assert watch.killed, "the moment came before there was a plugin, or after its end"
        assert (engine.returncode == -signal.SIGKILL) == (kill is processes.kill_engine)
        if kill is processes.kill_engine:
            self._recover(watch, before, waits=turn % 4 < 2)

    def _recover(self, watch: processes.Watch, before: bytes, waits: bool) -> None:
        """`waits` for the plugin to end; else the next command comes while it still lives."""
        if waits:
            assert max(watch.lasted().values(), default=0) < ENDS_WITHIN
        processes.mend_checkpoint(self._stack, before)
        self._stack.cancel()


def lives() -> list:
    return [pytest.param(each, marks=[pytest.mark.soak] if each >= IN_TEST else []) for each in range(LIVES)]


@pytest.mark.parametrize("number", lives())
def test_something_is_killed_in_each_phase_of_a_life(stack, account, number):
    net = example(stack, account)
    killed = Killed(net, account, number)
    killed.phase("create")
    net.up().must()
    holds(net, account)
    net.change(changed())
    killed.phase("update")
    net.up().must()
    holds(net, account, CHANGED_KINDS)
    killed.phase("delete")
    ends_empty(net, account, net.destroy())
