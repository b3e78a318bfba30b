"""The processes of a running pulumi command: the engine, the language host, and the plugins that they start."""

import contextlib
import json
import os
import select
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.support.paths import binary
from tests.support.pulumi import STACK, Stack

GONE = (FileNotFoundError, ProcessLookupError, PermissionError)


def _parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def plugins(stack: Stack) -> list[int]:
    """The plugin's processes that work for this stack: ours by their program, the stack's by their folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if Path(os.readlink(entry / "cwd")) == stack.work and Path(os.readlink(entry / "exe")) == binary():
                found.append(int(entry.name))
        except GONE:
            continue
    return found


def children(process: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and _parent(int(entry.name)) == process:
                found.append(int(entry.name))
        except GONE:
            continue
    return found


class Watch:
    """Notes when each of the processes ends. Descriptors, since a number may soon be another process's."""

    LONGEST = 60

    def __init__(self, processes: list[int]) -> None:
        self.killed: list[int] = []  # by kill_plugins() or kill_engine()
        self._since = time.monotonic()
        self._lasted: dict[int, float] = {}
        self._open: dict[int, int] = {}
        for process in processes:
            try:
                self._open[os.pidfd_open(process)] = process
            except ProcessLookupError:
                continue
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        poll, left = select.poll(), dict(self._open)
        for descriptor in left:
            poll.register(descriptor, select.POLLIN)
        while left and time.monotonic() < self._since + self.LONGEST:
            for descriptor, _events in poll.poll(1000):
                self._lasted[left.pop(descriptor)] = time.monotonic() - self._since
                poll.unregister(descriptor)
        for descriptor in self._open:
            os.close(descriptor)

    def lasted(self) -> dict[int, float]:
        """Process → how many seconds it still ran; LONGEST for one that did not end."""
        self._thread.join()
        return {process: self._lasted.get(process, self.LONGEST) for process in self._open.values()}


def kill(processes: list[int]) -> list[int]:
    """Those of them that were there to be killed."""
    killed = []
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
            killed.append(process)
    return killed


def kill_plugins(stack: Stack, _engine: subprocess.Popen) -> Watch:
    found = plugins(stack)
    watch = Watch(found)
    watch.killed = kill(found)
    return watch


def kill_engine(stack: Stack, engine: subprocess.Popen) -> Watch:
    """The CLI, in which the engine runs, and the language host. The watch is on the plugins, which nobody tells."""
    left = plugins(stack)
    watch = Watch(left)
    others = [process for process in children(engine.pid) if process not in left]
    watch.killed = kill([engine.pid, *others])
    return watch


def checkpoint(stack: Stack) -> Path:
    """Where the file backend keeps the state."""
    return stack.home / f"backend/.pulumi/stacks/{stack.program['name']}/{STACK}.json"


def journal(stack: Stack) -> list[str]:
    """The open entries of creates. NONCE.json.new is none: a plugin was killed while it wrote, before it called AWS."""
    return sorted(each.name for each in (Path(stack.environment["PULUMI_HOME"]) / "utm/creates").glob("*.json"))


def mend_checkpoint(stack: Stack, before: bytes) -> None:
    """An engine that is killed while it writes may leave half a checkpoint; the one before lies beside it, unless it
    was the command's first: then `before` holds."""
    last = checkpoint(stack)
    last.with_suffix(".json.attrs").unlink(missing_ok=True)  # of the file's own kind of store; may be half, too
    backup = last.with_suffix(".json.bak")
    for each in (last.read_bytes() if last.exists() else b"", backup.read_bytes() if backup.exists() else b"", before):
        try:
            json.loads(each)
        except json.JSONDecodeError:
            continue
        last.write_bytes(each)
        return


def when(condition: Callable[[], bool], process: subprocess.Popen, seconds: float = 120) -> None:
    """Waits until the condition holds, which it must while the process still runs."""
    end, pause = time.monotonic() + seconds, threading.Event()
    while not condition():
        assert process.poll() is None, "the command has ended before"
        assert time.monotonic() < end, "what was waited for did not happen"
        pause.wait(0.005)


def output(process: subprocess.Popen, seconds: float = 120) -> str:
    """All that the command printed, when it has ended."""
    try:
        return process.communicate(timeout=seconds)[0].decode(errors="replace")
    except subprocess.TimeoutExpired:
        process.kill()
        raise AssertionError(
            f"still running after {seconds} s:\n{process.communicate()[0].decode(errors='replace')}"
        ) from None
