"""Flow logs: what was asked comes back; a log group may be named by its ARN.

Source: CreateFlowLogs, FlowLog in the Amazon EC2 API reference.
"""

from typing import Any

from utm_emulator.service import Call, Go, mend

EXTRA = ("DeliverCrossAccountRole", "DestinationOptions")
DEFAULT_OPTIONS = {"FileFormat": "plain-text", "HiveCompatiblePartitions": False, "PerHourPartition": False}


@mend("ec2", "CreateFlowLogs")
def remember(call: Call, go: Go) -> dict:
    answer = go()
    for identity in answer.get("FlowLogIds", []):
        made = call.ec2.flow_logs[identity]
        made.utm_extra = {key: call.request[key] for key in EXTRA if call.request.get(key)}
        if made.log_destination_type == "cloud-watch-logs" and made.log_destination:
            _name_group(call, made)
    return answer | ({"ClientToken": call.request["ClientToken"]} if call.request.get("ClientToken") else {})


def _name_group(call: Call, made: Any) -> None:
    """moto looks for the group only by its name, and then says that records cannot be delivered."""
    made.log_group_name = made.log_destination.split(":log-group:")[-1].removesuffix(":*")
    there = made.log_group_name in call.logs.groups
    made.deliver_logs_status = "SUCCESS" if there else "FAILED"
    made.deliver_logs_error_message = None if there else "Access error"


@mend("ec2", "DescribeFlowLogs")
def show(call: Call, go: Go) -> dict:
    answer = go()
    for row in answer.get("FlowLogs", []):
        extra = dict(getattr(call.ec2.flow_logs[row["FlowLogId"]], "utm_extra", {}))
        if row.get("LogDestinationType") == "s3":
            extra["DestinationOptions"] = DEFAULT_OPTIONS | extra.get("DestinationOptions", {})
        row |= extra
    return answer
