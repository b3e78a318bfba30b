"""Every type through its whole life under the real CLI: tests/stack/types.py says what is special of each.

create, up again, refresh, list, each property that can change, a change that must replace, drift, deleted outside and
made again, import, destroy. Every step is previewed first, and must do what its preview promised.
"""

import json
from collections.abc import Callable

import pytest
import yaml

from tests.stack.types import CASES, Case, Eyes
from tests.support.emulator import Account
from tests.support.paths import binary
from tests.support.pulumi import Result, Stack


def up_as_previewed(stack: Stack) -> Result:
    promised = stack.preview().must()
    done = stack.up().must()
    assert done.plan == promised.plan, f"promised {promised.plan}, done {done.plan}\n{done.text}"
    return done


def up_changes_nothing(stack: Stack) -> None:
    assert stack.preview().must().unchanged
    again = stack.up()
    assert again.unchanged, again.text
    refreshed = stack.refresh()
    assert refreshed.unchanged, refreshed.text
    again = stack.up()
    assert again.unchanged, again.text


def listed(stack: Stack, type_token: str) -> list[str]:
    """Ids of all objects of the type, as `pulumi do TYPE list` shows them."""
    found = stack.command("do", "--package", str(binary()), type_token, "list", "--all").must()
    return [each["id"] for each in json.loads(found.text[found.text.index("[") :])]


def top_level(paths: set[str]) -> set[str]:
    return {path.partition(".")[0].partition("[")[0] for path in paths}


def printed_program(text: str) -> dict:
    """The program that `pulumi import` prints for the imported resource."""
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines) if line.strip() == "resources:")
    body = []
    for line in lines[start:]:
        if body and line and not line.startswith(" "):
            break
        body.append(line)
    indent = len(body[0]) - len(body[0].lstrip())
    return yaml.safe_load("\n".join(line[indent:] for line in body))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.type.removeprefix("utm:").replace(":", "."))
def test_life_of(case: Case, account: Account, stack: Callable[..., Stack]) -> None:
    eyes = Eyes(account)
    subject = stack(case.program(case.properties))

    assert "main" in up_as_previewed(subject).created
    case.is_there(eyes, subject.resources()["main"], case.properties)
    up_changes_nothing(subject)
    assert subject.resources()["main"]["id"] in listed(subject, case.type)

    properties = dict(case.properties)
    for patch, expected in case.changes:
        properties = {name: value for name, value in (properties | patch).items() if value is not None}
        subject.change(case.program(properties))
        done = up_as_previewed(subject)
        assert done.plan == {"main": "update"}, (patch, done.plan, done.text)
        assert top_level(set(done.paths("main"))) - {"tagsAll"} == set(expected), (patch, done.paths("main"))
        case.is_there(eyes, subject.resources()["main"], properties)
        assert subject.up().unchanged
        assert subject.refresh().unchanged

    for patch in case.replacements:
        before = subject.resources()["main"]["id"]
        properties = {name: value for name, value in (properties | patch).items() if value is not None}
        subject.change(case.program(properties))
        promised = subject.preview().must()
        assert "main" in promised.replaced, (patch, promised.plan)
        assert top_level(promised.replaces("main")) >= set(patch) - {"__"}, promised.replaces("main")
        done = subject.up().must()
        assert done.plan == promised.plan
        after = subject.resources()["main"]
        assert case.same_id_after_replace or after["id"] != before
        case.is_there(eyes, after, properties)
        assert subject.up().unchanged

    for drift, path in case.drifts:
        state = subject.resources()["main"]
        drift(eyes, state)
        refreshed = subject.refresh().must()
        assert refreshed.step("main"), refreshed.text
        promised = subject.preview().must()
        assert promised.plan == {"main": "update"}, (path, promised.plan, promised.text)
        assert path in top_level(set(promised.paths("main"))), promised.paths("main")
        up_as_previewed(subject)
        case.is_there(eyes, subject.resources()["main"], properties)

    if case.delete_outside:
        case.delete_outside(eyes, subject.resources()["main"])
        assert subject.refresh().must().ok
        assert "main" not in subject.resources()
        assert "main" in up_as_previewed(subject).created
        case.is_there(eyes, subject.resources()["main"], properties)

    state = subject.resources()["main"]
    other = stack({"resources": {}})
    imported = other.import_(case.type, "main", state["id"]).must()
    other.change(printed_program(imported.text))
    assert other.preview().must().unchanged, other.preview().text
    assert other.resources()["main"]["outputs"] == state["outputs"] | case.unlike_after_import(other, state)
    other.command("state", "delete", other.resources()["main"]["urn"], "--yes", "--force").must()

    subject.destroy().must()
    assert account.leaks() == []
    up_as_previewed(subject)  # and once more from nothing
    subject.destroy().must()
    assert account.leaks() == []
