"""Where things are: the repository, the binary under test, and what scripts/deps has installed."""

import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def installed(name: str) -> Path:
    """A path that scripts/deps has written down: TOOLS_BIN, VENV_EMULATOR, VENV_TESTS, BOTOCORE_SOURCE."""
    paths = ROOT / "build/deps/paths.mk"
    found = re.search(rf"^{name} := (.+)$", paths.read_text() if paths.exists() else "", re.M)
    if not found:
        raise RuntimeError(f"{name} is not in {paths}: run make deps")
    return Path(found[1])


def binary() -> Path:
    """The plugin under test; UTM_BINARY names another one (make sanitize does)."""
    path = Path(os.environ.get("UTM_BINARY") or ROOT / "bin/pulumi-resource-utm")
    if not path.exists():
        raise RuntimeError(f"{path} is not there: run make")
    return path
