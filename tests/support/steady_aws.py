"""An AWS that answers every call after the same time, for figures: LocalStack's own time would drown them.

    with SteadyAws(delay=0.05) as aws:
        stack.up()            # AWS_ENDPOINT_URL = aws.url
    aws.calls                 # [Call("CreateVpc", began, ended), …] in the order in which they came

It knows the EC2 calls of a network and STS's GetCallerIdentity, and checks no signature. What is made is there and
available at once; lists come in pages of the size that is asked for. With throttle_every=3 every third call is refused,
as AWS does it when there are too many. An unknown call is answered with an error, and fails the run that made it.
"""

import asyncio
import itertools
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

ACCOUNT = "123456789012"
ZONES = ("eu-central-1a", "eu-central-1b", "eu-central-1c")

Tree = dict[str, Any]  # of a request, or of an answer: texts, trees, lists


class Refused(Exception):
    """An answer that is an error."""

    def __init__(self, code: str, message: str, status: str = "400 Bad Request") -> None:
        super().__init__(message)
        self.code, self.message, self.status = code, message, status


@dataclass
class Call:
    operation: str
    began: float  # seconds, monotonic
    ended: float


# ---- requests and answers in EC2's form ----------------------------------------------------------------------------


def request_tree(body: str) -> Tree:
    """A.1.B=x as {"A": [{"B": "x"}]}."""
    root: Tree = {}
    for path, value in parse_qsl(body, keep_blank_values=True):
        node, steps = root, path.split(".")
        for step in steps[:-1]:
            node = node.setdefault(step, {})
        node[steps[-1]] = value
    return _with_lists(root)


