"""The two clients of the judge: botocore, and our plugin without an engine. Each makes signed calls in a set-up, and
reports whose credentials signed them, what the services were asked for, and how it was refused.
"""

import atexit
import datetime
import functools
import getpass
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import botocore.exceptions
import botocore.session
import botocore.tokens
import botocore.utils
import grpc
import pytest
import urllib3.util.connection

from tests.support.credential_servers import CredentialServers, Request, iso
from tests.support.plugin import Engine, Plugin

REGION = "eu-central-1"


@dataclass
class SetUp:
    """A row of setups/: what a user has said, and what the services answer.

    {home}, {url} (of the services), {time:+60} and {sha1:text} are filled in. Every secret has the word hush in it, for
    which the judge looks in all that we print. An access key that a service gives out says for whom it is, and the how
    many-th it is.
    """

    name: str
    wins: list[str]  # who signs each call; empty: nobody, it is refused
    says: str = ""  # what our refusal must say
    environment: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)  # below the home folder
    provider: dict[str, Any] = field(default_factory=dict)  # properties of our provider
    botocore: dict[str, dict[str, str]] = field(default_factory=dict)  # environment and files that say the same there
    servers: dict[str, list[dict]] = field(default_factory=dict)  # answers (tests/support/credential_servers.py)
    calls: int = 0  # how many a client makes; as many as `wins` has, when it does not say
    after_s: int = 0  # seconds that pass between the first call and the second
    then: dict[str, str] = field(default_factory=dict)  # files that are written between them

    def __post_init__(self) -> None:
        self.calls = self.calls or len(self.wins) or 1


@dataclass
class Report:
    refusal: str = ""
    winners: list[tuple[str, str]] = field(default_factory=list)  # access key, session token
    asked: list[dict] = field(default_factory=list)  # before and between the calls
    cache: dict[str, dict] = field(default_factory=dict)  # the SSO tokens on disk at the end
    said: str = ""  # all that the client printed, logged and answered
    secrets: dict[str, str] = field(default_factory=dict)  # access key → secret, as the client understood it
    calls: list[Request] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        return [] if self.refusal else [key for key, _token in self.winners]

    def __str__(self) -> str:
        asked = "\n".join(f"    {each}" for each in self.asked) or "    nothing"
        return f"  winners: {self.winners}\n  refusal: {self.refusal or 'none'}\n  asked for:\n{asked}"


# ---- a set-up on disk ----------------------------------------------------------------------------------------------


def filled(text: str, home: Path, url: str) -> str:
    """{home}, {url}, {time:+60} and {sha1:text} in what a set-up says."""

    def value(found: re.Match) -> str:
        word, _, rest = found[1].partition(":")
        if word == "time":
            return iso(int(rest))
        if word == "sha1":
            return hashlib.sha1(rest.encode()).hexdigest()
        return {"home": str(home), "url": url}[word]

    return re.sub(r"\{((?:home|url|time|sha1)(?::[^}]+)?)\}", value, text)


def write(files: dict[str, str], home: Path, url: str) -> None:
    home.mkdir(exist_ok=True)
    for name, text in files.items():
        path = home / filled(name, home, url)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(filled(text, home, url))


def environment_of(given: dict[str, str], home: Path, url: str) -> dict[str, str]:
    standard = {
        "HOME": str(home),
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ENDPOINT_URL": url,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_RETRY_MODE": "standard",
        "AWS_MAX_ATTEMPTS": "3",
    }
    return standard | {name: filled(value, home, url) for name, value in given.items()}


class Later(datetime.tzinfo):
    """UTC for botocore, some seconds from now: datetime.now(Later()) is then."""

    seconds = 0

    def utcoffset(self, _moment: datetime.datetime) -> datetime.timedelta:
        return datetime.timedelta(0)

    def dst(self, _moment: datetime.datetime) -> datetime.timedelta:
        return datetime.timedelta(0)

    def tzname(self, _moment: datetime.datetime) -> str:
        return "UTC"

    def fromutc(self, moment: datetime.datetime) -> datetime.datetime:
        return moment + datetime.timedelta(seconds=Later.seconds)


def _tokens(home: Path) -> dict[str, dict]:
    """The SSO token cache; of the ends only their form, since the clients run one after the other."""
    found = {}
    for path in sorted((home / ".aws/sso/cache").glob("*")):
        try:
            token = json.loads(path.read_text())
        except json.JSONDecodeError:
            token = {"text": path.read_text()}
        found[path.name] = token | {
            name: re.sub(r"\d", "0", token[name]) for name in ("expiresAt", "registrationExpiresAt") if name in token
        }
    return found


def _report(servers: CredentialServers, home: Path) -> Report:
    calls = [each for each in servers.requests if each.kind == "call"]
    report = Report(winners=[(each.signer, each.token) for each in calls], calls=calls)
    report.cache = _tokens(home)
    report.asked = [each.summary() for each in servers.requests if each.kind != "call"]
    return report


# ---- botocore ------------------------------------------------------------------------------------------------------


def _nobody_is_there(prompt: str) -> str:
    raise EOFError(prompt)


