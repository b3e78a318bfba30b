"""Proxies: which requests go through one, from where it is known, and what is said when it refuses."""

from pathlib import Path

import grpc
import pytest

from tests.support.certificates import Authority
from tests.support.credential_servers import CredentialServers
from tests.support.plugin import Engine, Plugin
from tests.support.sts import ForwardProxy, Passed, SocksProxy, Sts

ACCOUNT = "111122223333"
HOST = "sts.test"  # nobody but the proxy could reach it
MARK = "s3cret"
USER = f"ann:{MARK}"
GONE, SHOWN = f"http://{USER}@127.0.0.1:1", "http://127.0.0.1:1"  # a proxy that is not there
INPUTS = {"region": "eu-central-1", "allowedAccountIds": [ACCOUNT]}
KEYS = {"accessKey": ACCOUNT, "secretKey": "x"}


def configure(inputs: dict, environment: dict[str, str] | None = None, keys: dict[str, str] = KEYS) -> None:
    """One call of STS. What is logged on the way is shown to nobody who may not see the proxy's password."""
    loud = {"UTM_LOG": "debug", "NO_PROXY": "nowhere.test"}
    with Engine() as engine, Plugin(engine, loud | (environment or {})) as plugin:
        plugin.handshake()
        try:
            plugin.configure(INPUTS | keys | inputs)
        finally:
            plugin.cancel()  # waits until the lines are sent
            lines = [each.message for each in engine.logs]
            assert any("ResourceProvider/Configure " in line for line in lines), lines
            assert [line for line in lines if MARK in line] == []


def refusal(inputs: dict, environment: dict[str, str] | None = None) -> str:
    with pytest.raises(grpc.RpcError) as caught:
        configure({"maxRetries": 0} | inputs, environment)
    told = f"{caught.value.details()} {caught.value.trailing_metadata()}"
    assert MARK not in told
    return caught.value.details()


@pytest.mark.parametrize("where", ["property", "http_proxy", "HTTP_PROXY", "ALL_PROXY"])
def test_a_request_goes_through_the_proxy(where):
    with Sts() as sts, ForwardProxy({HOST: sts.address}, user=USER) as proxy:
        url = proxy.url(USER)
        given = {"httpProxy": url} if where == "property" else {}
        configure({"endpoint": f"http://{HOST}"} | given, {} if given else {where: url})
        assert sts.asked == [ACCOUNT]
        assert proxy.passed == [Passed("POST", HOST, USER)]


def test_what_is_escaped_in_the_url_reaches_the_proxy_as_it_is():
    user = "a@n/n:p%:s s;"
    with Sts() as sts, ForwardProxy({HOST: sts.address}, user=user) as proxy:
        configure({"endpoint": f"http://{HOST}", "httpProxy": proxy.url("a%40n%2Fn:p%25%3as%20s;")})
        assert proxy.passed == [Passed("POST", HOST, user)]


def test_a_request_goes_through_a_socks_proxy():
    with Sts() as sts, SocksProxy({HOST: sts.address}, USER) as proxy:
        configure({"endpoint": f"http://{HOST}"}, {"all_proxy": f"socks5h://{USER}@127.0.0.1:{proxy.port}"})
        assert sts.asked == [ACCOUNT]
        assert proxy.passed == [Passed("CONNECT", HOST, USER)]


@pytest.mark.parametrize("where", ["property", "https_proxy", "HTTPS_PROXY"])
def test_a_request_goes_through_the_proxys_tunnel(where, tmp_path: Path):
    authority = Authority(tmp_path / "ca")
    with Sts(authority.server(f"DNS:{HOST}")) as sts, ForwardProxy({HOST: sts.address}, user=USER) as proxy:
        url = proxy.url(USER)
        given = {"httpsProxy": url} if where == "property" else {}
        inputs = {"endpoint": f"https://{HOST}", "customCaBundle": str(authority.bundle)} | given
        configure(inputs, {} if given else {where: url})
        assert sts.asked == [ACCOUNT]
        assert proxy.passed == [Passed("CONNECT", HOST, USER)]


def test_the_property_goes_before_the_environment():
    with Sts() as sts, ForwardProxy({HOST: sts.address}) as proxy, ForwardProxy({}) as other:
        inputs = {"endpoint": f"http://{HOST}", "httpProxy": proxy.url(), "noProxy": "other.test"}
        configure(inputs, {"http_proxy": other.url(), "no_proxy": HOST})
        assert len(proxy.passed) == 1 and not other.passed


