"""The reference pages are what schema.json says."""

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
