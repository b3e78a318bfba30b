"""A CloudWatch Logs of a few lines that refuses calls as a test wants, for tests that need no more of AWS.

with LogsService(refuse=lambda number, operation: THROTTLED if number % 3 == 0 else None) as service:
    plugin.configure(service.configuration())
"""

import http.server
import json
import threading
from collections.abc import Callable
from typing import Any

REGION = "eu-central-1"
ACCOUNT = "123456789012"
NOT_FOUND = (400, {"__type": "ResourceNotFoundException", "message": "The specified log group does not exist."})
THROTTLED = (400, {"__type": "ThrottlingException", "message": "Rate exceeded"})
Answer = tuple[int, dict]


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True


class LogsService:
    """`refuse(number, operation)` is asked for each call, the first is 1: an answer, or None to serve it. `calls` are
    the operations in their order; `made` says how often each group was created."""

    def __init__(self, refuse: Callable[[int, str], Answer | None] = lambda _number, _operation: None) -> None:
        self.calls: list[str] = []
        self.made: dict[str, int] = {}
        self.groups: dict[str, dict] = {}
        self._refuse = refuse
        self._called = threading.Condition()  # its lock is that of all the above
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.endpoint = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "LogsService":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_problem: Any) -> None:
        self._server.shutdown()
        self._server.server_close()

    def configuration(self, **more: Any) -> dict:
        own = {"region": REGION, "accessKey": "AKIA0", "secretKey": "none", "endpoint": self.endpoint}
        return own | more

    def wait_for_calls(self, count: int, seconds: float = 60) -> None:
        """Returns when so many calls have come."""
        with self._called:
            assert self._called.wait_for(lambda: len(self.calls) >= count, seconds), f"{len(self.calls)} calls"

    def _handler(service) -> type:  # noqa: N805 - `self` is the handler's
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                operation = self.headers["X-Amz-Target"].rpartition(".")[2]
                status, answer, number = service._call(operation, body)
                data = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.send_header("x-amzn-RequestId", f"request-{number}")
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_arguments: Any) -> None:
                pass

        return Handler

    def _call(self, operation: str, body: dict) -> tuple[int, dict, int]:
        with self._called:
            self.calls.append(operation)
            self._called.notify_all()
            number = len(self.calls)
            refused = self._refuse(number, operation)
            status, answer = refused or getattr(self, operation)(body)
        return status, answer, number

    # ---- operations ----

    def CreateLogGroup(self, body: dict) -> Answer:
        name = body["logGroupName"]
        if name in self.groups:
            return 400, {"__type": "ResourceAlreadyExistsException", "message": "The specified log group exists"}
        arn = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{name}"
        self.groups[name] = {
            "logGroupName": name,
            "arn": arn + ":*",
            "logGroupArn": arn,
            "logGroupClass": "STANDARD",
            "tags": body.get("tags", {}),
        }
        self.made[name] = self.made.get(name, 0) + 1
        return 200, {}

    def DescribeLogGroups(self, body: dict) -> Answer:
        prefix = body.get("logGroupNamePrefix", "")
        return 200, {"logGroups": [group for name, group in self.groups.items() if name.startswith(prefix)]}

    def DeleteLogGroup(self, body: dict) -> Answer:
        gone = self.groups.pop(body["logGroupName"], None)
        return (200, {}) if gone else NOT_FOUND

    def ListTagsForResource(self, body: dict) -> Answer:
        group = self._by_arn(body)
        return (200, {"tags": group["tags"]}) if group else NOT_FOUND

    def TagResource(self, body: dict) -> Answer:
        group = self._by_arn(body)
        if not group:
            return NOT_FOUND
        group["tags"] = group["tags"] | body["tags"]
        return 200, {}

    def UntagResource(self, body: dict) -> Answer:
        group = self._by_arn(body)
        if not group:
            return NOT_FOUND
        group["tags"] = {key: value for key, value in group["tags"].items() if key not in body["tagKeys"]}
        return 200, {}

    def _by_arn(self, body: dict) -> dict | None:
        return self.groups.get(body["resourceArn"].rpartition(":")[2])
