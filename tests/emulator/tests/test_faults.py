"""Faults, seen from the client's end of the wire."""

import contextlib
import socket
import time
from urllib.parse import urlsplit

import botocore.auth
import pytest
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from support import REGION, Account, refused

CREATE = "Action=CreateVpc&CidrBlock=10.0.0.0%2F16&Version=2016-11-15"


def exchange(account: Account, body: str = CREATE) -> tuple[bytes, type[Exception] | None]:
    """All the bytes of an answer, and how the connection ended."""
    place = urlsplit(account.url)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Host": place.netloc}
    request = AWSRequest("POST", account.url + "/", headers=headers, data=body.encode())
    botocore.auth.SigV4Auth(Credentials(account.id, "test"), "ec2", REGION).add_auth(request)
    lines = "".join(f"{key}: {value}\r\n" for key, value in request.headers.items())
    head = f"POST / HTTP/1.1\r\n{lines}Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection((place.hostname, place.port), timeout=20) as wire:
        wire.sendall(head.encode() + body.encode())
        return drain(wire)


def drain(wire: socket.socket) -> tuple[bytes, type[Exception] | None]:
    answer = b""
    try:
        while part := wire.recv(65536):
            answer += part
    except ConnectionResetError:
        return answer, ConnectionResetError
    return answer, None


def own_vpcs(account: Account) -> int:
    return sum(not vpc["IsDefault"] for vpc in account.ec2.describe_vpcs()["Vpcs"])


@pytest.mark.parametrize(
    ("kind", "ends", "made"),
    [("reset", ConnectionResetError, 0), ("close", None, 0), ("lost", ConnectionResetError, 1)],
)
def test_no_answer(account: Account, kind: str, ends: type | None, made: int):
    account.fault(kind=kind, service="ec2", operation="CreateVpc")
    assert exchange(account) == (b"", ends)
    assert own_vpcs(account) == made
    answer, _ = exchange(account)
    assert answer.startswith(b"HTTP/1.1 200")


def test_half_an_answer(account: Account):
    whole, _ = exchange(account)
    account.fault(kind="half", operation="CreateVpc")
    answer, ends = exchange(account)
    assert ends is ConnectionResetError and own_vpcs(account) == 2
    head, _, body = answer.partition(b"\r\n\r\n")
    length = int(next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")).split()[1])
    assert answer.startswith(b"HTTP/1.1 200") and 0 < len(body) < length
    assert abs(length - len(whole.partition(b"\r\n\r\n")[2])) < 100


def test_empty_answer(account: Account):
    account.fault(kind="empty", operation="CreateVpc")
    answer, _ = exchange(account)
    assert answer.startswith(b"HTTP/1.1 503") and answer.endswith(b"\r\n\r\n")
    assert own_vpcs(account) == 0


def test_delay(account: Account):
    account.vpc()
    account.fault(kind="delay", operation="CreateVpc", delay=0.4)
    start = time.monotonic()
    account.vpc()
    assert 0.4 <= time.monotonic() - start < 5
    assert own_vpcs(account) == 2


ERRORS = [
    ("ec2", "describe_vpcs", "throttle", "RequestLimitExceeded", 503),
    ("iam", "list_roles", "throttle", "Throttling", 400),
    ("logs", "describe_log_groups", "throttle", "ThrottlingException", 400),
    ("s3", "list_buckets", "throttle", "SlowDown", 503),
    ("ec2", "describe_vpcs", "server_error", "InternalError", 500),
    ("iam", "list_roles", "server_error", "InternalFailure", 500),
    ("s3", "list_buckets", "server_error", "InternalError", 500),
    ("ec2", "describe_vpcs", "refuse", "UnauthorizedOperation", 403),
    ("sts", "get_caller_identity", "refuse", "AccessDenied", 403),
    ("logs", "describe_log_groups", "refuse", "AccessDeniedException", 400),
]


@pytest.mark.parametrize(("service", "method", "kind", "code", "status"), ERRORS)
def test_errors_in_the_words_of_the_service(
    account: Account, service: str, method: str, kind: str, code: str, status: int
):
    account.fault(kind=kind)
    with refused(code, status=status):
        getattr(account.client(service), method)()
    getattr(account.client(service), method)()


def test_own_words(account: Account):
    account.fault(kind="refuse", service="logs", code="OperationAbortedException", message="in progress", status=400)
    with refused("OperationAbortedException", "in progress", status=400):
        account.logs.create_log_group(logGroupName="a")


def outcomes(account: Account, number: int) -> str:
    """One character a call: x for a refused one."""
    seen = ""
    for _ in range(number):
        seen += "x"
        with contextlib.suppress(Exception):
            account.ec2.describe_vpcs()
            seen = seen[:-1] + "."
    return seen


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        ({}, "x......."),
        ({"times": 2, "skip": 3}, "...xx..."),
        ({"times": None, "every": 3}, "..x..x.."),
        ({"times": 2, "every": 2, "skip": 1}, "..x.x..."),
        ({"operation": "CreateVpc"}, "........"),
        ({"service": "iam"}, "........"),
    ],
)
def test_how_often(account: Account, row: dict, seen: str):
    account.fault(kind="throttle", **row)
    assert outcomes(account, 8) == seen


def test_rows_are_shown_and_cleared(account: Account):
    account.post("faults", faults=[{"kind": "throttle"}, {"kind": "refuse", "skip": 1}])
    assert outcomes(account, 1) == "x"
    assert [(row["seen"], row["fired"]) for row in account.get("faults")["faults"]] == [(1, 1), (0, 0)]
    account.delete("faults")
    assert outcomes(account, 3) == "..."


def test_faults_of_one_account_do_not_touch_another(account: Account):
    account.fault(kind="throttle", times=None)
    assert outcomes(Account(account.control, "711111111111"), 2) == ".."
