"""Users of pulumi-aws find the names they know: schema.json beside pulumi_aws.yaml, in both directions.

names.yaml lists what is named otherwise, or left out, with the reason. A line there that is not needed fails, too.
"""

import pytest
import yaml

from tests.schema.document import document, resources
from tests.support.paths import ROOT

HERE = ROOT / "tests/schema"
THEIRS = yaml.safe_load((HERE / "pulumi_aws.yaml").read_text())
REASONS = yaml.safe_load((HERE / "names.yaml").read_text())
OURS_ALONE = {"utm:index:ExistingNetwork", "utm:index:NetworkFlowLogs"}  # types of components


def left_out() -> dict[str, dict[str, str]]:
    """token → name → why; `region` everywhere."""
    found = {token: {"region": "the region is the provider's"} for token in THEIRS}
    for each in REASONS["left out"]:
        for token in each["token"] if isinstance(each["token"], list) else [each["token"]]:
            for name in each["names"]:
                assert name not in found[token], f"twice in names.yaml: {token} {name}"
                found[token][name] = each["why"]
    return found


def sides(token: str) -> dict[str, set[str]]:
    """Our names, by side, as pulumi_aws.yaml has its own."""
    doc = document()
    if token in doc["types"]:
        return {"properties": set(doc["types"][token]["properties"])}
    if token in doc["functions"]:
        spec = doc["functions"][token]
        return {"inputs": set(spec["inputs"]["properties"]), "outputs": set(spec["outputs"]["properties"])}
    spec = doc["provider"] if token == "provider" else doc["resources"][token]
    return {"inputs": set(spec["inputProperties"]), "outputs": set(spec["properties"])}


def strange_names(token: str) -> set[str]:
    return {name for side, names in sides(token).items() for name in names if name not in THEIRS[token][side]}


@pytest.mark.parametrize("token", THEIRS)
def test_our_names_are_known(token: str):
    ours = REASONS["ours"].get(token, {})
    strange = strange_names(token)
    assert strange - ours.keys() == set(), (
        "pulumi-aws calls it otherwise: take its name, or give a reason in names.yaml"
    )
    assert ours.keys() - strange == set(), "in names.yaml, but pulumi-aws has the name, or we do not (any more)"


@pytest.mark.parametrize("token", THEIRS)
def test_what_is_left_out_has_a_reason(token: str):
    ours = set().union(*sides(token).values())
    missing = {name for names in THEIRS[token].values() for name in names} - ours
    reasons = left_out()[token]
    assert missing - reasons.keys() == set(), "pulumi-aws has it, and no reason is given in names.yaml"
    assert reasons.keys() - missing - {"region"} == set(), "in names.yaml, but it is not left out (any more)"


def test_everything_is_looked_at():
    doc = document()
    types = {token for token, spec in doc["types"].items() if "properties" in spec} - OURS_ALONE
    assert THEIRS.keys() == resources().keys() | doc["functions"].keys() | types | {"provider"}


def summary() -> tuple[list[str], int]:
    """For `make judges`: our names that pulumi-aws does not have, without a reason, and the number of all."""
    odd, total = [], 0
    for token in THEIRS:
        odd += [f"{token}.{name}" for name in sorted(strange_names(token) - REASONS["ours"].get(token, {}).keys())]
        total += len(set().union(*sides(token).values()))
    return odd, total
