"""A server that answers from a script, well or badly: what it is told for each request, the last again and again."""

import socket
import struct
import threading
from email.utils import formatdate
from http import HTTPStatus
from time import time
from typing import Any

# How each service says an error, and that all is well.
JSON = "application/x-amz-json-1.1"
PROTOCOLS = {
    "ec2": "ec2",
    "iam": "query",
    "sts": "query",
    "s3": "xml",
    "logs": "json",
    "sso": "json",
    "sso-oidc": "json",
}
ERRORS = {
    "ec2": "<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors>"
    "<RequestID>r-1</RequestID></Response>",
    "query": "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>"
    "<RequestId>r-1</RequestId></ErrorResponse>",
    "xml": "<Error><Code>{code}</Code><Message>{message}</Message><RequestId>r-1</RequestId></Error>",
    "json": '{{"__type": "{code}", "message": "{message}"}}',
}
LONG = "<!-- " + "x" * 2000 + " -->"


def error_body(service: str, code: str, message: str) -> str:
    return ERRORS[PROTOCOLS[service]].format(code=code, message=message)


def good_body(service: str, operation: str) -> str:
    if PROTOCOLS[service] == "json":
        return "{}"
    inner = f"<{operation}Result/>" if PROTOCOLS[service] == "query" else ""
    return f"<{operation}Response>{inner}</{operation}Response>"


class Answer:
    """`text`: "ok", "503", "503 SlowDown", "200 InternalError", "garbage", or a way to break off: "reset" (the request
    was read), "close", "reset at once", "cut head", "cut body", "reset body", "silent". `headers` go with it."""

    def __init__(self, text: str, headers: dict[str, Any] | None = None, message: str = "words") -> None:
        self.text, self.headers, self.message = text, headers or {}, message

    def bytes_for(self, service: str, operation: str, head_only: bool) -> bytes:
        status, _, code = self.text.partition(" ")
        if self.text == "garbage":
            status, body = "200", "<html>" if PROTOCOLS[service] != "json" else "{]"
        elif self.text == "ok" or self.text.endswith(" body"):
            status, body = "200", good_body(service, operation)
        else:
            body = error_body(service, code, self.message) if code else ""
        if self.text.endswith(" body"):
            body += LONG
        kind = JSON if PROTOCOLS[service] == "json" else "text/xml"
        headers = {"Date": formatdate(time(), usegmt=True), "Content-Type": kind, "Content-Length": len(body.encode())}
        if "Date" in self.headers:  # so many seconds from now
            headers["Date"] = formatdate(time() + self.headers["Date"], usegmt=True)
        headers |= {name: value for name, value in self.headers.items() if name != "Date"}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        reason = HTTPStatus(int(status)).phrase
        return f"HTTP/1.1 {status} {reason}\r\n{head}\r\n{'' if head_only else body}".encode()


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


class ScriptedServer:
    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._lock = threading.Lock()
        self._answers: list[Answer] = []
        self._call = ("", "")
        self._over = threading.Event()  # set: whoever is silent goes
        threading.Thread(target=self._accept, daemon=True).start()

    def begin(self, service: str, operation: str, answers: list[Answer]) -> None:
        with self._lock:
            self._over.set()
            self._over = threading.Event()
            self._answers, self._call = list(answers), (service, operation)

    def close(self) -> None:
        self._listener.close()
        self._over.set()

    def _next(self) -> tuple[Answer, threading.Event]:
        with self._lock:
            answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
            return answer, self._over

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                at_once = self._answers[0].text == "reset at once"
            if at_once:
                self._next()
                reset(connection)
                continue
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as stream:
            try:
                while (line := stream.readline()) and self._answer(connection, stream, line):
                    pass
            except OSError:
                pass

    def _answer(self, connection: socket.socket, stream: Any, line: bytes) -> bool:
        """False: the connection is not to be used again."""
        headers = {}
        while (header := stream.readline()) not in (b"\r\n", b""):
            name, _, value = header.decode().partition(":")
            headers[name.lower()] = value.strip()
        stream.read(int(headers.get("content-length", 0)))
        answer, over = self._next()
        if answer.text in ("reset", "close"):
            if answer.text == "reset":
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        if answer.text == "silent":
            over.wait(30)
            return False
        if answer.text == "cut head":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Le")
            return False
        data = answer.bytes_for(*self._call, head_only=line.startswith(b"HEAD "))
        if answer.text.endswith(" body"):
            connection.sendall(data[:-1000])
            if answer.text == "reset body":
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        connection.sendall(data)
        return answer.headers.get("Connection") != "close"
