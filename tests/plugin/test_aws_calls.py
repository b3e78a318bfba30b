"""docs/aws-calls.md says how many AWS calls each type makes; here they are counted again."""

from tests.support.aws_calls import lives, page
from tests.support.emulator import Emulator
from tests.support.paths import ROOT


def test_the_page_has_the_calls_that_are_made(emulator: Emulator):
    written = (ROOT / "docs/aws-calls.md").read_text().splitlines()
    assert page(lives(emulator)).splitlines() == written, "scripts/aws_calls.py writes the page anew"
