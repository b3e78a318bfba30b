"""The endpoint tables are what their generator makes of the published rules, and it notices when they are not."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "scripts" / "models" / "endpoints.py"
TABLES = ROOT / "provider" / "aws" / "endpoint" / "tables.c"


def check(output):
    return subprocess.run(
        [sys.executable, GENERATOR, "--check", "--output", output], capture_output=True, text=True, check=False
    )


def test_tables_are_fresh():
    done = check(TABLES)
    assert done.returncode == 0, done.stderr


def test_stale_tables_are_noticed(tmp_path):
    changed = tmp_path / "endpoint_tables.c"
    changed.write_text(TABLES.read_text().replace("amazonaws.com", "amazonaws.example", 1))
    done = check(changed)
    assert done.returncode != 0
    assert "make models" in done.stderr
    assert check(tmp_path / "absent.c").returncode != 0
