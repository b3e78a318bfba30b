"""The pages beside the code say what the code does."""

import os
import re
import subprocess
from pathlib import Path

from conftest import HOME, PYTHON
from support import Account


def test_list_of_refusals_is_current():
    """Made again by `python -m utm_emulator.refusals > REFUSALS.md`."""
    made = subprocess.run(
        [str(PYTHON), "-m", "utm_emulator.refusals"],
        env=os.environ | {"PYTHONPATH": str(HOME)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (HOME / "REFUSALS.md").read_text() == made.stdout


def _readme() -> str:
    return (Path(HOME) / "README.md").read_text()


def test_every_knob_is_described(account: Account):
    for name in account.get("knobs"):
        assert re.search(rf"^\| .*`{name}`", _readme(), re.MULTILINE), name


def test_every_route_and_fault_is_described():
    routes = re.findall(r'^    \("(\w+)", \[', (HOME / "utm_emulator/control.py").read_text(), re.MULTILINE)
    kinds = re.findall(
        r'"(\w+)"',
        re.search(r"BEFORE = .*?\nAFTER = .*?\)", (HOME / "utm_emulator/faults.py").read_text(), re.DOTALL)[0],
    )
    assert routes and kinds
    for name in routes:
        assert f"`/_utm/{name}/ACCOUNT`" in _readme(), name
    for name in kinds:
        assert f"| `{name}` |" in _readme(), name
