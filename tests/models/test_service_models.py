"""The generated tables of provider/aws/model/ and the generator that writes them."""

import importlib.util
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "scripts" / "models" / "generate.py"


@pytest.fixture(scope="module")
def generate():
    spec = importlib.util.spec_from_file_location("generate", GENERATOR)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_make_models_runs_every_generator():
    done = subprocess.run(["make", "-n", "models"], cwd=ROOT, capture_output=True, text=True, check=True)
    for maker in GENERATOR.parent.glob("*.py"):
        assert f"scripts/models/{maker.name}" in done.stdout


def test_checked_in_tables_are_what_the_generator_makes():
    done = subprocess.run([sys.executable, GENERATOR, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def tables(generate, tmp_path, monkeypatch):
    monkeypatch.setattr(generate, "OUTPUT", tmp_path / "model")
    return generate.generated(generate.botocore_data(), {"sts": ["GetCallerIdentity"]})


def test_stale_missing_and_surplus_files_are_named(generate, tables):
    assert generate.stale(tables) == ["index.c", "sts.c"]
    generate.write(tables)
    assert generate.stale(tables) == []
    (generate.OUTPUT / "sts.c").write_text("changed by hand")
    (generate.OUTPUT / "old.c").write_text("a service that left the list")
    assert generate.stale(tables) == ["old.c", "sts.c"]
    generate.write(tables)
    assert generate.stale(tables) == []


def test_only_reachable_shapes_are_written(tables):
    assert "shape_GetCallerIdentityResponse" in tables["sts.c"]
    assert "AssumeRole" not in tables["sts.c"]
    assert "extern const struct aws_service aws_model_sts;" in tables["index.c"]


def test_the_list_is_read_line_by_line(generate, tmp_path):
    path = tmp_path / "operations.txt"
    path.write_text("# comment\n\nsts B # why\nec2 C\nsts A\n")
    assert generate.read_operations(path) == {"ec2": ["C"], "sts": ["A", "B"]}


@pytest.mark.parametrize(
    ("text", "message"),
    [("sts", "operations.txt:1: want a service"), ("sts A\nsts A\n", "operations.txt:2: sts A is listed twice")],
)
def test_a_bad_line_is_named(generate, tmp_path, text, message):
    path = tmp_path / "operations.txt"
    path.write_text(text)
    with pytest.raises(generate.Failure, match=message):
        generate.read_operations(path)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [({"rocket": ["Launch"]}, "no service rocket"), ({"sts": ["Launch"]}, "sts has no operation Launch")],
)
def test_what_the_models_do_not_have_is_named(generate, wanted, message):
    with pytest.raises(generate.Failure, match=message):
        generate.generated(generate.botocore_data(), wanted)


def test_another_version_of_botocore_is_refused(generate, tmp_path):
    (tmp_path / "__init__.py").write_text("__version__ = '0.0.1'\n")
    with pytest.raises(generate.Failure, match="is not botocore"):
        generate.check_version(tmp_path / "data")
