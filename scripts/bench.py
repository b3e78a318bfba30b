"""`make bench`: the figures of the plugin, measured on this machine in one run, as a table.

Q1 process start to the port line; Q2 resident memory; Q5 AWS calls of an `up` without changes and of a `preview`; Q6
those of a `refresh` of many resources, and for 20 of a kind; Q7 those of each type's life, as in docs/aws-calls.md; Q8
those of an `up` when AWS refuses every third call, beside those when it does not; wall time of `up` and `destroy` of
examples/network beside the engine's own floor: the same resources, with the same dependencies, through a plugin that
answers at once (scripts/tools/floor); and Q4, the same `up` against an AWS that answers each call after 50 ms, beside
that floor and the longest chain of AWS calls.
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
from collections import Counter
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.stack.parts import many  # noqa: E402
from tests.support import aws_calls, pulumi  # noqa: E402
from tests.support import emulator as emulators  # noqa: E402
from tests.support.emulator import Account, Emulator  # noqa: E402
from tests.support.paths import ROOT, binary  # noqa: E402
from tests.support.plugin import Plugin, all_at_once  # noqa: E402
from tests.support.steady_aws import SteadyAws  # noqa: E402

STARTS = 40
ROUNDS = 3
CALLS = 1000
MANY_CALLS = 10_000
RESOURCES = 200
OF_A_KIND = 200
STEADY_S = 0.05
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


def floor_stack(folder: Path, resources: dict[str, dict], **environment: str) -> pulumi.Stack:
    """The resources of a stack through the plugin that does nothing: what its commands take is the engine's own."""
    os.environ["UTM_BINARY"] = str(floor_binary(folder))
    try:
        return pulumi.Stack(
            Path(tempfile.mkdtemp(prefix="floor-", dir=folder)),
            flat_program(resources),
            environment=environment | {"FLOOR_SCHEMA": str(ROOT / "schema.json")},
        )
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
    engine = floor_stack(folder, resources)
    floor = [(seconds(engine.up), seconds(engine.destroy)) for _ in range(ROUNDS)]
    count = len([each for each in resources.values() if each.get("custom")])
    for name, which in (("up", 0), ("destroy", 1)):
        ours = statistics.median(each[which] for each in times)
        least = statistics.median(each[which] for each in floor)
        row(f"{name} of examples/network ({count} resources), s, median of {ROUNDS}", f"{ours:.2f}")
        row("   the engine's own floor, s; ratio", f"{least:.2f}; {ours / least:.2f}")
    account.reset()


# ---- Q4 ----

# With the engine's default of a few resources at once, its queue would be measured, not the plugin.
AT_ONCE_IN_Q4 = {"PULUMI_PARALLEL": "64"}


def calls_of_creates(environment: dict[str, str], aws: SteadyAws, resources: dict[str, dict]) -> dict[str, int]:
    """AWS calls that the create of each resource makes, by URN: each is made alone, in the order of the state."""
    counts, ids = {}, {}
    with Plugin(environment=environment) as plugin:
        plugin.handshake()
        plugin.configure({})
        for each in resources.values():
            if not each.get("custom") or each["type"].startswith("pulumi:"):
                continue
            text = json.dumps(each["inputs"])
            for old, new in ids.items():
                text = text.replace(old, new)
            name = each["urn"].rpartition("::")[2]
            before = len(aws.calls)
            made = plugin.create(each["type"], name, dict(plugin.check(each["type"], name, json.loads(text)).inputs))
            counts[each["urn"]] = len(aws.calls) - before
            ids[each["id"]] = made.id
    return counts


def longest_chain(resources: dict[str, dict], calls: dict[str, int]) -> int:
    """Calls of the creates that wait for each other, along the longest way; a component ends with its last child."""
    by_urn = {each["urn"]: each for each in resources.values()}
    children: dict[str, list[str]] = {}
    for urn, each in by_urn.items():
        children.setdefault(each.get("parent", ""), []).append(urn)

    @cache
    def begin(urn: str) -> int:
        each = by_urn[urn]
        parent = begin(each["parent"]) if each.get("parent") in by_urn else 0
        return max(parent, *(end(needed) for needed in each.get("dependencies", [])), 0)

    @cache
    def end(urn: str) -> int:
        if by_urn[urn].get("custom"):
            return begin(urn) + calls.get(urn, 0)
        return max((begin(urn), *(end(child) for child in children.get(urn, []))))

    return max(end(urn) for urn in by_urn)


