"""The AWS of fixed answer time that `make bench` measures with (Q4): what is made there is there, and goes again."""

from pathlib import Path

from tests.support import pulumi
from tests.support.paths import ROOT
from tests.support.steady_aws import SteadyAws


def test_a_network_lives_there(tmp_path: Path):
    with SteadyAws(delay=0) as aws:
        stack = pulumi.Stack(tmp_path / "network", ROOT / "examples/network", environment=aws.environment())
        planned = stack.preview().created
        assert stack.up().must().created == planned
        assert len(aws.cloud.objects["subnet"]) == 4
        assert stack.refresh().must().unchanged
        assert stack.up().must().unchanged
        stack.destroy().must()
        assert not any(aws.cloud.objects[kind] for kind in ("vpc", "subnet", "natgateway", "security-group-rule"))
