"""Starts LocalStack with this extension: `python -m utm_emulator --port 4566 --dir DIR`.

The process becomes the server; stop it by its process id. It is ready when `GET /_utm/health` says so.
"""

import argparse
import os
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


def main() -> None:
    parser = argparse.ArgumentParser(prog="utm_emulator", description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=4566)
    parser.add_argument("--dir", type=Path, required=True, help="a folder of its own, written to")
    options = parser.parse_args()
    for name in ("root", "cache"):
        (options.dir / name).mkdir(parents=True, exist_ok=True)
    os.chdir(options.dir)
    os.execve(
        sys.executable,
        [sys.executable, "-m", "localstack.runtime.main"],
        environment(options.port, options.dir.resolve()),
    )


if __name__ == "__main__":
    main()