def steady(folder: Path) -> None:
    with SteadyAws(delay=STEADY_S) as aws:
        stack = pulumi.Stack(
            folder / "steady", ROOT / "examples/network", environment=aws.environment() | AT_ONCE_IN_Q4
        )
        stack.up().must()
        calls, resources = len(aws.calls), stack.resources()
        engine = floor_stack(folder, resources, **AT_ONCE_IN_Q4)
        times, floor = [], []
        for _ in range(ROUNDS):  # in turns: a machine is not equally fast all the time
            stack.destroy().must()
            times.append(seconds(stack.up))
            floor.append(seconds(engine.up))
            engine.destroy().must()
    with SteadyAws(delay=0) as aws:
        creates = calls_of_creates(aws.environment(), aws, resources)
    # What is not of a create (the list of zones, in preview and up) comes before all of them.
    chain = longest_chain(resources, creates) + calls - sum(creates.values())
    ours, aim = statistics.median(times), statistics.median(floor) + chain * STEADY_S
    row(f"Q4 up of examples/network, {calls} AWS calls of {STEADY_S * 1000:.0f} ms, s", f"{ours:.2f}")
    row(f"   floor and longest chain ({chain} calls), s; ratio", f"{aim:.2f}; {ours / aim:.2f}", "≤ 1.10")


# ---- Q6, Q8 ----


def crowd(folder: Path, aws: SteadyAws) -> pulumi.Stack:
    """Subnets, rules and routes, 200 of each."""
    quick = {"PULUMI_SKIP_CHECKPOINTS": "true"}  # writing the state would take most of the time
    return pulumi.Stack(folder, many(OF_A_KIND, OF_A_KIND, OF_A_KIND), environment=aws.environment() | quick)


def together(folder: Path) -> tuple[int, dict[str, int]]:
    """How many calls the `up` took, and what there is then."""
    with SteadyAws(delay=0) as aws:
        stack = crowd(folder / "together", aws)
        stack.up().must()
        calls, made = len(aws.calls), aws.cloud.counts()
        assert stack.refresh().must().unchanged
        refresh = Counter(each.operation for each in aws.calls[calls:])
    kinds = ("DescribeSubnets", "DescribeSecurityGroupRules", "DescribeRouteTables")
    row(f"Q6 AWS calls: refresh of {OF_A_KIND} subnets, {OF_A_KIND} rules, {OF_A_KIND} routes", str(refresh.total()))
    row("   for 20 of a kind", f"{max(refresh[each] for each in kinds) * 20 / OF_A_KIND:.1f}", "≤ 1")
    return calls, made


def throttled(folder: Path, quiet_calls: int, quiet_made: dict[str, int]) -> None:
    with SteadyAws(delay=0, throttle_every=3) as aws:
        up = crowd(folder / "throttled", aws).up()
        row(f"Q8 their up, every third call refused: AWS calls ({quiet_calls} otherwise)", str(len(aws.calls)))
        row("   ratio", f"{len(aws.calls) / quiet_calls:.2f}", "≤ 2")
        failures = len(up.diagnostics("error")) + (aws.cloud.counts() != quiet_made)
        row("   refused; failures, and objects too many or missing", f"{aws.throttled}; {failures}", "0 failures")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="utm-bench-"))
    try:
        start()
        emulator = emulators.shared(folder / "emulator")
        memory(emulator.account())
        network(emulator, folder)
        throttled(folder, *together(folder))
        calls = aws_calls.page(aws_calls.lives(emulator))
        steady(folder)
    finally:
        emulators.stop(folder / "emulator")
        shutil.rmtree(folder, ignore_errors=True)
    out = ROOT / "build/bench.md"
    out.write_text("| what | figure | aim |\n|---|---:|---|\n" + "".join(f"| {' | '.join(each)} |\n" for each in rows))
    print(f"\nas a table: {out.relative_to(ROOT)}\n\nQ7\n\n{calls[calls.index('## ') :]}")


if __name__ == "__main__":
    main()
