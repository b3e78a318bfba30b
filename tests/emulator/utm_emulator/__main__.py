"""Starts LocalStack with this extension: `python -m utm_emulator --port 4566 --dir DIR`.

The process becomes the server; stop it by its process id. It is ready when `GET /_utm/health` says so.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

SETTINGS = {
    "GATEWAY_SERVER": "hypercorn",  # without it another server listens on all interfaces
    "OVERRIDE_IN_DOCKER": "0",  # else instances share folders, where /.dockerenv exists
    "DISABLE_EVENTS": "1",
    "SKIP_SSL_CERT_DOWNLOAD": "1",
    "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",
    "PYTHONHASHSEED": "0",
}

CATALOG = "service-catalog-*.dill"
MAKE_CATALOG = "from localstack.aws.spec import get_service_catalog; get_service_catalog()"


def environment(port: int, folder: Path) -> dict[str, str]:
    """Folders of its own for each start: the plug-in cache is blind to changes of the last two minutes."""
    here = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(part for part in (here, os.environ.get("PYTHONPATH")) if part)
    own = {
        "GATEWAY_LISTEN": f"127.0.0.1:{port}",
        "FILESYSTEM_ROOT": str(folder / "root"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "LS_LOG": os.environ.get("LS_LOG", "warning"),
        "PYTHONPATH": path,
    }
    return os.environ | SETTINGS | own


def bring_catalog(settings: dict[str, str], folder: Path) -> None:
    """LocalStack's index of all services: to make it takes seconds and 400 MB, which a server would keep.

    So it is made once, by a process of its own, and kept beside the packages that it is made of.
    """
    kept = Path(sys.prefix) / "share/utm_emulator"
    place = folder / "root/var/lib/localstack/cache"
    place.mkdir(parents=True, exist_ok=True)
    if not any(kept.glob(CATALOG)):
        subprocess.run([sys.executable, "-c", MAKE_CATALOG], env=settings, check=True)
        _keep(place, kept)
    for file in kept.glob(CATALOG):
        shutil.copy(file, place)


def _keep(place: Path, kept: Path) -> None:
    """Another start may do the same at this moment: each puts a whole file there. A read-only place is left alone."""
    with contextlib.suppress(OSError):
        kept.mkdir(parents=True, exist_ok=True)
        for file in place.glob(CATALOG):
            whole = kept / f"{file.name}.{os.getpid()}"
            shutil.copy(file, whole)
            whole.rename(kept / file.name)


def main() -> None:
    parser = argparse.ArgumentParser(prog="utm_emulator", description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=4566)
    parser.add_argument("--dir", type=Path, required=True, help="a folder of its own, written to")
    options = parser.parse_args()
    folder = options.dir.resolve()
    for name in ("root", "cache"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    settings = environment(options.port, folder)
    bring_catalog(settings, folder)
    os.execve(sys.executable, [sys.executable, "-m", "localstack.runtime.main"], settings)


if __name__ == "__main__":
    main()
