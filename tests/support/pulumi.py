"""Stacks under the real pulumi CLI. Each has a folder, a backend, a PULUMI_HOME and (by default) an account of its own.

stack = Stack(folder, {"resources": {"main": {"type": "utm:ec2:Vpc", "properties": {...}}}}, account=account)
assert stack.up().created == {"main"}
assert stack.up().unchanged
stack.change({"resources": …})
assert stack.preview().paths("main") == {"tags.Name": "update"}
"""

import json
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.support.emulator import Account
from tests.support.paths import binary, installed


class _Dumper(yaml.SafeDumper):
    """Pulumi's YAML has no aliases: what a program has twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


SECONDS = 240
PROJECT = "project"
STACK = "test"

# What the engine calls the steps of a plan, in the words that tests use. A replacement is one "replace" (and its
# create and delete steps are left out).
_STEPS = {
    "create": "create",
    "update": "update",
    "delete": "delete",
    "replace": "replace",
    "read": "read",
    "refresh": "refresh",
    "import": "import",
    "import-replacement": "replace",
    "same": "same",
}
_KINDS = {"add": "add", "add-replace": "add", "delete": "delete", "delete-replace": "delete", "update": "update"} | {
    "update-replace": "update"
}


@dataclass
class Step:
    op: str
    urn: str
    type: str
    diff: dict[str, dict] = field(default_factory=dict)  # property path → {"diffKind", "inputDiff"}
    done: bool = False

    @property
    def name(self) -> str:
        return self.urn.rpartition("::")[2]


@dataclass
class Result:
    """What one command did: its exit status, all it printed, and the engine's events."""

    code: int
    text: str
    events: list[dict]

    @property
    def ok(self) -> bool:
        return self.code == 0

    @property
    def steps(self) -> list[Step]:
        """The plan (of the preview) or what was done, without the stack itself and providers."""
        found = []
        done = {
            (each["resOutputsEvent"]["metadata"]["urn"], each["resOutputsEvent"]["metadata"]["op"])
            for each in self.events
            if "resOutputsEvent" in each
        }
        for event in self.events:
            step = (event.get("resourcePreEvent") or {}).get("metadata")
            if not step or step["op"] not in _STEPS or step["type"].startswith("pulumi:"):
                continue
            found.append(
                Step(
                    _STEPS[step["op"]],
                    step["urn"],
                    step["type"],
                    step.get("detailedDiff") or {},
                    (step["urn"], step["op"]) in done,
                )
            )
        return found

    def names(self, op: str) -> set[str]:
        return {step.name for step in self.steps if step.op == op}

    @property
    def created(self) -> set[str]:
        return self.names("create")

    @property
    def updated(self) -> set[str]:
        return self.names("update")

    @property
    def replaced(self) -> set[str]:
        return self.names("replace")

    @property
    def deleted(self) -> set[str]:
        return self.names("delete")

    @property
    def same(self) -> set[str]:
        return self.names("same")

    @property
    def unchanged(self) -> bool:
        """The command worked and had nothing to do."""
        return self.ok and not self.created | self.updated | self.replaced | self.deleted

    @property
    def plan(self) -> dict[str, str]:
        """Name → step, of all that is not the same: what a preview and its up must agree in."""
        return {step.name: step.op for step in self.steps if step.op not in ("same", "read", "refresh")}

    def step(self, name: str) -> Step:
        found = [step for step in self.steps if step.name == name]
        if not found:
            raise AssertionError(
                f"no step for {name}; steps: {[(step.name, step.op) for step in self.steps]}\n{self.text}"
            )
        return found[0]

    def paths(self, name: str) -> dict[str, str]:
        """Property path → add, delete or update, of that resource's step."""
        return {path: _KINDS[each["diffKind"]] for path, each in self.step(name).diff.items()}

    def replaces(self, name: str) -> set[str]:
        """The property paths that force the replacement."""
        return {path for path, each in self.step(name).diff.items() if each["diffKind"].endswith("-replace")}

    def diagnostics(self, *severities: str) -> list[str]:
        """Messages of those severities ("error", "warning", "info", "info#err"); all when none is named."""
        return [
            each["diagnosticEvent"]["message"]
            for each in self.events
            if "diagnosticEvent" in each
            and not each["diagnosticEvent"].get("ephemeral")
            and (not severities or each["diagnosticEvent"]["severity"] in severities)
        ]

    @property
    def errors(self) -> str:
        return "\n".join(self.diagnostics("error"))

    def must(self) -> "Result":
        assert self.ok, f"exit status {self.code}\n{self.text}"
        return self


