"""What schema.json says of regions, zones and ARNs holds in every partition that AWS has published."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import botocore
import pytest

from tests.schema.document import bags, extras
from tests.schema.posix import Posix
from tests.support.paths import ROOT

PARTITIONS = json.loads((Path(botocore.__file__).parent / "data/partitions.json").read_text())["partitions"]
REGIONS = {
    region: partition["id"]
    for partition in PARTITIONS
    for region in partition["regions"]
    if not region.endswith("-global")  # stands for services without regions; nothing can be made there
}
ZONE = {"availabilityZone", "availabilityZones"}


def patterns(names: set[str]) -> Iterator[tuple[str, Posix]]:
    """Every pattern of an input of one of these names."""
    for where, properties, _ in bags():
        for name, spec in properties.items():
            if name in names and "pattern" in extras(spec):
                yield f"{where}.{name}", Posix(extras(spec)["pattern"])


def arn_patterns() -> Iterator[tuple[str, str]]:
    for where, properties, _ in bags():
        for name, spec in properties.items():
            if extras(spec).get("pattern", "").startswith("^arn:"):
                yield f"{where}.{name}", extras(spec)["pattern"]


def test_the_plugins_table_has_these_regions():
    """So what is held against the published list here holds for the plugin's own."""
    table = (ROOT / "provider/aws/endpoint/tables.c").read_text()
    ids = re.findall(r'^    \{ "(aws[a-z-]*)", "', table, re.M)
    rows = re.findall(r'\{ "([a-z0-9-]+)", (\d+) \}', table[table.index("partition_regions[]") :])
    assert {name: ids[int(at)] for name, at in rows if not name.endswith("-global")} == REGIONS
    assert "eusc-de-east-1" in REGIONS and len(ids) >= 8


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_is_one(region: str):
    found = dict(patterns({"region"}))
    assert "provider.region" in found
    assert not [where for where, pattern in found.items() if not pattern.finds(region)]


@pytest.mark.parametrize("region", REGIONS)
def test_every_zone_is_one(region: str):
    """Zones of the region, of a local zone and of a Wavelength zone."""
    found = dict(patterns(ZONE))
    assert {where.rpartition(".")[2] for where in found} == ZONE
    for zone in (f"{region}a", f"{region}-bos-1a", f"{region}-wl1-bos-wlz-1"):
        assert not [where for where, pattern in found.items() if not pattern.finds(zone)], zone


@pytest.mark.parametrize("partition", [each["id"] for each in PARTITIONS])
def test_an_arn_of_every_partition_is_one(partition: str):
    region = next(name for name, of in REGIONS.items() if of == partition)
    examples = {
        "iam": f"arn:{partition}:iam::111122223333:role/path/name",
        "kms": f"arn:{partition}:kms:{region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    }
    found = list(arn_patterns())
    assert found
    for where, pattern in found:
        service = re.search(r":(\w+):", pattern.partition("]")[2])[1]
        assert Posix(pattern).finds(examples[service]), where


def test_what_is_no_region_is_none():
    for text in ("", "Frankfurt", "eu", "eu-central", "eu-central-1a", "EU-CENTRAL-1", "e-central-1", "aws-global"):
        assert not [where for where, pattern in patterns({"region"}) if pattern.finds(text)], text
