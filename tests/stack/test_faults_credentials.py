"""Credentials that expire in the middle: some can be renewed, some cannot."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.stack import processes
from tests.stack.example import UP, calls_so_far, converges, ends_empty, example, holds
from tests.stack.parts import quick
from tests.support.emulator import SECRET, Account
from tests.support.pulumi import Stack

ROLE = "deployer"


def role(account: Account) -> str:
    """A role that the account itself may assume; it belongs to the account from the beginning."""
    principal = {"AWS": f"arn:aws:iam::{account.id}:root"}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    made = account.client("iam").create_role(RoleName=ROLE, AssumeRolePolicyDocument=policy)["Role"]["Arn"]
    account.snapshot()
    return made


def session(account: Account, arn: str) -> dict:
    return account.client("sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]


def in_profile(folder: Path, text: str) -> dict[str, str]:
    """An environment in which that profile, and no key of the test's own, says who one is."""
    file = folder / "config"
    file.write_text(f"[profile deploy]\n{text}")
    return {"AWS_PROFILE": "deploy", "AWS_CONFIG_FILE": str(file)}


class RoleInProfile:
    """The plugin assumes the role itself, and again when it must."""

    def __init__(self, account: Account, folder: Path) -> None:
        self._account = account
        keys = f"aws_access_key_id = {account.id}\naws_secret_access_key = {SECRET}"
        text = f"role_arn = {role(account)}\nsource_profile = base\n[profile base]\n{keys}\n"
        self.environment = in_profile(folder, text)

    def expire(self) -> None:
        self._account.post("expire")

    def renewed(self) -> int:
        return self._account.get("calls")["operations"]["sts.AssumeRole"]["count"]


class ProcessInProfile:
    """A command of the user's prints keys; each of its runs leaves a mark."""

    def __init__(self, account: Account, folder: Path) -> None:
        self._account, self._role = account, role(account)
        self._answer, self._runs = folder / "answer.json", folder / "runs"
        self._answer.write_text(self._keys())
        self._following = self._keys()  # now, for in the middle of an `up` nothing may take long
        script = folder / "credentials.sh"
        script.write_text(f"#!/bin/sh\nprintf . >> '{self._runs}'\ncat '{self._answer}'\n")
        script.chmod(0o700)
        self.environment = in_profile(folder, f"credential_process = {script}\n")

    def _keys(self) -> str:
        return json.dumps(session(self._account, self._role) | {"Version": 1}, default=datetime.isoformat)

    def expire(self) -> None:
        self._answer.write_text(self._following)
        self._account.post("expire", but=json.loads(self._following)["AccessKeyId"])

    def renewed(self) -> int:
        return self._runs.stat().st_size


WAYS = {"a role in a profile": RoleInProfile, "credential_process": ProcessInProfile}


def as_is(net: Stack, environment: dict[str, str]) -> None:
    """Who one is, from now on: that, and no key of the test's own."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        net.environment.pop(name, None)
    net.environment |= environment


def expired_in_the_middle(net: Stack, account: Account, expire: Callable[[], object]) -> tuple[int, str]:
    """The NAT gateway is pending until the keys have expired, so that the `up` cannot end before."""
    account.clock(rate=1)
    account.forget_calls()
    engine = net.start(*UP)
    processes.when(lambda: calls_so_far(account) >= 50, engine)
    expire()
    quick(account)
    words = processes.output(engine)
    return engine.returncode, words


@pytest.mark.parametrize("way", WAYS)
def test_a_session_is_renewed(stack, account, tmp_path, way):
    keys = WAYS[way](account, tmp_path)
    net = example(stack, account)
    as_is(net, keys.environment)
    status, words = expired_in_the_middle(net, account, keys.expire)
    assert status == 0, words
    print(f"{way}: fetched {keys.renewed()} times")
    assert keys.renewed() == 2, "once at first, once for all that were refused"
    holds(net, account)
    ends_empty(net, account)


def test_a_session_that_cannot_be_renewed(stack, account):
    """What the user has pasted into the environment. With new keys the next `up` goes on."""
    arn = role(account)
    net = example(stack, account)

    def paste() -> None:
        keys = session(account, arn)
        names = ("AccessKeyId", "SecretAccessKey", "SessionToken")
        values = dict(zip(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"), names, strict=True))
        as_is(net, {variable: keys[name] for variable, name in values.items()})

    paste()
    status, words = expired_in_the_middle(net, account, lambda: account.post("expire"))
    assert status != 0 and "environment" in words and "have expired" in words, words
    refresh = net.refresh()
    assert not refresh.ok and "have expired" in refresh.text, refresh.text
    paste()
    converges(net, account, net.up())
    account.post("expire")
    destroy = net.destroy()
    assert not destroy.ok
    paste()
    ends_empty(net, account, destroy)
