"""The provider's configuration: what CheckConfig gives back and refuses, and what DiffConfig replaces (K10)."""

import json
import re
import time
from collections.abc import Iterator
from concurrent import futures

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import engine_pb2, provider_pb2

from tests.support.plugin import UNKNOWN, Engine, Plugin, plain, secret
from tests.support.sts import Sts

FRANKFURT, IRELAND = {"region": "eu-central-1"}, {"region": "eu-west-1"}
TAGS = {"tags": {"Team": "utm"}}
ROLE = "arn:aws:iam::111122223333:role/deploy"
OTHER_ROLE = "arn:aws:iam::444455556666:role/deploy"
POLICY = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
MARK = "mark-77d1"


# ---- CheckConfig ----


def test_maps_come_as_text_and_the_engines_own_keys_pass(plugin):
    answer = plugin.check_config(FRANKFURT | {"defaultTags": json.dumps(TAGS), "version": "0.1.0"})
    assert not answer.failures
    assert plain(answer.inputs) == FRANKFURT | {"defaultTags": TAGS, "version": "0.1.0"}


def test_what_is_given_back_is_taken_again(plugin):
    first = plain(plugin.check_config(FRANKFURT | {"defaultTags": json.dumps(TAGS)}).inputs)
    again = plain(plugin.check_config(first, first).inputs)
    assert again == first
    assert plugin.diff_config(again, first).changes == provider_pb2.DiffResponse.DIFF_NONE


def role(**more) -> dict:
    return {"assumeRoles": [{"roleArn": ROLE} | more]}


def identity(**more) -> dict:
    token = {} if "webIdentityToken" in more else {"webIdentityTokenFile": "/token"}
    return {"assumeRoleWithWebIdentity": {"roleArn": ROLE} | token | more}


RIGHT = {
    "a role": role(),
    "everything of a role": role(
        sessionName="ci@utm",
        externalId="a:b/c",
        duration="12h",
        policy=POLICY,
        policyArns=["arn:aws:iam::aws:policy/ReadOnlyAccess"],
        tags={"team": "utm"},
        transitiveTagKeys=["team"],
        sourceIdentity="ann",
    ),
    "a chain": {"assumeRoles": [{"roleArn": ROLE, "duration": "12h"}, {"roleArn": OTHER_ROLE, "duration": "60m"}]},
    "an hour after a token": {"assumeRoles": [{"roleArn": ROLE, "duration": "1h"}]} | identity(duration="12h"),
    "a token in a file": identity(sessionName="ci", duration="900s", policy=POLICY),
    "retry mode": {"retryMode": "adaptive"},
    "proxies": {"noProxy": "10.0.0.0/8,.example.com"},
    "metadata": {"ec2MetadataServiceEndpoint": "http://[fd00:ec2::254]", "ec2MetadataServiceEndpointMode": "IPv6"},
    "no FIPS": {"endpoint": "http://localhost", "useFipsEndpoint": False},
    "no metadata": {"skipMetadataApiCheck": True},
}


@pytest.mark.parametrize("inputs", RIGHT.values(), ids=RIGHT)
def test_what_is_right_comes_back(plugin, inputs):
    as_text = {name: json.dumps(value) if isinstance(value, list | dict) else value for name, value in inputs.items()}
    for given in (inputs, as_text):  # of a provider of its own, and of the stack's configuration
        answer = plugin.check_config(FRANKFURT | given)
        assert not answer.failures
        assert plain(answer.inputs) == FRANKFURT | inputs


def test_what_may_hold_a_secret_comes_back_as_one(plugin):
    given = {"httpProxy": "http://ann:x@proxy", "httpsProxy": "proxy:3128"} | identity(webIdentityToken="token")
    answer = plugin.check_config(FRANKFURT | given)
    assert not answer.failures
    assert plain(answer.inputs) == FRANKFURT | {
        "httpProxy": secret("http://ann:x@proxy"),
        "httpsProxy": secret("proxy:3128"),
        "assumeRoleWithWebIdentity": {"roleArn": ROLE, "webIdentityToken": secret("token")},
    }


