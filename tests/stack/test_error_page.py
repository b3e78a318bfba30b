"""docs/errors.md: every message there is printed, word for word, by the mistake that stands above it.

A fenced block of the page is what the command printed; `<words like these>` stand for what differs from one user to the
other, and `…` for lines that are left out.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.stack import processes
from tests.stack.parts import VPC, part, quick, trust
from tests.support.emulator import REGION, SECRET, Account
from tests.support.paths import ROOT
from tests.support.pulumi import STACK, Stack

PAGE = ROOT / "docs/errors.md"
ONE_VPC = {"resources": {"main": VPC}}
SUBNET = part("utm:ec2:Subnet", vpcId="${vpc.id}", cidrBlock="10.0.0.0/24")
NAMES = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}
PROFILES = """
[profile staging]
role_arn = arn:aws:iam::111122223333:role/deploy
source_profile = base
mfa_serial = arn:aws:iam::111122223333:mfa/alice

[profile production]
sso_session = team
sso_account_id = 111122223333
sso_role_name = developer

[sso-session team]
sso_region = eu-central-1
sso_start_url = https://team.awsapps.com/start

[profile base]
aws_access_key_id = AKIABASE
aws_secret_access_key = base
"""


@dataclass
class Desk:
    """What a mistake is made with."""

    make: Callable[..., Stack]
    account: Account

    def preview(self, program: dict, **options) -> str:
        return self.make(program, **options).preview().text

    def up(self, program: dict, **options) -> str:
        return self.make(program, **options).up().text

    def with_profile(self, name: str) -> str:
        stack = self.make(ONE_VPC, environment=NAMES | {"AWS_PROFILE": name})
        (stack.home / ".aws").mkdir()
        (stack.home / ".aws/config").write_text(PROFILES)
        return stack.preview().text

    def refused(self, service: str, operation: str, code: str, message: str, **more) -> str:
        self.account.fault(kind="refuse", service=service, operation=operation, code=code, message=message, **more)
        return self.up(ONE_VPC)


def no_credentials(desk: Desk) -> str:
    return desk.preview(ONE_VPC, environment=NAMES)


def no_profile(desk: Desk) -> str:
    return desk.with_profile("prodution")


def no_login(desk: Desk) -> str:
    return desk.with_profile("production")


def second_factor(desk: Desk) -> str:
    return desk.with_profile("staging")


def no_region(desk: Desk) -> str:
    return desk.preview(ONE_VPC, environment={"AWS_REGION": ""})


def wrong_region(desk: Desk) -> str:
    return desk.preview(ONE_VPC, config={"region": "Frankfurt"})


def expired_token(desk: Desk) -> str:
    message = "Request has expired."
    return desk.refused("ec2", "CreateVpc", "RequestExpired", message, status=400, times=None)


def wrong_keys(desk: Desk) -> str:
    return desk.up(ONE_VPC, environment={"AWS_SECRET_ACCESS_KEY": SECRET + "x"})


def another_account(desk: Desk) -> str:
    return desk.preview(ONE_VPC, config={"allowedAccountIds": '["111122223333"]'})


def unreachable(desk: Desk) -> str:
    return desk.up(ONE_VPC, environment={"AWS_ENDPOINT_URL": "http://127.0.0.1:1"})


def proxy(desk: Desk) -> str:
    return desk.up(ONE_VPC, environment={"AWS_ENDPOINT_URL": "", "https_proxy": "http://127.0.0.1:1"})


def certificate(desk: Desk) -> str:
    url = desk.account.url.replace("http://", "https://")
    return desk.up(ONE_VPC, environment={"AWS_ENDPOINT_URL": url})


def no_such_host(desk: Desk) -> str:
    return desk.up(ONE_VPC, environment={"AWS_ENDPOINT_URL": "https://ec2.eu-centrl-1.invalid"})


def role(desk: Desk) -> str:
    arn = f"arn:aws:iam::{desk.account.id}:role/deploy"
    return desk.preview(ONE_VPC, config={"assumeRoles": json.dumps([{"roleArn": arn}])})


def missing_property(desk: Desk) -> str:
    return desk.preview({"resources": {"main": part("utm:ec2:Subnet", cidrBlock="10.0.0.0/24")}})


def host_bits(desk: Desk) -> str:
    return desk.preview({"resources": {"main": part("utm:ec2:Vpc", cidrBlock="10.0.1.5/16")}})


def overlap(desk: Desk) -> str:
    network = part("utm:index:Network", cidrBlock="10.0.0.0/16", publicSubnetCidrs=["10.0.0.0/24", "10.0.0.0/25"])
    return desk.preview({"resources": {"network": network}})


def outside(desk: Desk) -> str:
    subnet = part("utm:ec2:Subnet", vpcId="${vpc.id}", cidrBlock="10.1.0.0/24")
    return desk.up({"resources": {"vpc": VPC, "main": subnet}})


def unknown_property(desk: Desk) -> str:
    vpc = part("utm:ec2:Vpc", cidrBlock="10.0.0.0/16", enableDnsSuport=True)
    return desk.preview({"resources": {"main": vpc}})


def bad_policy(desk: Desk) -> str:
    text = '{\n  "Version": "2012-10-17",\n  "Statement": [,]\n}'
    return desk.preview({"resources": {"main": part("utm:iam:Role", assumeRolePolicy=text)}})


def name_taken(desk: Desk) -> str:
    name = "deploy"
    desk.account.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trust("ec2.amazonaws.com"))
    role = part("utm:iam:Role", name=name, assumeRolePolicy=trust("ec2.amazonaws.com"))
    return desk.up({"resources": {"main": role}})


def in_use(desk: Desk) -> str:
    group = part("utm:ec2:SecurityGroup", {"customTimeouts": {"delete": "2s"}}, vpcId="${vpc.id}")
    stack = desk.make({"resources": {"vpc": VPC, "main": group}})
    stack.up().must()
    made, ec2 = stack.resources(), desk.account.client("ec2")
    subnet = ec2.create_subnet(VpcId=made["vpc"]["id"], CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    foreign = {"SubnetId": subnet, "Groups": [made["main"]["id"]], "Description": "ELB app/shop"}
    interface = ec2.create_network_interface(**foreign)["NetworkInterface"]["NetworkInterfaceId"]
    text = stack.destroy().text
    ec2.delete_network_interface(NetworkInterfaceId=interface)
    ec2.delete_subnet(SubnetId=subnet)
    return text


def quota(desk: Desk) -> str:
    return desk.refused(
        "ec2", "CreateVpc", "VpcLimitExceeded", "The maximum number of VPCs has been reached.", status=400
    )


def access_denied(desk: Desk) -> str:
    message = (
        f"You are not authorized to perform this operation. User: arn:aws:iam::{desk.account.id}:user/alice is not "
        f"authorized to perform: ec2:CreateVpc on resource: arn:aws:ec2:{REGION}:{desk.account.id}:vpc/* because no "
        "identity-based policy allows the ec2:CreateVpc action"
    )
    return desk.refused("ec2", "CreateVpc", "UnauthorizedOperation", message, status=403)


def throttled(desk: Desk) -> str:
    """With few attempts: 25 take minutes."""
    desk.account.fault(kind="throttle", service="ec2", operation="CreateVpc", times=None)
    return desk.up(ONE_VPC, environment={"AWS_MAX_ATTEMPTS": "3"})


def half_made(desk: Desk) -> str:
    quick(desk.account)
    desk.account.knobs(
        nat_fail={"code": "InsufficientFreeAddressesInSubnet", "message": "Network has no free addresses."}
    )
    gateway = part("utm:ec2:InternetGateway", vpcId="${vpc.id}")
    nat = part("utm:ec2:NatGateway", {"dependsOn": ["${gateway}"]}, subnetId="${subnet.id}", allocationId="${ip.id}")
    resources = {"vpc": VPC, "subnet": SUBNET, "gateway": gateway, "ip": part("utm:ec2:Eip"), "main": nat}
    return desk.up({"resources": resources})


def killed_up(desk: Desk) -> Stack:
    """A stack whose engine is killed while AWS makes the VPC."""
    stack = desk.make(ONE_VPC)
    desk.account.fault(kind="delay", service="ec2", operation="CreateVpc", delay=2)
    engine = stack.start("up", "--yes", "--skip-preview", "--stack", STACK)
    processes.when(lambda: desk.account.get("calls")["total"] >= 1, engine)
    processes.kill_engine(stack, engine).lasted()
    processes.output(engine)
    return stack


def locked(desk: Desk) -> str:
    stack = killed_up(desk)
    text = stack.up().text
    stack.cancel().must()
    stack.up().must()
    return text


def interrupted(desk: Desk) -> str:
    stack = killed_up(desk)
    stack.cancel().must()
    return stack.up().text


MISTAKES = {
    "No credentials": no_credentials,
    "A profile that is not there": no_profile,
    "SSO: not logged in": no_login,
    "A role that asks for MFA": second_factor,
    "Credentials that have expired": expired_token,
    "Keys that AWS does not know": wrong_keys,
    "A role that cannot be assumed": role,
    "No region": no_region,
    "A region that is no region": wrong_region,
    "An account that is not allowed": another_account,
    "A host that is not there": no_such_host,
    "An endpoint that nobody listens at": unreachable,
    "A proxy that is not there": proxy,
    "A certificate that is not trusted": certificate,
    "A mistyped property": unknown_property,
    "A missing property": missing_property,
    "A CIDR block with host bits": host_bits,
    "Subnets that overlap": overlap,
    "A subnet outside of its VPC": outside,
    "A policy that is no JSON": bad_policy,
    "Rights that are missing": access_denied,
    "A quota is used up": quota,
    "Too many calls": throttled,
    "A name that is taken": name_taken,
    "Something still uses it": in_use,
    "An object that is half made": half_made,
    "An up that was killed": locked,
    "After an up that was killed": interrupted,
}


def blocks() -> dict[str, str]:
    """Heading → the printed text below it."""
    parts = re.split(r"^#+ (.*)$", PAGE.read_text(), flags=re.M)
    found = {}
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        printed = re.findall(r"^```text\n(.*?)^```$", text, re.M | re.S)
        if printed:
            assert len(printed) == 1, heading
            found[heading] = printed[0]
    return found


def pattern(block: str) -> str:
    """What the block stands for: its lines in this order, each as it is but for <words> and …"""
    found = ""
    for piece in re.split(r"(<[a-z ]+>|^…\n)", block, flags=re.M):
        if piece.startswith("…"):
            found += r"(?:.*\n)*?"
        else:
            found += r"\S.*?" if re.fullmatch(r"<[a-z ]+>", piece) else re.escape(piece)
    return found


def plain(text: str) -> str:
    """Without colours (the YAML host has some whatever it is told), and without blanks at the end of a line."""
    return re.sub(r"[ \t]+$", "", re.sub(r"\x1b\[[0-9;]*m", "", text), flags=re.M)


BLOCKS = blocks()


def test_every_message_of_the_page_has_a_mistake():
    assert set(BLOCKS) == set(MISTAKES)


@pytest.mark.parametrize("heading", MISTAKES)
def test_it_is_printed_as_the_page_shows_it(stack, account, heading):
    printed = plain(MISTAKES[heading](Desk(stack, account)))
    assert re.search(f"^{pattern(BLOCKS[heading])}", printed, re.M), f"{BLOCKS[heading]}\n{printed}"


def test_a_wrong_clock_is_no_error(stack, account):
    """The page says that nothing is printed."""
    account.knobs(skew=1200)
    stack(ONE_VPC).up().must()


def test_every_link_of_the_page_has_its_heading():
    headings = re.findall(r"^#+ (.*)$", PAGE.read_text(), flags=re.M)
    anchors = {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]*)\)", PAGE.read_text())) <= anchors
