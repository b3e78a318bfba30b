"""The local AWS (tests/emulator) for a test session, for the demo and for figures.

One process serves all workers of a session; each test has an account of its own, which is an access key of twelve
digits. As a program, without any package but Python's own:

    python3 tests/support/emulator.py start FOLDER     starts one, prints its URL when it is ready
    python3 tests/support/emulator.py stop FOLDER      ends it
"""

import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.support.paths import ROOT, installed  # noqa: E402

REGION = "eu-central-1"
SECRET = "test"  # of every account, as tests/emulator wants it
START_SECONDS = 90


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Emulator:
    """A running emulator: its control routes (tests/emulator/README.md)."""

    def __init__(self, url: str) -> None:
        self.url = url

    def control(self, method: str, route: str, body: Any = None, seconds: float = 60) -> dict:
        request = urllib.request.Request(f"{self.url}/_utm/{route}", method=method)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {route}: {error.code} {error.read().decode()}") from None

    def account(self) -> "Account":
        """A fresh account."""
        return Account(self, str(10**11 + secrets.randbelow(9 * 10**11)))


class Account:
    """One AWS account, empty at first but for its default VPC."""

    def __init__(self, emulator: Emulator, number: str) -> None:
        self.emulator, self.id, self.url = emulator, number, emulator.url

    def get(self, route: str) -> dict:
        return self.emulator.control("GET", f"{route}/{self.id}")

    def post(self, route: str, **body: Any) -> dict:
        return self.emulator.control("POST", f"{route}/{self.id}", body)

    def delete(self, route: str) -> dict:
        return self.emulator.control("DELETE", f"{route}/{self.id}")

    def client(self, service: str, region: str = REGION):
        """A boto3 client, which is the second pair of eyes on what is really there."""
        import boto3  # the demo starts an emulator without the packages of the tests
        from botocore.config import Config

        session = boto3.session.Session(self.id, SECRET, region_name=region)
        config = Config(retries={"mode": "standard"}, s3={"addressing_style": "path"})
        return session.client(service, endpoint_url=self.url, config=config)

    def environment(self) -> dict[str, str]:
        """What a process needs to work in this account, and nowhere else."""
        return {
            "AWS_ACCESS_KEY_ID": self.id,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL": self.url,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    # ---- what the emulator saw, and what it shall do ----

    def snapshot(self) -> None:
        """From here on leaks() counts; a new account has its snapshot already."""
        self.post("snapshot")

    def leaks(self) -> list[dict]:
        """What is there that was not at the snapshot."""
        return self.get("leaks")["leaks"]

    def objects(self) -> list[dict]:
        return self.get("objects")["objects"]

    def calls(self) -> list[dict]:
        """AWS calls so far, in order: service, operation, time, status, code."""
        return self.get("calls")["calls"]

    def forget_calls(self) -> None:
        self.delete("calls")

    def invalid(self) -> list[dict]:
        """Requests that AWS's service model does not allow."""
        return self.get("invalid")["invalid"]

    def fault(self, **row: Any) -> None:
        self.post("faults", **row)

    def clock(self, **change: float) -> dict:
        return self.post("clock", **change)

    def knobs(self, **change: Any) -> dict:
        return self.post("knobs", **change)

    def reset(self) -> None:
        self.post("reset")


@contextmanager
def fresh_account(emulator: Emulator) -> Iterator[Account]:
    """An account for one test. Every request made in it must be valid by AWS's service models."""
    account = emulator.account()
    account.snapshot()
    yield account
    invalid = account.invalid()
    account.reset()
    assert not invalid, f"requests that AWS's model does not allow: {invalid}"


# ---- the process ---------------------------------------------------------------------------------------------------


def _wait_until_ready(process: subprocess.Popen, emulator: Emulator, log: Path) -> None:
    """The port opens after a second or two; then the route itself answers when the emulator is ready."""
    end, pause = time.monotonic() + START_SECONDS, threading.Event()
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            emulator.control("GET", "ready")
            return
        except (OSError, urllib.error.URLError, AssertionError):
            pause.wait(0.05)
    process.kill()
    raise RuntimeError(f"the emulator did not start:\n{log.read_text(errors='replace')[-4000:]}")


def start(folder: Path) -> Emulator:
    """Starts an emulator whose state lies in `folder`; it outlives the caller. stop(folder) ends it."""
    folder.mkdir(parents=True, exist_ok=True)
    log, port = folder / "log", _free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PYTHON"))}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [installed("VENV_EMULATOR") / "bin/python", "-m", "utm_emulator", "--port", str(port), "--dir", folder],
            env=environment | {"PYTHONPATH": str(ROOT / "tests/emulator")},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    emulator = Emulator(f"http://127.0.0.1:{port}")
    (folder / "pid").write_text(str(process.pid))
    _wait_until_ready(process, emulator, log)
    (folder / "url").write_text(emulator.url)
    return emulator


def stop(folder: Path) -> None:
    """Ends it at once: it holds nothing that is worth its slow end."""
    try:
        pid = int((folder / "pid").read_text())
        if _is_emulator(pid):
            os.killpg(pid, signal.SIGKILL)
    except (FileNotFoundError, ProcessLookupError, ValueError):
        pass
    (folder / "pid").unlink(missing_ok=True)
    (folder / "url").unlink(missing_ok=True)


def _is_emulator(pid: int) -> bool:
    """The number may be another process's by now."""
    command = Path(f"/proc/{pid}/cmdline").read_bytes()
    return b"localstack" in command or b"utm_emulator" in command


def shared(folder: Path) -> Emulator:
    """The session's emulator: the first worker that asks starts it, the others wait for it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "url").exists():
            return Emulator((folder / "url").read_text())
        emulator = start(folder)
        _warm_up(emulator)
        return emulator


def _warm_up(emulator: Emulator) -> None:
    """The first call of each service loads it (up to 2 s): done once, so that no test pays for it."""
    account = emulator.account()
    account.client("ec2").describe_vpcs()
    account.client("iam").list_roles()
    account.client("logs").describe_log_groups()
    account.client("s3").list_buckets()
    account.client("sts").get_caller_identity()
    account.reset()


if __name__ == "__main__":
    command, place = sys.argv[1:]
    if command == "start":
        print(start(Path(place).resolve()).url)
    else:
        stop(Path(place).resolve())
