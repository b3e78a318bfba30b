"""CloudWatch Logs: tags of a group that had none, the class of a group, what goes with a group."""

from utm_emulator.service import Call, Go, mend


def _arn(call: Call, name: str) -> str:
    return f"arn:aws:logs:{call.region}:{call.account.id}:log-group:{name}"


@mend("logs", "TagResource")
def first_tags(call: Call, go: Go) -> dict:
    """LocalStack adds to the tags that are there; where there are none, to nothing."""
    call.log_tags.setdefault(call.request["resourceArn"], {})
    return go()


@mend("logs", "CreateLogGroup")
def with_class(call: Call, go: Go) -> dict:
    answer = go()
    group = call.logs.groups[call.request["logGroupName"]]
    group.utm_class = call.request.get("logGroupClass") or "STANDARD"
    return answer


@mend("logs", "DescribeLogGroups")
def shown_class(call: Call, go: Go) -> dict:
    answer = go()
    for row in answer.get("logGroups", []):
        row["logGroupClass"] = getattr(call.logs.groups[row["logGroupName"]], "utm_class", "STANDARD")
    return answer


@mend("logs", "DeleteLogGroup")
def tags_go_along(call: Call, go: Go) -> dict:
    answer = go()
    call.log_tags.pop(_arn(call, call.request["logGroupName"]), None)
    return answer
