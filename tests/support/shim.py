"""A shim (shim.c) between the plugin and the system, compiled at first use: names that cannot be looked up for a while,
and a disk that is full for a while. Everything else is the machine's own.

with Names("aws.example") as names, names.failing():
    Stack(…, environment=names.environment)
"""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")


def _compiled(folder: Path) -> Path:
    library = folder / "shim.so"
    if not library.exists():
        folder.mkdir(parents=True, exist_ok=True)
        flags = ("-std=c17", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-O1", "-shared", "-fPIC")
        subprocess.run(["gcc", *flags, SOURCE, "-o", library], check=True)
    return library


class _Shim:
    """A fault that is there as long as a file is."""

    def __init__(self, folder: Path, variable: str, **more: str) -> None:
        library = _compiled(folder)
        self._fails, self._count = folder / "fails", folder / "count"
        asan = os.environ.get("ASAN_OPTIONS", "")  # its library wants to be the first one, and need not be
        self.environment = {
            "LD_PRELOAD": str(library),
            "ASAN_OPTIONS": f"{asan}:verify_asan_link_order=0",
            variable: str(self._fails),
            f"{variable.rpartition('_')[0]}_COUNT": str(self._count),
        } | more

    @contextlib.contextmanager
    def failing(self) -> Iterator[None]:
        """From here to the end of the block, or until heal()."""
        self._count.unlink(missing_ok=True)
        self._fails.touch()
        try:
            yield
        finally:
            self.heal()

    def heal(self) -> None:
        self._fails.unlink(missing_ok=True)

    @property
    def count(self) -> int:
        """How often it has failed in the last such block."""
        return self._count.stat().st_size if self._count.exists() else 0


class Names(_Shim):
    """`name` is 127.0.0.1, unless it fails: then no name server answers."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(folder, "SHIM_NAME_FAILS", SHIM_NAME=name)


class Disk(_Shim):
    """The disk below `place`: when it fails, `call` (mkdir, open, write, fsync) says that no space is left."""

    def __init__(self, folder: Path, place: Path, call: str) -> None:
        self.place = place
        super().__init__(folder, "SHIM_DISK_FULL", SHIM_DISK=str(place), SHIM_DISK_FAILS=call)
