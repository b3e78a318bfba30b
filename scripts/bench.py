"""`make bench`: the figures of the plugin, measured on this machine in one run, as a table.

Q1 process start to the port line; Q2 resident memory; Q5 AWS calls of an `up` without changes and of a `preview`; and
the wall time of `up` and `destroy` of examples/network beside the engine's own floor: the same resources, with the same
dependencies, through a plugin that answers at once (scripts/tools/floor).
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support import emulator as emulators  # noqa: E402
from tests.support import pulumi  # noqa: E402
from tests.support.emulator import Account, Emulator  # noqa: E402
from tests.support.paths import ROOT, binary  # noqa: E402
from tests.support.plugin import Plugin, all_at_once  # noqa: E402

STARTS = 40
ROUNDS = 3
CALLS = 1000
MANY_CALLS = 10_000
RESOURCES = 200
AT_ONCE = 16
ROLE = "utm:iam:Role"
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
)

rows: list[tuple[str, str, str]] = []


def row(what: str, figure: str, aim: str = "") -> None:
    rows.append((what, figure, aim))
    print(f"{what:66} {figure:>14}  {aim}", flush=True)


def start_ms() -> float:
    """From the fork to the whole port line."""
    started = time.perf_counter()
    process = subprocess.Popen([binary(), "127.0.0.1:1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    line = process.stdout.readline()
    taken = (time.perf_counter() - started) * 1000
    assert re.fullmatch(rb"\d+\n", line), line
    process.stdin.close()
    process.wait()
    process.stdout.close()
    return taken


def nothing_ms() -> float:
    """The same for a program that only prints: what Python and the kernel take."""
    started = time.perf_counter()
    process = subprocess.Popen(["/bin/echo", "1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdout.readline()
    taken = (time.perf_counter() - started) * 1000
    process.communicate()
    return taken


def start() -> None:
    start_ms()
    row(
        "Q1 start to port line, ms, median of 40", f"{statistics.median(start_ms() for _ in range(STARTS)):.1f}", "≤ 10"
    )
    row("   /bin/echo, measured the same way", f"{statistics.median(nothing_ms() for _ in range(STARTS)):.1f}")


def megabytes(plugin: Plugin) -> str:
    return f"{plugin.memory_kb() / 1024:.1f}"


def check_and_diff(plugin: Plugin, count: int) -> None:
    inputs = {"assumeRolePolicy": TRUST, "name": "bench", "tags": {"a": "b", "c": "d"}}
    changed = inputs | {"tags": {"a": "x"}}
    for each in range(count):
        plugin.check(ROLE, f"role{each}", inputs)
        plugin.diff(ROLE, f"role{each}", "bench", changed, inputs)


def memory(account: Account) -> None:
    with Plugin(environment=account.environment()) as plugin:
        plugin.handshake()
        row("Q2 memory (RSS), MB: idle", megabytes(plugin), "≤ 12")
        plugin.configure({})
        check_and_diff(plugin, CALLS)
        row(f"   after {CALLS} Checks and Diffs", megabytes(plugin), "≤ 16")
        check_and_diff(plugin, MANY_CALLS // 2 - CALLS)
        before = plugin.memory_kb()
        check_and_diff(plugin, MANY_CALLS // 2)
        row(
            f"   growth from {MANY_CALLS} to {2 * MANY_CALLS} RPCs, MB",
            f"{(plugin.memory_kb() - before) / 1024:.1f}",
            "0",
        )
    with Plugin(environment=account.environment()) as plugin:
        plugin.handshake()
        plugin.configure({})

        def create(number: int):
            # as the engine does: with what Check gave
            name = f"log{number}"
            inputs = plugin.check("utm:cloudwatch:LogGroup", name, {"name": f"/bench/{number}"}).inputs
            return plugin.create("utm:cloudwatch:LogGroup", name, dict(inputs))

        for first in range(0, RESOURCES, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, RESOURCES))
            all_at_once([lambda number=number: create(number) for number in numbers])
        row(f"   after {RESOURCES} creates", megabytes(plugin), "≤ 24")


def calls_of(account: Account, work) -> int:
    account.forget_calls()
    work().must()
    return len(account.calls())


def seconds(work) -> float:
    started = time.perf_counter()
    work().must()
    return time.perf_counter() - started


def floor_binary(folder: Path) -> Path:
    path = folder / "floor/pulumi-resource-utm"
    environment = os.environ | {"GOTOOLCHAIN": "auto", "GOFLAGS": "-mod=readonly"}
    subprocess.run(["go", "build", "-o", path, "."], cwd=ROOT / "scripts/tools/floor", env=environment, check=True)
    return path


def flat_program(resources: dict[str, dict]) -> dict:
    """The resources of a stack as a program of its own: same types and inputs, dependencies by dependsOn."""
    custom = {name: each for name, each in resources.items() if each.get("custom")}
    keys = {name: f"r{number}" for number, name in enumerate(custom)}
    known = {each["urn"]: name for name, each in custom.items()}
    schema = json.loads((ROOT / "schema.json").read_text())["resources"]
    program = {}
    for name, each in custom.items():
        needed = sorted({keys[known[urn]] for urn in each.get("dependencies", []) if urn in known})
        known_inputs = schema[each["type"]]["inputProperties"]
        inputs = {key: value for key, value in each.get("inputs", {}).items() if key in known_inputs}
        program[keys[name]] = {
            "type": each["type"],
            "properties": inputs,
            "options": {"dependsOn": [f"${{{key}}}" for key in needed]} if needed else {},
        }
    return {"resources": program}


def floor_times(folder: Path, resources: dict[str, dict]) -> Iterator[tuple[float, float]]:
    os.environ["UTM_BINARY"] = str(floor_binary(folder))
    try:
        stack = pulumi.Stack(
            folder / "floor-stack",
            flat_program(resources),
            environment={"FLOOR_SCHEMA": str(ROOT / "schema.json")},
        )
        for _ in range(ROUNDS):
            yield seconds(stack.up), seconds(stack.destroy)
    finally:
        del os.environ["UTM_BINARY"]


def network(emulator: Emulator, folder: Path) -> None:
    account = emulator.account()
    account.clock(rate=100_000)  # what AWS takes its time for is not the plugin's
    stack = pulumi.Stack(folder / "network", ROOT / "examples/network", account=account)
    times, resources = [], {}
    for each in range(ROUNDS):
        up = seconds(stack.up)
        if not each:
            resources = stack.resources()
            row("Q5 AWS calls: up without changes", str(calls_of(account, stack.up)), "0 beyond credentials")
            row("   preview", str(calls_of(account, stack.preview)), "0 beyond credentials")
            row("   refresh", str(calls_of(account, stack.refresh)))
            row("   up without changes, s", f"{seconds(stack.up):.2f}")
            account.forget_calls()
        times.append((up, seconds(stack.destroy)))
    floor = list(floor_times(folder, resources))
    count = len([each for each in resources.values() if each.get("custom")])
    for name, which in (("up", 0), ("destroy", 1)):
        ours = statistics.median(each[which] for each in times)
        engine = statistics.median(each[which] for each in floor)
        row(f"{name} of examples/network ({count} resources), s, median of {ROUNDS}", f"{ours:.2f}")
        row("   the engine's own floor, s; ratio", f"{engine:.2f}; {ours / engine:.2f}")
    account.reset()


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="utm-bench-"))
    try:
        start()
        emulator = emulators.shared(folder / "emulator")
        memory(emulator.account())
        network(emulator, folder)
    finally:
        emulators.stop(folder / "emulator")
        shutil.rmtree(folder, ignore_errors=True)
    out = ROOT / "build/bench.md"
    out.write_text("| what | figure | aim |\n|---|---:|---|\n" + "".join(f"| {' | '.join(each)} |\n" for each in rows))
    print(f"\nas a table: {out.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
