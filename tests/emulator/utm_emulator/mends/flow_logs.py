"""Flow logs: ids of the resources they are on must exist one by one; the answer carries the client's token."""

from utm_emulator.service import Call, Go, mend


@mend("ec2", "CreateFlowLogs")
def with_token(call: Call, go: Go) -> dict:
    answer = go()
    return answer | ({"ClientToken": call.request["ClientToken"]} if call.request.get("ClientToken") else {})
