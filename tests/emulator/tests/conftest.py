"""One emulator for all tests of this folder, and an account of its own for each test."""

import itertools
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import Account, Control

HOME = Path(__file__).resolve().parent.parent


def _installed_python() -> str:
    """That of `make deps`, which writes down where it put it; else this one."""
    places = HOME.parents[1] / "build/deps/paths.mk"
    lines = places.read_text().splitlines() if places.exists() else []
    found = [line.split(" := ")[1] for line in lines if line.startswith("VENV_EMULATOR := ")]
    return f"{found[0]}/bin/python" if found else sys.executable


PYTHON = os.environ.get("UTM_EMULATOR_PYTHON") or _installed_python()
ACCOUNTS = itertools.count(700000000001)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="session")
def control(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Control]:
    if os.environ.get("UTM_EMULATOR_URL"):  # one that runs already
        yield Control(os.environ["UTM_EMULATOR_URL"])
        return
    folder, port = tmp_path_factory.mktemp("emulator"), _free_port()
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [str(PYTHON), "-m", "utm_emulator", "--port", str(port), "--dir", str(folder)],
            env=os.environ | {"PYTHONPATH": str(HOME)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    control = Control(f"http://127.0.0.1:{port}")
    try:
        if not control.is_ready():
            pytest.exit(f"the emulator did not start:\n{log.read_text()}")
        yield control
    finally:
        server.send_signal(signal.SIGKILL)  # it holds nothing that is worth its slow end
        server.wait()


@pytest.fixture
def account(control: Control) -> Iterator[Account]:
    """A fresh account. What a test does not itself expect to be invalid must be valid."""
    account = Account(control, str(next(ACCOUNTS)))
    account.post("reset")
    yield account
    found = account.get("invalid")["invalid"]
    account.post("reset")
    assert not found, f"invalid requests: {found}"


sys.path.insert(0, str(Path(__file__).parent))