WRONG = {
    "region": ({"region": "Frankfurt"}, "expected a region like us-east-1"),
    "profile": ({"profile": "nobody"}, r'the AWS profile "nobody" \(profile\) is neither in'),
    "a key alone": ({"accessKey": "AKIA"}, '"accessKey" needs "secretKey" beside it'),
    "a key beside web identity": (
        {"accessKey": "AKIA", "secretKey": "x"} | identity(),
        '"accessKey" and "assumeRoleWithWebIdentity" exclude each other',
    ),
    "role": (role(roleArn="deploy"), r"roleArn: expected a role's ARN like arn:aws:iam::"),
    "a user's ARN": (role(roleArn="arn:aws:iam::111122223333:user/ann"), r"assumeRoles\[0\].roleArn: expected a role"),
    "no role": ({"assumeRoles": [{}]}, 'missing required property "assumeRoles\\[0\\].roleArn"'),
    "role of another partition": (
        role(roleArn="arn:aws-cn:iam::111122223333:role/x"),
        r"assumeRoles\[0\].roleArn: the role is in the partition aws-cn, the region eu-central-1 in aws",
    ),
    "session name": (role(sessionName="a b"), "sessionName: expected 2 to 64 letters"),
    "short session name": (role(sessionName="a"), "sessionName: expected 2 to 64 letters"),
    "short external id": (role(externalId="1"), r"externalId: .*2"),
    "long external id": (role(externalId="x" * 1225), r"externalId: .*1224"),
    "external id": (role(externalId="a b"), r"externalId: expected 2 to 1,224 letters"),
    "no unit": (role(duration="3600"), r"duration: expected a duration such as 1h"),
    "short": (role(duration="14m"), "duration: 14m is too short: it must be 15m or more"),
    "long": (role(duration="13h"), "duration: 13h is too long: it must be 12h or less"),
    "long in a chain": (
        {"assumeRoles": [{"roleArn": ROLE}, {"roleArn": ROLE, "duration": "2h"}]},
        r"assumeRoles\[1\].duration: 2h is too long: it must be 1h or less for a role taken on with",
    ),
    "long after a token": (
        role(duration="61m") | identity(duration="12h"),
        r"assumeRoles\[0\].duration: 61m is too long: it must be 1h or less for a role taken on with the credentials "
        "of the role of assumeRoleWithWebIdentity",
    ),
    "policy": (role(policy="{"), r"assumeRoles\[0\].policy: not valid JSON"),
    "policy's content": (role(policy="{}"), r"assumeRoles\[0\].policy: .*Statement"),
    "policy ARN": (role(policyArns=["ReadOnlyAccess-and-more"]), r"policyArns\[0\]: expected an ARN"),
    "tags": (role(tags={"aws:x": "y"}), r'tags\["aws:x"\]: a tag\'s key may not begin with "aws:"'),
    "source identity": (role(sourceIdentity="a/b"), "sourceIdentity: expected 2 to 64 letters"),
    "word of a role": (role(roleArm=ROLE), r'"assumeRoles\[0\].roleArm"; did you mean "roleArn"'),
    "both tokens": (
        identity(webIdentityToken="token", webIdentityTokenFile="/token"),
        'exactly one of "assumeRoleWithWebIdentity.webIdentityToken" and "assumeRoleWithWebIdentity.webIdentityToken'
        'File" may be given',
    ),
    "no token": ({"assumeRoleWithWebIdentity": {"roleArn": ROLE}}, "exactly one of .* must be given; none is"),
    "web identity's role": (identity(roleArn="x"), "assumeRoleWithWebIdentity.roleArn: expected a role's ARN"),
    "web identity's partition": (
        identity(roleArn="arn:aws-us-gov:iam::111122223333:role/x"),
        "assumeRoleWithWebIdentity.roleArn: the role is in the partition aws-us-gov",
    ),
    "retry mode": ({"retryMode": "legacy"}, 'expected one of "standard", "adaptive", got "legacy"'),
    "retries": ({"maxRetries": 101}, "100"),
    "proxy": ({"httpProxy": "ftp://proxy"}, "httpProxy: expected the URL of a proxy, such as http://proxy"),
    "proxy with a bad address": (
        {"httpProxy": "http://[1:2:3]:3128"},
        "httpProxy: expected the URL of a proxy, .* brackets are for an IPv6 address",
    ),
    "proxy with a control character": (
        {"httpsProxy": "http://ann:a%00b@proxy"},
        r"httpsProxy: .* no escape may stand for a control character \(%00 to %1F, %7F\)",
    ),
    "proxy with @": ({"httpsProxy": "http://a:b@c@proxy"}, r"httpsProxy: .*%40 for an @ in the password"),
    "hosts without proxy": (
        {"noProxy": "a.test,10.0.0.0/8:443"},
        "entry 2 holds for no host: a block of addresses ends with its prefix length, and has no port",
    ),
    "metadata": ({"ec2MetadataServiceEndpoint": "169.254.169.254"}, "expected a URL such as https://"),
    "metadata mode": ({"ec2MetadataServiceEndpointMode": "ipv5"}, 'expected one of "IPv4", "IPv6"'),
    "both lists of accounts": (
        {"allowedAccountIds": ["111122223333"], "forbiddenAccountIds": ["444455556666"]},
        "exclude each other",
    ),
    "account": ({"allowedAccountIds": ["42"]}, "an account number of 12 digits"),
    "config file": (
        {"sharedConfigFiles": ["/nonexistent/config"]},
        "cannot read /nonexistent/config: No such file or directory",
    ),
    "credentials file": (
        {"sharedCredentialsFiles": ["/nonexistent/credentials"]},
        "cannot read /nonexistent/credentials: No such file or directory",
    ),
    "CA bundle without certificates": ({"customCaBundle": "/dev/null"}, "it holds no certificate in PEM form"),
    "CA bundle": ({"customCaBundle": "/nonexistent"}, "cannot read the CA bundle /nonexistent: No such file"),
    "endpoint": ({"endpoint": "localhost:4566"}, "expected a URL such as https://"),
    "FIPS at an endpoint": (
        {"endpoint": "http://localhost", "useFipsEndpoint": True},
        r"FIPS endpoints are asked for, but ec2 has an endpoint of its own \(http://localhost, by endpoint\)",
    ),
    "dual stack at an endpoint": (
        {"endpoints": {"s3": "http://localhost"}, "useDualstackEndpoint": True},
        "dual-stack endpoints are asked for, but s3 has an endpoint of its own",
    ),
    "service": ({"endpoints": {"ec3": "http://localhost"}}, 'there is no service "ec3"; known are '),
    "word": ({"assumeRole": {"roleArn": ROLE}}, '"assumeRole"; did you mean "assumeRoles"'),
}


