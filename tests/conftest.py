"""Fixtures of all Python tests: an emulator for the session, an account, a stack and a plugin for each test."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import emulator as emulators
from tests.support.emulator import Account, Emulator
from tests.support.plugin import Plugin
from tests.support.pulumi import Stack

SESSION = "UTM_TEST_SESSION"  # the folder that the workers of one session share


def pytest_configure(config: pytest.Config) -> None:
    if SESSION not in os.environ:
        os.environ[SESSION] = tempfile.mkdtemp(prefix="utm-test-")
        config.stash[_owned] = Path(os.environ[SESSION])


def pytest_unconfigure(config: pytest.Config) -> None:
    folder = config.stash.get(_owned, None)
    if folder:
        emulators.stop(folder / "emulator")
        shutil.rmtree(folder, ignore_errors=True)
        del os.environ[SESSION]


_owned = pytest.StashKey[Path]()


@pytest.fixture(scope="session")
def emulator() -> Emulator:
    return emulators.shared(Path(os.environ[SESSION]) / "emulator")


@pytest.fixture
def account(emulator: Emulator) -> Iterator[Account]:
    with emulators.fresh_account(emulator) as account:
        yield account


@pytest.fixture
def stack(account: Account, tmp_path: Path) -> Iterator[Callable[..., Stack]]:
    """stack(program) makes a Pulumi stack in the test's account; the account must be as before at the end."""
    made: list[Stack] = []

    def make(program: dict | str | Path, **options) -> Stack:
        made.append(Stack(tmp_path / f"stack{len(made)}", program, account=account, **options))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def plugin() -> Iterator[Plugin]:
    """The real binary without an engine, handshaken but not configured."""
    with Plugin() as plugin:
        plugin.handshake()
        yield plugin
