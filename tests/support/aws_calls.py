"""The AWS calls of each type's life, counted in a real run against the local AWS: docs/aws-calls.md.

Each case of tests/stack/types.py is taken through the plugin by gRPC: made, read, changed, removed.
scripts/aws_calls.py writes the page, tests/plugin/test_aws_calls.py keeps it, `make bench` prints it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.stack.types import CASES, Case
from tests.support.emulator import Account, Emulator
from tests.support.plugin import Plugin, plain

REFERENCE = re.compile(r"\$\{(\w+)\.(\w+)\}")
HURRY = 100_000  # what AWS takes its time for is over at the first look: a wait adds a call for each further one

HEAD = """\
# AWS calls

<!-- Made by scripts/aws_calls.py from a run against the local AWS: change the plugin, not this page. -->

How many calls each type makes, and which. A test counts them again and fails when they change.

- **Waiting** adds a call for each look after the first; the pauses between them grow from 0.5 s to 10 s. Resources of
  one kind that wait at the same time share it.
- **Read** is that of a refresh. Those that come together share their calls
  ([how](architecture.md#reading-together)), and what was asked for a neighbour serves for 10 s. The second figure is a
  Read after one of a neighbour: of 20 of a kind, one makes the first number of calls, and 19 the second at most.
- The same change can take other calls, depending on what was there before: it then has more than one row.
- **`preview` and `up` without changes** make no call, whatever the type. A `utm:index:Network` without
  `availabilityZones` asks once for the zones of the region (`DescribeAvailabilityZones`), since the engine does not
  show a component what it chose before. With named zones there is none.
- Beside them there is what credentials need, and once a command `GetCallerIdentity`, where an ARN has the account in
  it.

"""


@dataclass
class Life:
    """What one type calls: what is done, and the operations in their order."""

    rows: list[tuple[str, list[str]]] = field(default_factory=list)

    def add(self, what: str, operations: list[str]) -> None:
        """The same with other calls, from another state, has a row of its own."""
        if (what, operations) not in self.rows:
            self.rows.append((what, operations))


class Subject:
    """A resource of a program, as the engine has it in its state."""

    def __init__(self, plugin: Plugin, token: str, name: str) -> None:
        self.plugin, self.token, self.name = plugin, token, name
        self.id = ""
        self.inputs: dict[str, Any] = {}
        self.state: dict[str, Any] = {}

    def check(self, properties: dict) -> dict:
        answer = self.plugin.check(self.token, self.name, properties, self.inputs)
        assert not answer.failures, answer.failures
        return plain(answer.inputs)

    def plan_create(self, properties: dict) -> None:
        self.plugin.create(self.token, self.name, self.check(properties), preview=True)

    def create(self, properties: dict) -> None:
        self.inputs = self.check(properties)
        made = self.plugin.create(self.token, self.name, self.inputs)
        self.id, self.state = made.id, plain(made.properties)

    def read(self) -> None:
        assert self.plugin.read(self.token, self.name, self.id, self.state, self.inputs).id == self.id

    def diff(self, properties: dict) -> None:
        self.plugin.diff(self.token, self.name, self.id, self.check(properties), self.inputs, self.state)

    def update(self, properties: dict) -> None:
        news = self.check(properties)
        answer = self.plugin.update(self.token, self.name, self.id, news, self.inputs, self.state)
        self.inputs, self.state = news, plain(answer.properties)

    def delete(self) -> None:
        self.plugin.delete(self.token, self.name, self.id, self.state, self.inputs)


def resolved(value: Any, made: dict[str, Subject]) -> Any:
    """What the engine does with ${vpc.id}."""
    if isinstance(value, dict):
        return {key: resolved(each, made) for key, each in value.items()}
    if isinstance(value, list):
        return [resolved(each, made) for each in value]
    reference = REFERENCE.fullmatch(value) if isinstance(value, str) else None
    if not reference:
        return value
    subject = made[reference[1]]
    return subject.id if reference[2] == "id" else subject.state[reference[2]]


def operations_of(account: Account, work: Callable[..., None], *arguments: Any) -> list[str]:
    account.forget_calls()
    work(*arguments)
    return [each["operation"] for each in account.calls()]


def words(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def live(case: Case, plugin: Plugin, account: Account, life: Life) -> None:
    made: dict[str, Subject] = {}
    for name, each in case.support.items():
        made[name] = Subject(plugin, each["type"], name)
        made[name].create(resolved(each.get("properties", {}), made))
    plugin.invoke("utm:index:getCallerIdentity", {})  # from here on the account is known

    main = Subject(plugin, case.type, "main")
    properties = resolved(case.properties, made)
    assert operations_of(account, main.plan_create, properties) == []
    life.add(f"create with {words(list(properties))}", operations_of(account, main.create, properties))
    assert operations_of(account, main.diff, properties) == []
    life.add("read", operations_of(account, main.read))
    life.add("read after a neighbour", operations_of(account, main.read))
    for patch, names in case.changes:
        properties = {name: value for name, value in (properties | resolved(patch, made)).items() if value is not None}
        how = "of" if any(value is not None for value in patch.values()) else "that takes away"
        calls = operations_of(account, main.update, properties)
        life.add(f"update {how} {words(names)}", calls)
    life.add("delete", operations_of(account, main.delete))


def lives(emulator: Emulator) -> dict[str, Life]:
    found: dict[str, Life] = {}
    for case in CASES:
        account = emulator.account()
        account.clock(rate=HURRY)
        with Plugin(environment=account.environment()) as plugin:
            plugin.handshake()
            plugin.configure({})
            live(case, plugin, account, found.setdefault(case.type, Life()))
        assert account.invalid() == []
        account.reset()
    return found


def counted(operations: list[str]) -> str:
    """In the order in which they first come."""
    counts = {name: operations.count(name) for name in operations}
    return ", ".join(f"`{name}`" + (f" × {count}" if count > 1 else "") for name, count in counts.items()) or "–"


ORDER = ("create", "read", "update", "delete")


def page(found: dict[str, Life]) -> str:
    text = HEAD
    for token in sorted(found):
        text += f"## {token}\n\n| | calls | which |\n|---|---:|---|\n"
        for what, operations in sorted(found[token].rows, key=lambda row: ORDER.index(row[0].split(maxsplit=1)[0])):
            text += f"| {what} | {len(operations)} | {counted(operations)} |\n"
        text += "\n"
    return text.rstrip("\n") + "\n"