@contextmanager
def _botocore_at(environment: dict[str, str], home: Path, port: int, secrets: dict[str, str]) -> Iterator[None]:
    """The process as if it had been started in this environment, on the machine that machine.c makes for the plugin."""
    cache = str(home / ".aws/sso/cache")
    add_auth = botocore.auth.SigV4Auth.add_auth
    connect = urllib3.util.connection.create_connection
    assume_role = botocore.credentials.AssumeRoleProvider.__init__
    defaults = tuple(_nobody_is_there if each is getpass.getpass else each for each in assume_role.__defaults__)

    def connected(address, *arguments, **more):
        return connect(("127.0.0.1", port) if address[0].startswith("169.254.") else address, *arguments, **more)

    def noted(self, request):
        secrets[self.credentials.access_key] = self.credentials.secret_key
        add_auth(self, request)

    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(botocore.credentials.SSOProvider, "_SSO_TOKEN_CACHE_DIR", cache)
        patch.setattr(botocore.tokens.SSOTokenProvider, "_SSO_TOKEN_CACHE_DIR", cache)
        patch.setattr(botocore.utils.ContainerMetadataFetcher, "SLEEP_TIME", 0)
        patch.setattr(botocore.auth.SigV4Auth, "add_auth", noted)
        patch.setattr(urllib3.util.connection, "create_connection", connected)
        patch.setattr(time, "sleep", lambda _seconds: None)
        patch.setattr(assume_role, "__defaults__", defaults)
        patch.setattr(Later, "seconds", 0)
        patch.setattr(botocore.credentials, "tzlocal", Later)
        patch.setattr(botocore.tokens, "tzutc", Later)
        patch.setattr(
            botocore.utils, "get_current_datetime", lambda: datetime.datetime.now(Later()).replace(tzinfo=None)
        )
        yield


def by_botocore(setup: SetUp, home: Path, servers: CredentialServers) -> Report:
    write(setup.files | setup.botocore.get("files", {}), home, servers.url)
    environment = environment_of(setup.environment | setup.botocore.get("environment", {}), home, servers.url)
    servers.begin(setup.servers)
    properties = {"accessKey": "aws_access_key_id", "secretKey": "aws_secret_access_key", "token": "aws_session_token"}
    said = {} if setup.botocore else setup.provider
    given = {theirs: said[ours] for ours, theirs in properties.items() if ours in said}
    refusal, secrets = "", {}
    with _botocore_at(environment, home, servers.port, secrets):
        try:
            session = botocore.session.Session(profile=setup.provider.get("profile"))
            client = session.create_client("sts", **given)
            for call in range(setup.calls):
                if call == 1:
                    servers.ahead_s = Later.seconds = setup.after_s
                    write(setup.then, home, servers.url)
                client.get_caller_identity()
        except Exception as error:  # any failure is a refusal: botocore has no common class for them
            refusal = f"{type(error).__name__}: {error}"
    report = _report(servers, home)
    report.refusal, report.secrets = refusal, secrets
    return report


# ---- our plugin ----------------------------------------------------------------------------------------------------


@functools.cache
def machine() -> Path:
    """machine.c, compiled: time goes on while the test does not wait, and no test reaches a real metadata service."""
    library = Path(tempfile.mkdtemp(prefix="utm-machine-")) / "machine.so"
    atexit.register(shutil.rmtree, library.parent)
    source = Path(__file__).with_name("machine.c")
    subprocess.run(["gcc", "-D_GNU_SOURCE", "-shared", "-fPIC", "-o", library, source], check=True)
    return library


def by_plugin(setup: SetUp, home: Path, servers: CredentialServers) -> Report:
    write(setup.files, home, servers.url)
    clock = home / "clock"
    environment = environment_of(setup.environment, home, servers.url) | {
        "UTM_LOG": "debug",
        "PULUMI_HOME": str(home),
        "LD_PRELOAD": str(machine()),
        "UTM_TEST_CLOCK": str(clock),
        "UTM_TEST_PORT": str(servers.port),
    }
    servers.begin(setup.servers)
    provider = json.loads(filled(json.dumps(setup.provider), home, servers.url))
    refusal, said = "", []
    with Engine() as engine:
        with Plugin(engine=engine, environment=environment) as plugin:
            try:
                plugin.handshake()
                plugin.configure(provider)
                for call in range(setup.calls):
                    if call == 1:
                        servers.ahead_s = setup.after_s
                        clock.write_text(str(setup.after_s))
                        write(setup.then, home, servers.url)
                    said.append(str(plugin.invoke("utm:index:getCallerIdentity", {})))
            except grpc.RpcError as error:
                refusal = error.details()
                said.append(f"{error} {error.trailing_metadata()}")
            said.append(plugin.stderr())
        said += [each.message for each in engine.logs]  # the last ones are sent while the plugin ends
    report = _report(servers, home)
    report.refusal, report.said = refusal, "\n".join(said)
    return report


def signed_with(request: Request, secret: str) -> bool:
    """True when the request's signature was made with this secret."""
    fields = dict(re.findall(r"(\w+)=([^, ]+)", request.headers["authorization"]))
    region, service = fields["Credential"].split("/")[2:4]
    sent = botocore.awsrequest.AWSRequest(
        request.method,
        f"http://{request.headers['host']}{request.path}",
        {name: request.headers[name] for name in fields["SignedHeaders"].split(";")},
        request.body,
    )
    sent.context["timestamp"] = request.headers["x-amz-date"]
    auth = botocore.auth.SigV4Auth(botocore.credentials.Credentials(request.signer, secret), service, region)
    text = auth.string_to_sign(sent, auth.canonical_request(sent))
    return auth.signature(text, sent) == fields["Signature"]
