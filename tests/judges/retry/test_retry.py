"""The same scripts of answers to botocore (its standard retry mode) and to our client: as many attempts, the same
pauses, the same end; or the difference stands in differences.yaml, with both outcomes and the reason. One that is gone,
or another one than is written there, fails as well.

Pauses take no time on either side, and jitter is at its most, so that they can be compared.
"""

import json
import os
import random
import subprocess
from pathlib import Path
from typing import Any
from unittest import mock

import botocore.exceptions
import botocore.session
import pytest
import yaml
from botocore.config import Config
from botocore.retries import adaptive, bucket, standard, throttling

from tests.judges.retry.server import Answer, ScriptedServer
from tests.support.paths import ROOT

HERE = Path(__file__).resolve().parent
CLIENT = ROOT / "build/release/judges/retry"
ATTEMPTS = 4
SILENCE_S = 0.3  # as judge.c
SCRIPTS = yaml.safe_load((HERE / "scripts.yaml").read_text())
DIFFERENCES = yaml.safe_load((HERE / "differences.yaml").read_text())
FAILURES = (
    botocore.exceptions.ConnectionError,
    botocore.exceptions.HTTPClientError,
    botocore.parsers.ResponseParserError,
)
POLICY = '{"Version": "2012-10-17", "Statement": []}'
INPUTS = {
    "CreateVpc": {"CidrBlock": "10.0.0.0/16"},
    "CreateNatGateway": {"SubnetId": "subnet-1"},
    "DeleteVpc": {"VpcId": "vpc-1"},
    "GetRole": {"RoleName": "r"},
    "CreateRole": {"RoleName": "r", "AssumeRolePolicyDocument": POLICY},
    "PutRolePolicy": {"RoleName": "r", "PolicyName": "p", "PolicyDocument": POLICY},
    "TagRole": {"RoleName": "r", "Tags": [{"Key": "k", "Value": "v"}]},
    "CreateLogGroup": {"logGroupName": "g"},
    "HeadBucket": {"Bucket": "bucket"},
    "CreateBucket": {"Bucket": "bucket", "CreateBucketConfiguration": {"LocationConstraint": "eu-central-1"}},
    "PutBucketPolicy": {"Bucket": "bucket", "Policy": POLICY},
    "DeleteBucketPolicy": {"Bucket": "bucket"},
    "GetBucketTagging": {"Bucket": "bucket"},
    "AssumeRoleWithWebIdentity": {
        "RoleArn": "arn:aws:iam::123456789012:role/r",
        "RoleSessionName": "session",
        "WebIdentityToken": "token",
    },
    "GetRoleCredentials": {"roleName": "r", "accountId": "123456789012", "accessToken": "token"},
}


class Script:
    def __init__(self, name: str) -> None:
        said = SCRIPTS[name]
        said = said if isinstance(said, dict) else {"call": said[0], "answers": said[1:]}
        self.service, self.operation = said["call"].split()
        self.answers = [
            Answer(each["answer"], each.get("headers"), each.get("message", "words"))
            if isinstance(each, dict)
            else Answer(str(each))
            for each in said["answers"]
        ]
        attempts = said.get("attempts", ATTEMPTS)
        self.attempts = 0 if attempts == "default" else attempts
        self.calls = said.get("calls", 1)
        self.endpoint = said.get("endpoint")
        self.input = INPUTS.get(self.operation, {})


def outcome(attempts: int, end: str, pauses: list[float]) -> str:
    waits = f", pauses of {' '.join(f'{pause / 1000:g}' for pause in pauses)} s" if pauses else ""
    return f"{attempts} attempt{'s' if attempts > 1 else ''}: {end}{waits}"


def outcomes(each: list[str]) -> str:
    """Of several calls: how often which, in the order of their first time."""
    if len(each) == 1:
        return each[0]
    return "; ".join(f"{each.count(text)} × {text}" for text in dict.fromkeys(each))


# ---- botocore ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def session():
    session = botocore.session.Session()
    session.set_credentials("AKIDEXAMPLE", "secret")
    with mock.patch.dict(os.environ, {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}):
        yield session


def end_of(call) -> str:
    try:
        call()
        return "ok"
    except botocore.exceptions.ClientError as error:
        return error.response["Error"]["Code"]
    except FAILURES:
        return "network"


