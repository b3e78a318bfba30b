"""Routes whose target is gone stay, as black holes (DeleteNatGateway, DetachInternetGateway)."""

from typing import Any

from utm_emulator.service import Call, Go, mend


@mend("ec2", "DescribeRouteTables")
def black_holes(call: Call, go: Go) -> dict:
    answer = go()
    for table in answer.get("RouteTables", []):
        for route in table.get("Routes", []):
            route["State"] = "active" if _alive(call, table, route) else "blackhole"
    return answer


def _alive(call: Call, table: dict[str, Any], route: dict[str, Any]) -> bool:
    nat, gateway = route.get("NatGatewayId"), route.get("GatewayId") or ""
    if nat:
        found = call.ec2.nat_gateways.get(nat)
        return found is not None and found.state in ("pending", "available")
    if gateway.startswith("igw-"):
        found = call.ec2.internet_gateways.get(gateway)
        return found is not None and found.vpc is not None and found.vpc.id == table["VpcId"]
    return True