@pytest.mark.parametrize(("inputs", "says"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said(plugin, inputs, says):
    failures = plugin.check_config(FRANKFURT | inputs).failures
    assert any(re.search(says, each.reason) for each in failures), failures
    # the engine prints the property's value, so it must be one that was given
    assert all(each.property in {"", *(FRANKFURT | inputs)} for each in failures)


@pytest.mark.parametrize(
    "inputs",
    [
        {"httpProxy": f"ftp://ann:{MARK}@proxy"},
        {"httpsProxy": f"http://ann:{MARK}@@proxy"},
        {"httpsProxy": f"http://ann:{MARK}@[1:2:3]:3128"},
        {"httpProxy": f"http://ann:{MARK}%0a@proxy"},
        {"httpsProxy": [MARK]},
        identity(webIdentityToken={"x": MARK}),
        identity(webIdentityToken=MARK, webIdentityTokenFile="/token"),
        {"secretKey": MARK},
    ],
)
def test_no_refusal_shows_a_secret(plugin, inputs):
    failures = plugin.check_config(FRANKFURT | inputs).failures
    assert failures and MARK not in str(failures)
    assert not {each.property for each in failures} & inputs.keys(), "the engine would print the value"
    assert all(any(name in each.reason for name in inputs) for each in failures)


def test_what_is_not_known_yet_waits(plugin):
    given = {
        "profile": UNKNOWN,
        "httpsProxy": UNKNOWN,
        "retryMode": UNKNOWN,
        "assumeRoles": [{"roleArn": UNKNOWN, "duration": UNKNOWN, "policy": UNKNOWN}, UNKNOWN],
        "assumeRoleWithWebIdentity": UNKNOWN,
    }
    assert not plugin.check_config(FRANKFURT | given).failures


def test_the_region_of_the_profile_is_kept(tmp_path):
    """Whoever has another file would else work in another region with the same state."""
    config = tmp_path / "config"
    config.write_text("[profile one]\nregion = eu-central-1\n[profile two]\nregion = eu-west-1\n")
    with Plugin(environment={"AWS_CONFIG_FILE": str(config)}) as plugin:
        plugin.handshake()
        one = plain(plugin.check_config({"profile": "one"}).inputs)
        two = plain(plugin.check_config({"profile": "two"}).inputs)
        assert one == {"profile": "one", "region": "eu-central-1"}
        assert list(plugin.diff_config(two, one).replaces) == ["region"]
        assert "region" not in plain(plugin.check_config({"profile": UNKNOWN}).inputs)


@pytest.mark.parametrize(
    ("region", "partition", "suffix"),
    [
        ("ap-southeast-7", "aws", "amazonaws.com"),
        ("us-gov-east-1", "aws-us-gov", "amazonaws.com"),
        ("cn-northwest-1", "aws-cn", "amazonaws.com.cn"),
        ("us-iso-east-1", "aws-iso", "c2s.ic.gov"),
        ("us-isob-west-1", "aws-iso-b", "sc2s.sgov.gov"),
        ("eu-isoe-west-1", "aws-iso-e", "cloud.adc-e.uk"),
        ("us-isof-south-1", "aws-iso-f", "csp.hci.ic.gov"),
        ("eusc-de-east-1", "aws-eusc", "amazonaws.eu"),
    ],
)
def test_a_region_of_every_partition(tmp_path, region, partition, suffix):
    """However it is chosen; with what belongs to it."""
    config = tmp_path / "config"
    config.write_text(f"[default]\nregion = {region}\n")
    more = {
        "assumeRoles": [
            {
                "roleArn": f"arn:{partition}:iam::111122223333:role/deploy",
                "policyArns": [f"arn:{partition}:iam::aws:policy/ReadOnlyAccess"],
            }
        ],
        "endpoints": {"ec2": f"https://ec2.{region}.{suffix}"},
    }
    for given, environment in (
        ({"region": region}, {}),
        ({}, {"AWS_REGION": region}),
        ({}, {"AWS_CONFIG_FILE": str(config)}),
    ):
        with Plugin(environment=environment) as plugin:
            plugin.handshake()
            answer = plugin.check_config(given | more)
            assert not answer.failures
            assert plain(answer.inputs) == {"region": region} | more
            plugin.configure({"region": region, "skipCredentialsValidation": True} | more)


NAMED = {
    "AWS_MAX_ATTEMPTS": ("abc", 'expected a whole number from 1 to 101, got "abc"'),
    "AWS_RETRY_MODE": ("patient", 'expected standard, adaptive or legacy, got "patient"'),
    "AWS_ENDPOINT_URL": ("localhost:4566", '"localhost:4566" is no endpoint URL (such as http://localhost:4566)'),
    "AWS_ENDPOINT_URL_EC2": ("localhost:4566", '"localhost:4566" is no endpoint URL (such as http://localhost:4566)'),
    "AWS_CA_BUNDLE": ("/nonexistent", "cannot read the CA bundle /nonexistent: No such file or directory"),
    "AWS_USE_FIPS_ENDPOINT": ("1", 'expected false or true, got "1"'),
    "AWS_USE_DUALSTACK_ENDPOINT": ("yes", 'expected false or true, got "yes"'),
    "AWS_EC2_METADATA_DISABLED": ("1", 'expected false or true, got "1"'),
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": ("on", 'expected false or true, got "on"'),
}


@pytest.mark.parametrize("variable", NAMED)
def test_a_mistake_in_a_variable_is_said_of_the_variable(variable):
    """And of no property: nobody has set one. In Configure, too, which comes alone in a refresh and a destroy."""
    value, says = NAMED[variable]
    with Plugin(environment={variable: value}) as plugin:
        plugin.handshake()
        (failure,) = plugin.check_config(FRANKFURT).failures
        assert (failure.property, failure.reason) == ("", f"the variable {variable}: {says}")
        with pytest.raises(grpc.RpcError) as refused:
            plugin.configure(FRANKFURT)
        assert refused.value.details() == failure.reason


def test_a_mistake_in_a_profile_is_said_of_its_line(tmp_path):
    config = tmp_path / "config"
    config.write_text("[default]\n[profile p]\n\nuse_fips_endpoint = 1\n")
    with Plugin(environment={"AWS_CONFIG_FILE": str(config)}) as plugin:
        plugin.handshake()
        (failure,) = plugin.check_config(FRANKFURT | {"profile": "p"}).failures
    assert (failure.property, failure.reason) == (
        "",
        f'use_fips_endpoint in [profile p] ({config}, line 4): expected false or true, got "1"',
    )


@pytest.mark.parametrize("inputs", [{"sharedCredentialsFiles": ["/nonexistent"]}, {"customCaBundle": "/dev/null"}])
def test_configure_names_the_property(plugin, inputs):
    with pytest.raises(grpc.RpcError) as refused:
        plugin.configure(FRANKFURT | inputs)
    assert refused.value.details().startswith(f"{next(iter(inputs))}: cannot read ")


def test_a_switch_that_is_off_counts_before_the_variable(sts):
    """An endpoint of one's own together with FIPS or dual stack is refused: so this goes well only if both are off."""
    environment = {"AWS_USE_FIPS_ENDPOINT": "true", "AWS_USE_DUALSTACK_ENDPOINT": "true"}
    off = {"useFipsEndpoint": False, "useDualstackEndpoint": False}
    inputs = FRANKFURT | keys(A) | {"endpoint": sts.url, "allowedAccountIds": [A]}
    with Plugin(environment=environment) as plugin:
        plugin.handshake()
        assert "FIPS endpoints are asked for" in plugin.check_config(inputs).failures[0].reason
        assert not plugin.check_config(inputs | off).failures
        plugin.configure(inputs | off)
    assert sts.asked == [A]


def test_a_wrong_region_of_a_variable_is_said_of_the_variable():
    with Plugin(environment={"AWS_DEFAULT_REGION": "Frankfurt"}) as plugin:
        plugin.handshake()
        (failure,) = plugin.check_config({}).failures
    assert failure.property == ""
    assert failure.reason == ('the variable AWS_DEFAULT_REGION: expected a region like us-east-1, got "Frankfurt"')


def test_no_region_is_said(plugin):
    (failure,) = plugin.check_config({}).failures
    assert failure.property == "" and "no AWS region: set the provider's `region`" in failure.reason


# ---- DiffConfig ----

A, B = "111122223333", "444455556666"


def keys(account: str) -> dict:
    return {"accessKey": account, "secretKey": "x"}


@pytest.fixture
def sts() -> Iterator[Sts]:
    with Sts() as sts:
        yield sts


@pytest.mark.parametrize(
    ("old", "new", "replaces"),
    [
        (FRANKFURT, IRELAND, ["region"]),
        (FRANKFURT, {"region": "cn-north-1"}, ["region"]),
        ({}, IRELAND, []),  # a state that never said its region
        (FRANKFURT, {"region": UNKNOWN}, []),
        (FRANKFURT, FRANKFURT | {"defaultTags": TAGS}, []),
        (FRANKFURT, FRANKFURT | {"retryMode": "adaptive", "noProxy": "*", "maxRetries": 3}, []),
        (FRANKFURT | {"secretKey": "x"}, FRANKFURT | {"secretKey": "y"}, []),
        (role(), {"assumeRoles": [{"roleArn": OTHER_ROLE}]}, ["assumeRoles"]),
        (role(), {"assumeRoles": [{"roleArn": ROLE + "2"}]}, []),
        (role(), {"assumeRoles": [{"roleArn": OTHER_ROLE}, {"roleArn": ROLE}]}, []),
        (role(), {"assumeRoles": [{"roleArn": UNKNOWN}]}, []),
        (role(), identity(roleArn=OTHER_ROLE), ["assumeRoles", "assumeRoleWithWebIdentity"]),
        (identity(), identity(roleArn=OTHER_ROLE), ["assumeRoleWithWebIdentity"]),
        ({"allowedAccountIds": [A]}, {"allowedAccountIds": [B]}, ["allowedAccountIds"]),
        ({"allowedAccountIds": [A]}, {"allowedAccountIds": [B, A]}, []),
        ({"allowedAccountIds": [A], "profile": "one"}, {"allowedAccountIds": [B], "profile": "two"}, ["profile"]),
        (FRANKFURT | role(), IRELAND | {"assumeRoles": [{"roleArn": OTHER_ROLE}]}, ["assumeRoles", "region"]),
    ],
)
def test_another_region_or_account_replaces(plugin, old, new, replaces):
    """What the configuration itself says needs no call: there is nobody to ask here."""
    answer = plugin.diff_config(new, old)
    assert sorted(answer.replaces) == sorted(replaces)
    assert answer.changes == provider_pb2.DiffResponse.DIFF_SOME
    marked = {path.split("[")[0].split(".")[0] for path, diff in answer.detailedDiff.items() if is_replace(diff.kind)}
    assert marked == set(replaces)


def is_replace(kind: int) -> bool:
    return provider_pb2.PropertyDiff.Kind.Name(kind).endswith("_REPLACE")


@pytest.mark.parametrize(
    ("old", "new", "replaces", "asked"),
    [
        (keys(A), keys(B), ["accessKey"], [B, A]),
        (keys(A), keys(A) | {"token": "t"}, [], []),
        ({}, keys(B), ["accessKey"], [B, A]),  # the environment's keys are A's
        ({}, keys(A), [], [A, A]),
        (keys(B), {"profile": "a"}, ["accessKey", "profile"], [A, B]),
        (keys(A), {"profile": "a"}, [], [A, A]),
        (keys(B) | role(), keys(A), [], [A]),  # the role's account is told
        (keys(A), keys(A) | {"assumeRoles": [{"roleArn": OTHER_ROLE}]}, ["assumeRoles"], [A]),
        (keys(A + "-gone"), keys(B), [], [B, A + "-gone"]),  # nobody can tell any more
        (keys(A), keys(B + "-gone"), [], [B + "-gone"]),
        (keys(A), keys(B) | {"skipCredentialsValidation": True}, [], []),
        (keys(A), keys(UNKNOWN), [], []),
    ],
)
def test_the_account_is_asked_for_where_its_selection_changes(sts, tmp_path, old, new, replaces, asked):
    file = tmp_path / "credentials"
    file.write_text(f"[a]\naws_access_key_id = {A}\naws_secret_access_key = x\n")
    environment = {"AWS_ACCESS_KEY_ID": A, "AWS_SECRET_ACCESS_KEY": "x", "AWS_ENDPOINT_URL": sts.url}
    with Plugin(environment=environment | {"AWS_SHARED_CREDENTIALS_FILE": str(file)}) as plugin:
        plugin.handshake()
        answer = plugin.diff_config(FRANKFURT | new, FRANKFURT | old)
        assert sorted(answer.replaces) == sorted(replaces)
        assert sts.asked == asked


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (keys(A + "-gone"), "GetCallerIdentity: InvalidClientTokenId"),
        ({"accessKey": A, "secretKey": "x", "endpoint": "http://127.0.0.1:1", "maxRetries": 0}, "no usable answer"),
        ({"profile": MARK}, "its profile cannot be used"),
        ({"profile": "empty"}, "no usable credentials"),
    ],
)
def test_the_log_says_why_nobody_could_tell_and_nothing_that_was_given(sts, tmp_path, new, why):
    """What AWS says of it may quote what it was sent."""
    file = tmp_path / "credentials"
    file.write_text(f"[empty]\noutput = {MARK}\n")
    environment = {"AWS_ENDPOINT_URL": sts.url, "AWS_SHARED_CREDENTIALS_FILE": str(file), "UTM_LOG": "debug"}
    with Engine() as engine:
        with Plugin(engine, environment) as plugin:
            plugin.handshake()
            assert not plugin.diff_config(FRANKFURT | new, FRANKFURT | keys(B)).replaces
            plugin.cancel()  # waits until the lines are sent
        lines = [each.message for each in engine.logs]
    (line,) = [each for each in lines if each.startswith("DiffConfig:")]
    assert re.fullmatch(rf"DiffConfig: the account of a configuration is not known \((\w+: )?{why}\)", line), line
    for never in (A, MARK, "security token included", "127.0.0.1:1", str(tmp_path)):
        assert never not in "\n".join(lines)