def by_botocore(session, script: Script, url: str) -> str:
    retries: dict[str, Any] = {"mode": "standard"}
    if script.attempts:
        retries["total_max_attempts"] = script.attempts
    config = Config(
        retries=retries, read_timeout=SILENCE_S, connect_timeout=2, s3={"addressing_style": "path"}, proxies={}
    )
    pauses: list[float] = []
    sent: list[str] = []
    each = []
    with (
        mock.patch.object(standard.ExponentialBackoff.__init__, "__defaults__", (20, lambda: 1.0)),
        mock.patch("botocore.endpoint.time.sleep", lambda seconds: pauses.append(seconds * 1000)),
    ):
        client = session.create_client(script.service, "eu-central-1", endpoint_url=url, config=config)
        client.meta.events.register("before-send", lambda request, **_more: sent.append(request.url))
        for _ in range(script.calls):
            sent.clear()
            pauses.clear()
            end = end_of(lambda: client._make_api_call(script.operation, dict(script.input)))
            each.append(outcome(len(sent), end, pauses))
        client.close()
    return outcomes(each)


# ---- our client ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ours():
    environment = {"HOME": os.devnull, "AWS_EC2_METADATA_DISABLED": "true", "PATH": os.environ["PATH"]}
    with subprocess.Popen(
        [CLIENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:

        def ask(question: dict) -> list:
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()


def by_our_client(ours, script: Script, url: str) -> str:
    results = ours(
        {
            "service": script.service,
            "operation": script.operation,
            "input": script.input,
            "endpoint": url,
            "attempts": script.attempts,
            "calls": script.calls,
        }
    )
    return outcomes([outcome(each["attempts"], each["end"], each["pauses"]) for each in results])


# ---- the comparison ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server():
    server = ScriptedServer()
    yield server
    server.close()


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_same_decisions(name, session, ours, server):
    script = Script(name)
    url = script.endpoint or server.url
    server.begin(script.service, script.operation, script.answers)
    theirs = by_botocore(session, script, url)
    server.begin(script.service, script.operation, script.answers)
    own = by_our_client(ours, script, url)
    listed = DIFFERENCES.get(name)
    if not listed:
        assert own == theirs
        return
    assert own != theirs, "this difference is gone: take it out of differences.yaml"
    assert {"botocore": theirs, "ours": own} == {"botocore": listed["botocore"], "ours": listed["ours"]}
    assert len(listed["why"]) > 20


def test_every_listed_difference_is_of_a_script():
    assert set(DIFFERENCES) <= set(SCRIPTS)


def test_there_are_enough_scripts():
    assert len(SCRIPTS) >= 60


# ---- the adaptive mode's rate --------------------------------------------------------------------------------------


class Clock:
    now = 1000.0

    def current_time(self) -> float:
        return self.now


class Detector:
    throttled = False

    def is_throttling_error(self, **_more: Any) -> bool:
        return self.throttled


@pytest.mark.parametrize("seed", range(20))
def test_the_same_rate(seed, ours):
    """Random ends of attempts, at random times: the same fill rate, measured rate and tokens after each."""
    draw = random.Random(seed)
    clock, detector = Clock(), Detector()
    limiter = adaptive.ClientRateLimiter(
        rate_adjustor=throttling.CubicCalculator(starting_max_rate=0, start_time=clock.now),
        rate_clocker=adaptive.RateClocker(clock),
        token_bucket=bucket.TokenBucket(max_rate=1, clock=clock),
        throttling_detector=detector,
        clock=clock,
    )
    share, pace = draw.choice([0.05, 0.3, 0.8]), draw.choice([0.01, 0.1, 1])
    steps, theirs = [], []
    for step in range(300):
        clock.now += draw.expovariate(1 / pace) if step else 0
        detector.throttled = draw.random() < share
        steps.append([clock.now, detector.throttled])
        limiter.on_receiving_response()
        tokens = limiter._token_bucket
        theirs.append([tokens.max_rate, limiter._rate_clocker.measured_rate, tokens.available_capacity])
    for step, (own, expected) in enumerate(zip(ours({"rate": steps}), theirs, strict=True)):
        assert own == pytest.approx(expected, rel=1e-9, abs=1e-9), f"step {step}: {steps[step]}"
