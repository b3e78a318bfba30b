"""The list of documented filters is what its generator makes of the published models, and it notices when it is not."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "scripts" / "models" / "filters.py"
LIST = ROOT / "tests" / "unit" / "resources" / "filters.txt"


def check(output):
    return subprocess.run(
        [sys.executable, GENERATOR, "--check", "--output", output], capture_output=True, text=True, check=False
    )


def test_the_list_is_fresh():
    done = check(LIST)
    assert done.returncode == 0, done.stderr


def test_a_stale_list_is_noticed(tmp_path):
    changed = tmp_path / "filters.txt"
    changed.write_text(LIST.read_text().replace("allocation-id ", "domain ", 1))
    done = check(changed)
    assert done.returncode != 0
    assert "make models" in done.stderr
    assert check(tmp_path / "absent.txt").returncode != 0


def test_every_name_is_a_filter_and_every_operation_has_some():
    lines = [line.split() for line in LIST.read_text().splitlines() if not line.startswith("#")]
    assert len(lines) >= 15
    assert all(len(line) > 1 for line in lines)
    assert {"DescribeAddresses", "DescribeFlowLogs", "DescribeSubnets"} <= {line[0] for line in lines}
