"""Invoke: what the functions say when AWS refuses."""

import grpc
import pytest

from tests.support.plugin import Plugin, secret
from tests.support.sts import Server

MARK = "vpc-4f204f20"


class Refusing(Server):
    """An EC2 that knows no VPC, and says which one was asked for."""

    class Handler(Server.Handler):
        def do_POST(self) -> None:
            self.body()
            error = f"<Code>InvalidVpcID.NotFound</Code><Message>The vpc ID '{MARK}' does not exist</Message>"
            self.answer(400, f"<Response><Errors><Error>{error}</Error></Errors></Response>".encode())


@pytest.mark.parametrize(("given", "said"), [(MARK, f"'{MARK}'"), (secret(MARK), "'[secret]'")])
def test_an_argument_that_is_secret_is_not_printed(given, said):
    with Refusing() as ec2, Plugin() as plugin:
        host, port = ec2.address
        plugin.handshake()
        plugin.configure(
            {"region": "eu-central-1", "accessKey": "A", "secretKey": "x", "endpoint": f"http://{host}:{port}"}
        )
        with pytest.raises(grpc.RpcError) as caught:
            plugin.invoke("utm:index:getVpc", {"id": given})
    assert f"The vpc ID {said} does not exist" in caught.value.details()
    assert (MARK in caught.value.details()) == (given == MARK)