@pytest.mark.parametrize(
    ("new", "old", "side"), [(keys(B), keys(A + "-gone"), "old"), (keys(B + "-gone"), keys(A), "new")]
)
def test_it_is_said_that_the_account_cannot_be_told(sts, new, old, side):
    with Engine() as engine, Plugin(engine, {"AWS_ENDPOINT_URL": sts.url}) as plugin:
        plugin.handshake()
        assert not plugin.diff_config(FRANKFURT | new, FRANKFURT | old).replaces
        (said,) = engine.logs
    assert said.severity == engine_pb2.WARNING
    assert said.message == (
        f"whether this is another AWS account cannot be told (the {side} configuration: "
        "GetCallerIdentity: InvalidClientTokenId): nothing is replaced for that. "
        "allowedAccountIds keeps the provider out of a wrong account"
    )


def test_it_is_said_and_asked_once(sts):
    """For each resource that goes from one provider to another the engine asks the new one, which is configured."""
    with Engine() as engine, Plugin(engine, {"AWS_ENDPOINT_URL": sts.url}) as plugin:
        plugin.handshake()
        assert list(plugin.diff_config(FRANKFURT | keys(B), FRANKFURT | keys(A)).replaces) == ["accessKey"]
        assert list(plugin.diff_config(IRELAND, FRANKFURT).replaces) == ["region"]
        assert list(plugin.diff_config({"region": "cn-north-1"}, FRANKFURT).replaces) == ["region"]
        plugin.configure(FRANKFURT | keys(B))
        for _ in range(3):
            assert list(plugin.diff_config(FRANKFURT | keys(B), FRANKFURT | keys(A)).replaces) == ["accessKey"]
        assert sts.asked == [B, A]
        said = [each.message for each in engine.logs]
    assert said == [
        f"another account ({B}, before: {A}): every resource of this provider is replaced",
        "another region (eu-west-1, before: eu-central-1): every resource of this provider is replaced",
        "another partition (aws-cn, before: aws): every resource of this provider is replaced",
    ]


def test_an_account_that_nobody_tells_in_time_replaces_nothing(sts):
    with Plugin(environment={"AWS_ENDPOINT_URL": sts.url}) as plugin:
        plugin.handshake()
        since = time.monotonic()
        answer = plugin.diff_config(FRANKFURT | keys(B), FRANKFURT | keys(A + "-silent"))
        assert not answer.replaces and 4 < time.monotonic() - since < 10
        again = time.monotonic()
        assert not plugin.diff_config(FRANKFURT | keys(B), FRANKFURT | keys(A + "-silent")).replaces
        assert time.monotonic() - again < 1, "it is not waited for twice"


def test_cancel_ends_the_question(sts):
    with Plugin(environment={"AWS_ENDPOINT_URL": sts.url}) as plugin, futures.ThreadPoolExecutor() as pool:
        plugin.handshake()
        asked = pool.submit(plugin.diff_config, FRANKFURT | keys(B + "-silent"), FRANKFURT | keys(A))
        assert sts.heard.wait(20)
        since = time.monotonic()
        plugin.rpc.Cancel(empty_pb2.Empty())
        assert asked.exception(20).code() == grpc.StatusCode.CANCELLED
        assert time.monotonic() - since < 2
