"""The SDKs of schema.json: TypeScript, Python and Go compile and carry a small program; .NET generates."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT, installed

HERE = Path(__file__).parent
SECONDS = 900  # the first time, with no cache, on a small machine
pytestmark = pytest.mark.timeout(2 * SECONDS)


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def generated(folder: Path, language: str) -> Path:
    """An SDK made anew from schema.json."""
    run(installed("SDKGEN_BIN") / "sdkgen", ROOT / "schema.json", folder, language, cwd=ROOT)
    return folder / language


def node_modules() -> Path:
    """The pinned packages, in a cache under a hash of their lock."""
    lock = HERE / "nodejs/package-lock.json"
    folder = installed("SDKGEN_BIN").parent.parent / f"node-{hashlib.sha256(lock.read_bytes()).hexdigest()[:16]}"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / "nodejs" / name, folder)
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=folder)
        (folder / "complete").touch()
    return folder / "node_modules"


def test_typescript_compiles(tmp_path: Path) -> None:
    sdk = generated(tmp_path, "nodejs")
    (tmp_path / "node_modules").symlink_to(node_modules())
    # As a member of the package, so that its settings (strict among them) hold for the program too.
    text = (sdk / "tsconfig.json").read_text()
    (sdk / "tsconfig.json").write_text(text.replace('"index.ts",', '"index.ts", "program.ts",', 1))
    (sdk / "program.ts").write_text((HERE / "nodejs/program.ts").read_text().replace("./sdk", "./index"))
    run("node", node_modules() / "typescript/bin/tsc", "--noEmit", "-p", sdk, cwd=tmp_path)


def test_python_runs(tmp_path: Path) -> None:
    sdk = generated(tmp_path, "python")
    # The package says its README is beside pyproject.toml; the generator puts it into the package.
    shutil.copy(sdk / "pulumi_utm/README.md", sdk)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    run(*pip, "--target", tmp_path / "site", sdk, cwd=tmp_path)
    run(sys.executable, "-W", "error::SyntaxWarning", "-m", "compileall", "-q", tmp_path / "site", cwd=tmp_path)
    said = run(sys.executable, HERE / "python/program.py", cwd=tmp_path, PYTHONPATH=str(tmp_path / "site"))
    assert said == "vpc 10.1.0.0/16, account 111122223333\n"


def test_go_runs(tmp_path: Path) -> None:
    sdk = generated(tmp_path, "go")
    for name in ("go.mod", "go.sum"):
        shutil.copy(HERE / "go" / name, sdk)
    # Kept under another ending: it is only Go beside the SDK.
    shutil.copy(HERE / "go/program_test.go.txt", sdk / "program_test.go")
    environment = {"GOFLAGS": "-mod=readonly", "GOTOOLCHAIN": "auto", "GOWORK": "off"}
    run("go", "vet", "./...", cwd=sdk, **environment)
    run("go", "test", "./...", cwd=sdk, **environment)


def test_dotnet_generates(tmp_path: Path) -> None:
    run(installed("SDKGEN_BIN") / "sdkgen-dotnet", ROOT / "schema.json", tmp_path / "dotnet", cwd=ROOT)
    classes = {path.stem for path in (tmp_path / "dotnet").rglob("*.cs")}
    assert {"Network", "SecurityGroups", "Vpc", "Provider"} <= classes


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    command = [installed("SDKGEN_BIN") / "sdkgen", ROOT / "schema.json", tmp_path, "cobol"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 1
    assert "no generator for cobol" in done.stderr
