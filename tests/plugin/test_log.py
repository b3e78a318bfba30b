"""UTM_LOG: every AWS call is shown, with what was waited for, and nothing that is a secret or a value of the user."""

import grpc
import pytest

from tests.support.logs_service import THROTTLED, LogsService
from tests.support.plugin import Engine, Plugin

GROUP = "utm:cloudwatch:LogGroup"
SECRETS = {"accessKey": "AKIASHOULDNOTSHOW", "secretKey": "s3cr3t-k3y", "token": "t0k3n-of-the-session"}
VALUES = ["hunter2", "tag-of-the-user", "/group/private"]


def lines_of(level: str) -> list[str]:
    """What a create with one throttled call, one that fails inside AWS, and a read that is refused, write."""

    def refuse(number: int, operation: str):
        if number == 1:
            return THROTTLED
        if number == 3:
            return 500, {"__type": "InternalFailure", "message": f"about {VALUES[0]}"}
        if operation == "ListTagsForResource" and number > 7:
            return 400, {"__type": "AccessDeniedException", "message": f"{VALUES[2]} is not yours"}
        return None

    with LogsService(refuse) as service, Engine() as engine:
        with Plugin(engine=engine, environment={"UTM_LOG": level}) as plugin:
            plugin.handshake()
            plugin.configure(service.configuration(**SECRETS))
            inputs = {"name": VALUES[2], "tagsAll": {VALUES[1]: VALUES[0]}}
            made = plugin.create(GROUP, "group", inputs)
            plugin.read(GROUP, "group", made.id)
            with pytest.raises(Exception, match="AccessDenied"):
                plugin.read(GROUP, "group", made.id)
            plugin.cancel()  # waits until the lines are sent
        return [line.message for line in engine.logs]


@pytest.fixture(scope="module")
def debug() -> list[str]:
    return lines_of("debug")


def test_debug_shows_each_call_with_attempt_outcome_duration_and_request_id(debug):
    calls = [line for line in debug if line.startswith("aws logs ") and ", attempt " in line]
    assert calls[0].startswith("aws logs CreateLogGroup, attempt 1: 400 ThrottlingException, ")
    assert calls[0].endswith(" ms, request id request-1")
    assert calls[1].startswith("aws logs CreateLogGroup, attempt 2: 200 ok, ")
    assert calls[2].startswith("aws logs DescribeLogGroups, attempt 1: 500 InternalFailure, ")
    assert calls[-1].startswith("aws logs ListTagsForResource, attempt 1: 400 AccessDeniedException, ")


def test_debug_shows_what_was_waited_for(debug):
    assert "aws logs: throttles; from here on 8 calls at once" in debug
    waits = [line for line in debug if " waits " in line]
    assert [line.partition(":")[0] for line in waits] == ["aws logs CreateLogGroup", "aws logs DescribeLogGroups"]
    assert waits[0].endswith(" ms before attempt 2 (ThrottlingException)")


@pytest.mark.parametrize("text", [*SECRETS.values(), *VALUES])
def test_no_line_holds_a_secret_or_a_value(debug, text):
    assert [line for line in debug if text in line] == []


def test_no_error_holds_the_token_that_aws_quotes():
    """With a wrong secret AWS tells what it would have signed, with the headers of the request."""
    token = SECRETS["token"]
    quoted = f"x-amz-date:20150830T123600Z\nx-amz-security-token:{token}\n\nhost;x-amz-date;x-amz-security-token"
    words = "The request signature we calculated does not match the signature you provided."
    told = f"{words}\n\nThe Canonical String for this request should have been\n'POST\n/\n\n{quoted}\n44136fa3'"

    def refuse(_number: int, operation: str):
        message = told if operation == "CreateLogGroup" else f"not for {token}, {token.replace('-', '%2D')}"
        return 403, {"__type": "InvalidSignatureException", "message": message}

    with LogsService(refuse) as service, Engine() as engine:
        with Plugin(engine=engine, environment={"UTM_LOG": "debug"}) as plugin:
            plugin.handshake()
            plugin.configure(service.configuration(**SECRETS))
            with pytest.raises(grpc.RpcError) as made:
                plugin.create(GROUP, "group", {"name": VALUES[2]})
            with pytest.raises(grpc.RpcError) as read:
                plugin.read(GROUP, "group", VALUES[2])
            plugin.cancel()
        lines = [line.message for line in engine.logs]
    assert f"{words} Check the keys there" in made.value.details(), "what helps is still said"
    assert f"not for {'*' * len(token)}, ***" in read.value.details()
    said = [made.value.details(), read.value.details(), *lines]
    assert any("attempt 1: 403 InvalidSignatureException" in line for line in said)
    assert [line for line in said if token in line or "%2D" in line or "host;x-amz-date" in line] == []


def test_info_shows_only_what_is_out_of_the_ordinary():
    lines = lines_of("info")
    assert any(" waits " in line for line in lines)
    assert any(line.endswith("CreateLogGroup: ThrottlingException, attempt 2 in 1 s (0 s)") for line in lines)
    assert not any("200 ok" in line or "Handshake" in line for line in lines)


@pytest.mark.parametrize("level", ["", "off"])
def test_nothing_is_written_unless_asked_for(level):
    assert lines_of(level) == []
