"""Writes docs/aws-calls.md: counts the AWS calls of each type in a run against the local AWS."""

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support import emulator as emulators  # noqa: E402
from tests.support.aws_calls import lives, page  # noqa: E402
from tests.support.paths import ROOT  # noqa: E402


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="utm-calls-"))
    try:
        (ROOT / "docs/aws-calls.md").write_text(page(lives(emulators.shared(folder))))
    finally:
        emulators.stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
