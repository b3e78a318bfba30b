"""The reference pages are what schema.json says."""

import re
import subprocess

from tests.schema.document import document
from tests.support.paths import ROOT


def test_pages_are_fresh():
    done = subprocess.run([ROOT / "scripts/reference.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_index_leads_to_every_page():
    folder = ROOT / "docs/reference"
    index = (folder / "README.md").read_text()
    assert not [page.name for page in folder.glob("*.md") if page.name != "README.md" and f"({page.name})" not in index]
    doc = document()
    assert not [token for token in doc["resources"].keys() | doc["functions"].keys() if f"[{token}]" not in index]


def test_the_page_of_the_configuration_has_every_property():
    page = (ROOT / "docs/configuration.md").read_text()
    table = page[page.index("## Where values come from") :].split("\n\n", 3)[2]
    named = set(re.findall(r"`(\w+)[.`]", "".join(line.split("|")[2] for line in table.splitlines()[2:])))
    assert named == document()["provider"]["inputProperties"].keys()


def test_the_page_of_the_configuration_has_every_variable():
    """Those that the client's configuration reads; endpoints of services have a variable each."""
    page = (ROOT / "docs/configuration.md").read_text()
    source = "".join((ROOT / "provider/aws/config" / name).read_text() for name in ("config.c", "settings.c"))
    read = re.findall(r'"(AWS_\w+|\w+_proxy|\w+_PROXY)"', source)
    assert read and not [name for name in read if f"`{name}`" not in page]