def base_environment(home: Path) -> dict[str, str]:
    """No credentials, no profile, no Pulumi login of the person who runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PULUMI_", "UTM_"))}
    return kept | {
        "PATH": f"{installed('TOOLS_BIN')}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "PULUMI_HOME": str(home / "pulumi"),
        "PULUMI_BACKEND_URL": f"file://{home}/backend",
        "PULUMI_CONFIG_PASSPHRASE": "test",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "AWS_EC2_METADATA_DISABLED": "true",  # the machine of the tests may be an instance
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "NO_COLOR": "1",
        "PULUMI_DEBUG_COMMANDS": "true",  # for --event-log
    }


class Stack:
    def __init__(
        self,
        folder: Path,
        program: dict | str | Path,
        *,
        account: Account | None = None,
        config: dict[str, Any] | None = None,
        environment: dict[str, str] | None = None,
    ) -> None:
        """`program`: a Pulumi YAML program as dict or text, or a folder that has a Pulumi.yaml (it is copied)."""
        self.folder, self.account = folder, account
        self.home = folder / "home"
        self.work = folder / "work"
        for each in (self.home / "backend", self.home / "pulumi"):
            each.mkdir(parents=True)
        if isinstance(program, Path):
            shutil.copytree(program, self.work)
        else:
            self.work.mkdir()
        self.change(program)
        self.environment = base_environment(self.home)
        self.environment |= account.environment() if account else {}
        self.environment |= environment or {}
        settings = {"config": {key if ":" in key else f"utm:{key}": value for key, value in (config or {}).items()}}
        (self.work / f"Pulumi.{STACK}.yaml").write_text(yaml.safe_dump(settings))
        self.command("stack", "init", STACK).must()

    # ---- the program ----

    def change(self, program: dict | str | Path) -> None:
        """Another program from now on."""
        if isinstance(program, Path):
            program = (program / "Pulumi.yaml").read_text()
        document = yaml.safe_load(program) if isinstance(program, str) else dict(program)
        document.setdefault("name", PROJECT)
        document["runtime"] = "yaml"
        document["plugins"] = {"providers": [{"name": "utm", "path": str(binary().parent)}]}
        (self.work / "Pulumi.yaml").write_text(yaml.dump(document, Dumper=_Dumper, sort_keys=False))
        self.program = document

    def set_config(self, key: str, value: Any) -> None:
        path = self.work / f"Pulumi.{STACK}.yaml"
        settings = yaml.safe_load(path.read_text()) or {}
        settings.setdefault("config", {})[key if ":" in key else f"utm:{key}"] = value
        path.write_text(yaml.safe_dump(settings))

    # ---- commands ----

    def start(self, *arguments: str) -> subprocess.Popen:
        """A pulumi command left running, in a process group of its own (Ctrl-C: os.killpg(pid, SIGINT))."""
        return subprocess.Popen(
            ["pulumi", *arguments, "--non-interactive", "--color", "never"],
            cwd=self.work,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def command(self, *arguments: str, log: Path | None = None) -> Result:
        process = self.start(*arguments)
        watch = threading.Timer(SECONDS, process.kill)
        watch.start()
        output, _ = process.communicate()
        watch.cancel()
        text = output.decode(errors="replace")
        return Result(process.returncode, text, events_of(log) if log else [])

    def _operation(self, *arguments: str) -> Result:
        log = self.folder / "events"
        log.unlink(missing_ok=True)
        return self.command(*arguments, "--stack", STACK, "--event-log", str(log), log=log)

    def preview(self, *more: str) -> Result:
        return self._operation("preview", "--diff", *more)

    def up(self, *more: str) -> Result:
        return self._operation("up", "--yes", "--skip-preview", *more)

    def refresh(self, *more: str) -> Result:
        return self._operation("refresh", "--yes", "--skip-preview", *more)

    def destroy(self, *more: str) -> Result:
        return self._operation("destroy", "--yes", "--skip-preview", *more)

    def import_(self, type_token: str, name: str, id_: str, *more: str) -> Result:
        """The program text that pulumi prints is in the result's `text`."""
        return self._operation("import", type_token, name, id_, "--yes", "--skip-preview", "--protect=false", *more)

    def cancel(self) -> Result:
        return self.command("cancel", "--yes", STACK)

    # ---- the state ----

    def export(self, secrets: bool = False) -> dict:
        process = subprocess.run(
            ["pulumi", "stack", "export", "--stack", STACK, *(["--show-secrets"] if secrets else [])],
            cwd=self.work,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        return json.loads(process.stdout)["deployment"]

    def resources(self) -> dict[str, dict]:
        """Name → state (id, inputs, outputs, type, …) of all but the stack and the providers."""
        return {
            each["urn"].rpartition("::")[2]: each
            for each in self.export(secrets=True).get("resources", [])
            if not each["type"].startswith("pulumi:")
        }

    def outputs(self) -> dict:
        for each in self.export(secrets=True).get("resources", []):
            if each["type"] == "pulumi:pulumi:Stack":
                return each.get("outputs", {})
        return {}

    def close(self) -> None:
        """Destroys what a test has left; a test that wants to see the destroy does it itself."""
        if any(each.get("custom") and not each["type"].startswith("pulumi:") for each in self.resources().values()):
            self.cancel()
            result = self.destroy("--refresh")
            if not result.ok:
                print(result.text, file=sys.stderr)


def events_of(log: Path) -> list[dict]:
    """The engine's events; the last line may be torn when the command was killed."""
    events = []
    for line in log.read_text(errors="replace").splitlines() if log.exists() else []:
        try:
            events.append(json.loads(line))
        except json.JSONDecodeError:
            break
    return events