def _with_lists(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    if node and all(key.isdigit() for key in node):
        return [_with_lists(node[key]) for key in sorted(node, key=int)]
    return {key: _with_lists(each) for key, each in node.items()}


def xml(node: Any) -> str:
    if isinstance(node, dict):
        return "".join(f"<{key}>{xml(each)}</{key}>" for key, each in node.items())
    if isinstance(node, list):
        return "".join(f"<item>{xml(each)}</item>" for each in node)
    if isinstance(node, bool):
        return "true" if node else "false"
    return escape(str(node))


def lower(name: str) -> str:
    return name[0].lower() + name[1:]


def upper(name: str) -> str:
    return name[0].upper() + name[1:]


def values_at(node: Any, name: str) -> list[str]:
    """What stands under the name, at any depth."""
    if isinstance(node, list):
        return [value for each in node for value in values_at(each, name)]
    if not isinstance(node, dict):
        return []
    own = [xml(node[name])] if name in node and not isinstance(node[name], (dict, list)) else []
    return own + [value for each in node.values() for value in values_at(each, name)]


def passes(item: Tree, rule: Tree) -> bool:
    """A filter of a describe call: tag:NAME, or a name like association.subnet-id, which is the member subnetId."""
    name, wanted = rule["Name"], rule["Value"]
    if name.startswith("tag:"):
        return any(tag["key"] == name[4:] and tag["value"] in wanted for tag in item.get("tagSet", []))
    member = re.sub(r"-(\w)", lambda found: found[1].upper(), name.rpartition(".")[2])
    return any(value in wanted for value in values_at(item, MEMBER_OF_FILTER.get(name, member)))


MEMBER_OF_FILTER = {"default": "isDefault"}


# ---- what there is -------------------------------------------------------------------------------------------------


@dataclass
class Kind:
    """How objects of one kind are told apart and listed."""

    prefix: str  # of ids
    id: str  # member of the item, and (capitalised) of requests
    described_by: str
    rows: str  # list of the answer


KINDS = {
    "vpc": Kind("vpc", "vpcId", "DescribeVpcs", "vpcSet"),
    "subnet": Kind("subnet", "subnetId", "DescribeSubnets", "subnetSet"),
    "internet-gateway": Kind("igw", "internetGatewayId", "DescribeInternetGateways", "internetGatewaySet"),
    "elastic-ip": Kind("eipalloc", "allocationId", "DescribeAddresses", "addressesSet"),
    "natgateway": Kind("nat", "natGatewayId", "DescribeNatGateways", "natGatewaySet"),
    "route-table": Kind("rtb", "routeTableId", "DescribeRouteTables", "routeTableSet"),
    "network-acl": Kind("acl", "networkAclId", "DescribeNetworkAcls", "networkAclSet"),
    "vpc-endpoint": Kind("vpce", "vpcEndpointId", "DescribeVpcEndpoints", "vpcEndpointSet"),
    "security-group": Kind("sg", "groupId", "DescribeSecurityGroups", "securityGroupInfo"),
    "security-group-rule": Kind("sgr", "securityGroupRuleId", "DescribeSecurityGroupRules", "securityGroupRuleSet"),
}
DESCRIBES = {kind.described_by: name for name, kind in KINDS.items()}


class Cloud:
    """The objects, by kind and id, and the calls that make and change them."""

    def __init__(self) -> None:
        self.objects: dict[str, dict[str, Tree]] = {name: {} for name in KINDS}
        self.numbers = itertools.count(1)

    def counts(self) -> dict[str, int]:
        """How many there are of each kind."""
        tables = self.objects["route-table"].values()
        routes = sum(len(table["routeSet"]) for table in tables)
        return {kind: len(objects) for kind, objects in self.objects.items()} | {"route": routes}

    def new_id(self, prefix: str) -> str:
        return f"{prefix}-{next(self.numbers):017x}"

    def add(self, kind: str, request: Tree, **members: Any) -> Tree:
        tags = [
            {lower(key): value for key, value in tag.items()}
            for each in request.get("TagSpecification", [])
            for tag in each["Tag"]
        ]
        item = {KINDS[kind].id: self.new_id(KINDS[kind].prefix), "ownerId": ACCOUNT} | members | {"tagSet": tags}
        self.objects[kind][item[KINDS[kind].id]] = item
        return item

    def get(self, kind: str, request: Tree) -> Tree:
        name = upper(KINDS[kind].id)
        found = self.objects[kind].get(request[name])
        if found is None:
            raise Refused("InvalidParameterValue", f"no {name} {request[name]}")
        return found

    def answer(self, operation: str, request: Tree) -> Tree:
        if operation in DESCRIBES:
            return self.describe(DESCRIBES[operation], request)
        if operation.startswith("Delete") and operation in DELETES:
            return self.delete(DELETES[operation], request)
        if operation not in CALLS:
            raise Refused("InvalidAction", f"tests/support/steady_aws.py has no {operation}")
        return CALLS[operation](self, request)

    def describe(self, kind: str, request: Tree) -> Tree:
        ids = request.get(upper(KINDS[kind].id))
        rows = [
            item
            for key, item in self.objects[kind].items()
            if (not ids or key in ids) and all(passes(item, rule) for rule in request.get("Filter", []))
        ]
        first = int(request.get("NextToken", 0))
        end = first + int(request.get("MaxResults", len(rows)))
        return {KINDS[kind].rows: rows[first:end]} | ({"nextToken": end} if end < len(rows) else {})

    def delete(self, kind: str, request: Tree) -> Tree:
        item = self.get(kind, request)
        del self.objects[kind][item[KINDS[kind].id]]
        return {"return": True}


def create_vpc(cloud: Cloud, request: Tree) -> Tree:
    block = request["CidrBlock"]
    vpc = cloud.add("vpc", request, cidrBlock=block, state="available", instanceTenancy="default", isDefault=False)
    vpc |= {"dhcpOptionsId": "dopt-0", "enableDnsSupport": {"value": True}, "enableDnsHostnames": {"value": False}}
    own = {"vpcId": vpc["vpcId"]}
    cloud.add("security-group", {}, groupName="default", groupDescription="default VPC security group", **own)
    cloud.add("network-acl", {}, default=True, isDefault=True, **own)
    cloud.add("route-table", {}, routeSet=[], associationSet=[{"main": True}], **own)
    return {"vpc": vpc}


def modify_vpc(cloud: Cloud, request: Tree) -> Tree:
    vpc = cloud.get("vpc", request)
    for name in ("EnableDnsSupport", "EnableDnsHostnames"):
        if name in request:
            vpc[lower(name)] = {"value": request[name]["Value"]}
    return {"return": True}


def describe_vpc_attribute(cloud: Cloud, request: Tree) -> Tree:
    vpc = cloud.get("vpc", request)
    return {"vpcId": vpc["vpcId"], request["Attribute"]: vpc[request["Attribute"]]}


def create_subnet(cloud: Cloud, request: Tree) -> Tree:
    members = {name: request[upper(name)] for name in ("vpcId", "cidrBlock", "availabilityZone")}
    return {"subnet": cloud.add("subnet", request, state="available", mapPublicIpOnLaunch=False, **members)}


def modify_subnet(cloud: Cloud, request: Tree) -> Tree:
    subnet = cloud.get("subnet", request)
    for name, value in request.items():
        if isinstance(value, dict):
            subnet[lower(name)] = value["Value"]
    return {"return": True}


def create_internet_gateway(cloud: Cloud, request: Tree) -> Tree:
    return {"internetGateway": cloud.add("internet-gateway", request, attachmentSet=[])}


def attach_internet_gateway(cloud: Cloud, request: Tree) -> Tree:
    cloud.get("internet-gateway", request)["attachmentSet"] = [{"vpcId": request["VpcId"], "state": "available"}]
    return {"return": True}


def detach_internet_gateway(cloud: Cloud, request: Tree) -> Tree:
    cloud.get("internet-gateway", request)["attachmentSet"] = []
    return {"return": True}


def allocate_address(cloud: Cloud, request: Tree) -> Tree:
    address = f"203.0.113.{next(cloud.numbers) % 250}"
    return cloud.add("elastic-ip", request, domain="vpc", publicIp=address, networkBorderGroup="eu-central-1")


def release_address(cloud: Cloud, request: Tree) -> Tree:
    return cloud.delete("elastic-ip", request)


def create_nat_gateway(cloud: Cloud, request: Tree) -> Tree:
    address = cloud.get("elastic-ip", request)
    return {
        "natGateway": cloud.add(
            "natgateway",
            request,
            subnetId=request["SubnetId"],
            connectivityType="public",
            state="available",
            natGatewayAddressSet=[{"allocationId": address["allocationId"], "publicIp": address["publicIp"]}],
        )
    }


def create_route_table(cloud: Cloud, request: Tree) -> Tree:
    return {"routeTable": cloud.add("route-table", request, vpcId=request["VpcId"], routeSet=[], associationSet=[])}


def create_route(cloud: Cloud, request: Tree) -> Tree:
    route = {lower(name): value for name, value in request.items() if name != "RouteTableId"}
    cloud.get("route-table", request)["routeSet"].append(route | {"state": "active", "origin": "CreateRoute"})
    return {"return": True}


def delete_route(cloud: Cloud, request: Tree) -> Tree:
    table, block = cloud.get("route-table", request), request["DestinationCidrBlock"]
    table["routeSet"] = [each for each in table["routeSet"] if each["destinationCidrBlock"] != block]
    return {"return": True}


def associate_route_table(cloud: Cloud, request: Tree) -> Tree:
    table, number = cloud.get("route-table", request), cloud.new_id("rtbassoc")
    association = {"routeTableAssociationId": number, "routeTableId": table["routeTableId"], "main": False}
    association |= {"subnetId": request["SubnetId"], "associationState": {"state": "associated"}}
    table["associationSet"].append(association)
    return {"associationId": number}


def disassociate_route_table(cloud: Cloud, request: Tree) -> Tree:
    for table in cloud.objects["route-table"].values():
        table["associationSet"] = [
            each for each in table["associationSet"] if each.get("routeTableAssociationId") != request["AssociationId"]
        ]
    return {"return": True}


def create_vpc_endpoint(cloud: Cloud, request: Tree) -> Tree:
    members = {"vpcId": request["VpcId"], "serviceName": request["ServiceName"], "state": "available"}
    members |= {"vpcEndpointType": request.get("VpcEndpointType", "Gateway")}
    return {"vpcEndpoint": cloud.add("vpc-endpoint", request, routeTableIdSet=request["RouteTableId"], **members)}


def delete_vpc_endpoints(cloud: Cloud, request: Tree) -> Tree:
    for number in request["VpcEndpointId"]:
        cloud.objects["vpc-endpoint"].pop(number, None)
    return {"unsuccessful": []}


def describe_prefix_lists(cloud: Cloud, request: Tree) -> Tree:
    return {"prefixListSet": [{"prefixListId": "pl-6ea54007", "cidrSet": ["3.5.134.0/23"]}]}


def describe_zones(cloud: Cloud, request: Tree) -> Tree:
    wanted = request.get("ZoneName", ZONES)
    rows = [{"zoneName": zone, "zoneState": "available", "zoneType": "availability-zone"} for zone in wanted]
    return {"availabilityZoneInfo": [row | {"optInStatus": "opt-in-not-required"} for row in rows]}


def create_security_group(cloud: Cloud, request: Tree) -> Tree:
    members = {"groupName": request["GroupName"], "groupDescription": request["GroupDescription"]}
    anywhere = [{"ipProtocol": "-1", "ipRanges": [{"cidrIp": "0.0.0.0/0"}]}]
    group = cloud.add("security-group", request, vpcId=request["VpcId"], ipPermissionsEgress=anywhere, **members)
    return {"return": True, "groupId": group["groupId"], "tagSet": group["tagSet"]}


def authorize(egress: bool) -> Callable[[Cloud, Tree], Tree]:
    def make(cloud: Cloud, request: Tree) -> Tree:
        (permission,) = request["IpPermissions"]
        rule = {"groupId": request["GroupId"], "isEgress": egress, "ipProtocol": permission["IpProtocol"]}
        rule |= {lower(name): permission[name] for name in ("FromPort", "ToPort") if name in permission}
        peers = [
            ("IpRanges", "CidrIp", "cidrIpv4"),
            ("Ipv6Ranges", "CidrIpv6", "cidrIpv6"),
            ("PrefixListIds", "PrefixListId", "prefixListId"),
        ]
        for name, member, shown in peers:
            for each in permission.get(name, []):
                rule |= {shown: each[member], "description": each.get("Description", "")}
        for each in permission.get("Groups", permission.get("UserIdGroupPairs", [])):
            rule |= {"referencedGroupInfo": {"groupId": each["GroupId"]}, "description": each.get("Description", "")}
        made = cloud.add("security-group-rule", request, groupOwnerId=ACCOUNT, **rule)
        return {"return": True, "securityGroupRuleSet": [made]}

    return make


def revoke(cloud: Cloud, request: Tree) -> Tree:
    for number in request.get("SecurityGroupRuleId", []):
        cloud.objects["security-group-rule"].pop(number, None)
    if "IpPermissions" in request:
        cloud.get("security-group", request)["ipPermissionsEgress"] = []
    return {"return": True}


CALLS: dict[str, Callable[[Cloud, Tree], Tree]] = {
    "AllocateAddress": allocate_address,
    "AssociateRouteTable": associate_route_table,
    "AttachInternetGateway": attach_internet_gateway,
    "AuthorizeSecurityGroupEgress": authorize(egress=True),
    "AuthorizeSecurityGroupIngress": authorize(egress=False),
    "CreateInternetGateway": create_internet_gateway,
    "CreateNatGateway": create_nat_gateway,
    "CreateRoute": create_route,
    "CreateRouteTable": create_route_table,
    "CreateSecurityGroup": create_security_group,
    "CreateSubnet": create_subnet,
    "CreateVpc": create_vpc,
    "CreateVpcEndpoint": create_vpc_endpoint,
    "DeleteRoute": delete_route,
    "DeleteVpcEndpoints": delete_vpc_endpoints,
    "DescribeAvailabilityZones": describe_zones,
    "DescribePrefixLists": describe_prefix_lists,
    "DescribeVpcAttribute": describe_vpc_attribute,
    "DetachInternetGateway": detach_internet_gateway,
    "DisassociateRouteTable": disassociate_route_table,
    "GetCallerIdentity": lambda cloud, request: {"GetCallerIdentityResult": {"Account": ACCOUNT}},
    "ModifySubnetAttribute": modify_subnet,
    "ModifyVpcAttribute": modify_vpc,
    "ReleaseAddress": release_address,
    "RevokeSecurityGroupEgress": revoke,
    "RevokeSecurityGroupIngress": revoke,
}
DELETES = {
    "DeleteInternetGateway": "internet-gateway",
    "DeleteNatGateway": "natgateway",
    "DeleteRouteTable": "route-table",
    "DeleteSecurityGroup": "security-group",
    "DeleteSubnet": "subnet",
    "DeleteVpc": "vpc",
}


# ---- the server ----------------------------------------------------------------------------------------------------


class SteadyAws:
    """Serves on a free port of the loopback, in a thread, from `with` to its end."""

    def __init__(self, delay: float, throttle_every: int = 0) -> None:
        self.delay, self.cloud, self.calls, self.throttled = delay, Cloud(), [], 0
        self._throttle_every, self._numbers = throttle_every, itertools.count(1)
        self._loop = asyncio.new_event_loop()
        self._ready, self._stop = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._serve()))

    def __enter__(self) -> "SteadyAws":
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._loop.close()

    def environment(self) -> dict[str, str]:
        """What a process needs to work with it."""
        return {
            "AWS_ACCESS_KEY_ID": ACCOUNT,
            "AWS_SECRET_ACCESS_KEY": "steady",
            "AWS_REGION": ZONES[0][:-1],
            "AWS_ENDPOINT_URL": self.url,
        }

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                began = time.monotonic()
                length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
                body = await reader.readexactly(int(length[1])) if length else b""
                status, answer, operation = self._answer(body.decode())
                await asyncio.sleep(began + self.delay - time.monotonic())
                self.calls.append(Call(operation, began, time.monotonic()))
                writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _answer(self, body: str) -> tuple[str, bytes, str]:
        request = request_tree(body)
        operation = request.pop("Action", "")
        try:
            self._throttle()
            answer = {"requestId": "steady"} | self.cloud.answer(operation, request)
            return "200 OK", f"<{operation}Response>{xml(answer)}</{operation}Response>".encode(), operation
        except Refused as refused:
            error = {"Errors": {"Error": {"Code": refused.code, "Message": refused.message}}, "RequestID": "steady"}
            return refused.status, f"<Response>{xml(error)}</Response>".encode(), operation

    def _throttle(self) -> None:
        if self._throttle_every and next(self._numbers) % self._throttle_every == 0:
            self.throttled += 1
            raise Refused("RequestLimitExceeded", "Request limit exceeded.", "503 Service Unavailable")