def test_what_is_on_this_machine_or_named_goes_direct():
    with Sts() as sts, ForwardProxy({HOST: sts.address}) as proxy:
        configure({"endpoint": sts.url, "httpProxy": proxy.url()})
        assert sts.asked == [ACCOUNT] and not proxy.passed
        text = refusal({"endpoint": f"http://{HOST}", "httpProxy": proxy.url(), "noProxy": ".test"})
        assert "cannot be looked up" in text and not proxy.passed


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_wants_other_credentials(scheme):
    with ForwardProxy({}, user="bob:other") as proxy:
        text = refusal({"endpoint": f"{scheme}://{HOST}", f"{scheme}Proxy": proxy.url(USER)})
        assert "the proxy wants a user and a password, or does not take those in its URL (HTTP 407)" in text
        assert f"the proxy {proxy.url()}: check {scheme}Proxy and NO_PROXY" in text
        assert len(proxy.passed) == 1, "the answer will not change"


@pytest.mark.parametrize(
    ("status", "says"), [(403, "the proxy does not allow a connection to this host"), (502, "cannot reach this host")]
)
def test_a_proxy_that_makes_no_tunnel(status, says):
    with ForwardProxy({}, refuses={HOST: status}) as proxy:
        text = refusal({"endpoint": f"https://{HOST}", "httpsProxy": proxy.url()})
        assert says in text and str(status) in text


@pytest.mark.parametrize(
    ("inputs", "environment", "says"),
    [
        ({}, {"ALL_PROXY": GONE}, "check ALL_PROXY and NO_PROXY"),
        ({}, {"http_proxy": GONE, "no_proxy": "a.test"}, "check http_proxy and no_proxy"),
        ({"httpProxy": GONE}, {"NO_PROXY": ""}, "check httpProxy and noProxy"),
        ({"noProxy": "a.test"}, {"HTTP_PROXY": GONE}, "check HTTP_PROXY and noProxy"),
    ],
)
def test_the_setting_that_made_it_is_named(inputs, environment, says):
    text = refusal({"endpoint": f"http://{HOST}"} | inputs, environment)
    assert (
        f"nobody listens at the proxy's address (connection refused). It went through the proxy {SHOWN}: {says}" in text
    )


@pytest.mark.parametrize("proxy", [f"ftp://{USER}@proxy", f"http://{USER}@[1:2:3]:3128", f"http://{USER}%00@proxy"])
def test_a_bad_proxy_in_the_environment(proxy):
    text = refusal({"endpoint": f"http://{HOST}"}, {"https_proxy": proxy})
    assert "the variable https_proxy: expected the URL of a proxy, such as http://proxy.example.com:3128" in text


def test_an_endpoint_with_a_password_is_not_shown():
    text = refusal({}, {"AWS_ENDPOINT_URL": f"http://{USER}@localhost:4566"})
    assert "expected an endpoint URL such as http://localhost:4566, without user and password" in text


def test_a_port_in_the_list_is_met_by_the_schemes_own():
    with ForwardProxy({}, refuses={HOST: 403}) as proxy:
        text = refusal({"endpoint": f"https://{HOST}", "httpsProxy": proxy.url(), "noProxy": f"{HOST}:443"})
        assert "cannot be looked up" in text and not proxy.passed
        text = refusal({"endpoint": f"https://{HOST}", "httpsProxy": proxy.url(), "noProxy": f"{HOST}:80"})
        assert "does not allow a connection" in text and len(proxy.passed) == 1


def test_metadata_goes_direct_wherever_it_is():
    """Token and keys are for nobody else's eyes; 0.0.0.0 is this machine, but no loopback address."""
    with CredentialServers() as servers, ForwardProxy({"0.0.0.0": ("127.0.0.1", servers.port)}) as proxy:
        metadata = f"http://0.0.0.0:{servers.port}"
        inputs = {"endpoint": servers.url, "httpProxy": proxy.url(), "ec2MetadataServiceEndpoint": metadata}
        configure(inputs, {"AWS_EC2_METADATA_DISABLED": "false"}, keys={})
        assert [each.kind for each in servers.requests] == ["imds token", "imds", "imds", "call"]
        assert not proxy.passed
