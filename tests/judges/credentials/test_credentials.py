"""The same credential set-ups through botocore and through our plugin: the same winner or the same refusal, the same
requests on the way. Where we decide otherwise, differences.yaml has both outcomes and why. And no set-up's secret is
ever printed.
"""

import re
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from tests.judges.credentials.clients import Report, SetUp, by_botocore, by_plugin, signed_with
from tests.support.credential_servers import HUSH, CredentialServers
from tests.support.paths import ROOT

HERE = Path(__file__).parent


def of_two(first: tuple[str, dict], second: tuple[str, dict]) -> SetUp:
    """A set-up with two sources in one profile; the first counts."""
    rows = (first[1], second[1])
    texts = {part: "".join(row.get(part, "") for row in rows) for part in ("config", "keys", "sections")}
    merged = {
        part: {name: value for row in rows for name, value in row.get(part, {}).items()}
        for part in ("environment", "files", "provider")
    }
    merged["environment"]["AWS_PROFILE"] = "p"
    merged["files"][".aws/config"] = f"[profile p]\n{texts['config']}\n{texts['sections']}"
    merged["files"][".aws/credentials"] = f"[p]\n{texts['keys']}"
    return SetUp(f"{first[0]} and {second[0]}", [rows[0]["key"]], **merged)


def setups() -> dict[str, SetUp]:
    rows = [yaml.safe_load(path.read_text()) for path in sorted((HERE / "setups").glob("*.yaml"))]
    sources = yaml.safe_load((HERE / "sources.yaml").read_text())
    written = [SetUp(name, **row) for each in rows for name, row in each.items()]
    return {each.name: each for each in written + [of_two(*pair) for pair in combinations(sources.items(), 2)]}


SETUPS = setups()
MADE_UP = re.compile(r"botocore-session-\d+|pulumi-resource-utm-\d+")  # session names when nobody gives one
LISTED = yaml.safe_load((HERE / "differences.yaml").read_text())


@pytest.fixture(scope="module")
def servers():
    with CredentialServers() as servers:
        yield servers
        servers.begin()


def told(request: dict) -> str:
    """What was asked for; a session name that the client has made up for itself is any name."""
    signer = f"by {request['signer']} {request['token']}".rstrip() if request["signer"] or request["token"] else ""
    values = [
        f"{name}={MADE_UP.sub('made-up', value)}"
        for part in ("params", "headers")
        for name, value in sorted(request[part].items())
    ]
    return " ".join(each for each in (request["kind"], request["what"], signer, *values) if each)


def outcomes(report: Report) -> dict[str, object]:
    signers = [f"{key} {token}".rstrip() for key, token in report.winners]
    return {
        "winners": signers + ["refused"] * bool(report.refusal),
        "requests": [told(each) for each in report.asked],
        "cache": report.cache,
    }


@pytest.mark.parametrize("name", SETUPS)
def test_the_same_credentials_win(servers, tmp_path, name):
    setup = SETUPS[name]
    theirs = by_botocore(setup, tmp_path / "theirs", servers)
    ours = by_plugin(setup, tmp_path / "ours", servers)
    both = f"botocore:\n{theirs}\nours:\n{ours}"
    decided = {"botocore": outcomes(theirs), "ours": outcomes(ours)}
    for aspect, own in decided["ours"].items():
        listed = LISTED.get(name, {}).get(aspect)
        if listed:
            assert listed["botocore"] != listed["ours"]
            assert {who: decided[who][aspect] for who in decided} == listed, both
        else:
            assert decided["botocore"][aspect] == own, f"{aspect}\n{both}"
    assert ours.keys == setup.wins, both
    assert setup.says in ours.refusal, both
    assert HUSH not in ours.said, ours.said
    assert "GetCallerIdentity" in ours.said or not setup.wins, f"no call is in the log: {ours.said}"
    for call in ours.calls:
        if call.signer in theirs.secrets:
            assert signed_with(call, theirs.secrets[call.signer]), f"signed with another secret\n{both}"


def test_every_listed_difference_is_one_of_a_set_up():
    assert set(LISTED) <= set(SETUPS)
    for listed in LISTED.values():
        assert listed["why"]
        assert set(listed) - {"why"} <= set(outcomes(Report()))


def test_the_page_has_the_sources_in_their_order(servers, tmp_path):
    tried = re.findall(r"^  ([^:]+): ", by_plugin(SETUPS["nothing at all"], tmp_path, servers).refusal, re.M)
    page = (ROOT / "docs/credentials.md").read_text()
    assert re.findall(r"^\| \d+ \| ([^|]+) \|", page, re.M) == tried
