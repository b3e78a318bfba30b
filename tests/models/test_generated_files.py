"""Files that a generator makes of what AWS publishes are what it would make now, and it notices when they are not."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

GENERATORS = ROOT / "scripts/models"
FILTERS = ROOT / "tests/unit/resources/filters.txt"
FILES = {  # generator → its file, and something in it that AWS does not say so
    "endpoints.py": (ROOT / "provider/aws/endpoint/tables.c", ("amazonaws.com", "amazonaws.example")),
    "filters.py": (FILTERS, ("allocation-id ", "domain ")),
}


def check(generator: str, file: Path) -> subprocess.CompletedProcess:
    command = [sys.executable, GENERATORS / generator, "--check", "--output", file]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("generator", FILES)
def test_the_file_is_fresh(generator):
    done = check(generator, FILES[generator][0])
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("generator", FILES)
def test_a_stale_file_is_noticed(generator, tmp_path):
    file, (right, wrong) = FILES[generator]
    changed = tmp_path / file.name
    changed.write_text(file.read_text().replace(right, wrong, 1))
    done = check(generator, changed)
    assert done.returncode != 0
    assert "make models" in done.stderr
    assert check(generator, tmp_path / f"absent{file.suffix}").returncode != 0


def test_every_name_is_a_filter_and_every_operation_has_some():
    lines = [line.split() for line in FILTERS.read_text().splitlines() if not line.startswith("#")]
    assert len(lines) >= 15
    assert all(len(line) > 1 for line in lines)
    assert {"DescribeAddresses", "DescribeFlowLogs", "DescribeSubnets"} <= {line[0] for line in lines}
