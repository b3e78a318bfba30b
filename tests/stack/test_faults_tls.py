"""AWS behind https: an authority of one's own, handshakes that break off, and certificates that must not be trusted."""

import pytest

from tests.stack.example import converges, ends_empty, example, through
from tests.support.certificates import Authority
from tests.support.proxy import Break, hits

HERE = "IP:127.0.0.1"
SEED = "20241126 tls"
# The first connection fails, most of the first twelve; and connections are closed, so that there are so many.
HANDSHAKES = ("reset", None, "closed", "garbage") * 3


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path / "authority")


@pytest.mark.parametrize("way", ["AWS_CA_BUNDLE", "customCaBundle"])
def test_handshakes_break_off_for_a_while(stack, account, authority, way):
    bundle = str(authority.bundle)
    net = example(
        stack,
        account,
        environment={way: bundle} if way == "AWS_CA_BUNDLE" else None,
        config={way: bundle} if way == "customCaBundle" else None,
    )
    closed = Break("closed", hits(SEED, 10, 110))
    with through(net, account, closed, tls=authority.server(HERE), handshakes=HANDSHAKES) as wire:
        up = net.up()
        print(f"{wire.broken_handshakes} broken handshakes, exit status {up.code}")
        assert wire.broken_handshakes >= 6
        converges(net, account, up)
        ends_empty(net, account)


WRONG = {  # whose certificate the server has, and for which name; the client trusts the authority of the test
    "of an unknown authority": (lambda folder, _known: Authority(folder, "others"), HERE),
    "of another server": (lambda _folder, known: known, "DNS:aws.example"),
}


@pytest.mark.parametrize("certificate", WRONG)
def test_a_certificate(stack, account, authority, tmp_path, certificate):
    """Nothing is said to a server that is not the right one."""
    signer, name = WRONG[certificate]
    net = example(stack, account, environment={"AWS_CA_BUNDLE": str(authority.bundle)})
    account.forget_calls()
    with through(net, account, tls=signer(tmp_path / "others", authority).server(name)) as wire:
        up = net.up()
    assert not up.ok and "certificate is not trusted" in up.errors and "AWS_CA_BUNDLE" in up.errors, up.text
    assert wire.requests.total() == 0 and account.calls() == [] and net.resources() == {}
    converges(net, account, up)
    ends_empty(net, account)
