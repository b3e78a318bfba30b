"""A small STS and proxies, all of which keep what they were asked.

with Sts() as sts, ForwardProxy({"sts.test": sts.address}) as proxy: …

The access key is the account: "111122223333" is one; one that ends with "-gone" is no longer known, and "-silent" gets
no answer.
"""

import base64
import http.client
import http.server
import re
import socket
import ssl
import threading
from dataclasses import dataclass
from typing import BinaryIO, ClassVar
from urllib.parse import parse_qs, urlsplit

IDENTITY = """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::{0}:user/test</Arn><UserId>AIDATEST</UserId><Account>{0}</Account></GetCallerIdentityResult>
<ResponseMetadata><RequestId>0</RequestId></ResponseMetadata></GetCallerIdentityResponse>"""
GONE = """<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code>
<Message>The security token included in the request is invalid.</Message></Error></ErrorResponse>"""


class Server:
    """One HTTP server on a free port of this machine, in threads of its own."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        handler = type("Handler", (self.Handler,), {"owner": self})
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.address = self._server.server_address[:2]

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        owner: ClassVar

        def log_message(self, *_arguments: object) -> None:
            pass

        def body(self) -> bytes:
            return self.rfile.read(int(self.headers.get("content-length", 0)))

        def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)


class Sts(Server):
    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[str] = []  # access keys
        self.heard, self.over = threading.Event(), threading.Event()  # a request that gets no answer; the end
        self.url = ""
        super().__init__(tls)
        self.url = f"http://{self.address[0]}:{self.address[1]}"

    def __exit__(self, *problem: object) -> None:
        self.over.set()
        super().__exit__(*problem)

    class Handler(Server.Handler):
        def do_POST(self) -> None:
            action = parse_qs(self.body().decode())["Action"]
            key = re.search(r"Credential=([^/]+)/", self.headers["Authorization"])[1]
            self.owner.asked.append(key)
            if key.endswith("-silent"):
                self.owner.heard.set()
                self.owner.over.wait()
            elif action != ["GetCallerIdentity"] or key.endswith("-gone"):
                self.answer(403, GONE.encode())
            else:
                self.answer(200, IDENTITY.format(key).encode())


@dataclass
class Passed:
    """What a proxy was asked for."""

    method: str
    host: str
    user: str  # "name:password", "" without


class ForwardProxy(Server):
    """Carries requests for the hosts of `ways` to those addresses, as http and through CONNECT. With `user`
    ("name:password") it wants that; what `refuses` names gets that status."""

    def __init__(self, ways: dict[str, tuple[str, int]], user: str = "", refuses: dict[str, int] | None = None) -> None:
        self.ways, self.user, self.refuses = ways, user, refuses or {}
        self.passed: list[Passed] = []
        super().__init__()
        self.port = self.address[1]

    def url(self, user: str = "") -> str:
        return f"http://{user + '@' if user else ''}127.0.0.1:{self.port}"

    class Handler(Server.Handler):
        def allowed(self, host: str) -> bool:
            given = self.headers.get("Proxy-Authorization", "Basic ").removeprefix("Basic ")
            user = base64.b64decode(given).decode()
            self.owner.passed.append(Passed(self.command, host, user))
            if user != self.owner.user:
                self.answer(407, Proxy_Authenticate='Basic realm="test"')
            elif host in self.owner.refuses:
                self.answer(self.owner.refuses[host])
            else:
                return True
            return False

        def forward(self) -> None:
            place = urlsplit(self.path)
            body = self.body()
            if not self.allowed(place.hostname):
                return
            way = http.client.HTTPConnection(*self.owner.ways[place.hostname])
            way.request(self.command, place.path or "/", body, dict(self.headers))
            response = way.getresponse()
            self.answer(response.status, response.read())
            way.close()

        do_GET = do_POST = do_PUT = forward

        def do_CONNECT(self) -> None:
            host = self.path.rpartition(":")[0]
            if not self.allowed(host):
                return
            with socket.create_connection(self.owner.ways[host]) as way:
                self.send_response(200)
                self.end_headers()
                self.wfile.flush()
                threading.Thread(target=_carry, args=(way, self.connection), daemon=True).start()
                _carry(self.connection, way)
            self.close_connection = True


class SocksProxy:
    """Speaks SOCKS 5 (RFC 1928), carries connections to the hosts of `ways`, and wants that user and password (RFC
    1929). One connection after the other."""

    def __init__(self, ways: dict[str, tuple[str, int]], user: str) -> None:
        self.ways, self.user = ways, user
        self.passed: list[Passed] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.port = self._listener.getsockname()[1]

    def __enter__(self) -> "SocksProxy":
        self._thread.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                wire, _ = self._listener.accept()
            except OSError:
                return  # the end
            with wire, wire.makefile("rb") as stream:
                self._one(wire, stream)

    def _one(self, wire: socket.socket, stream: BinaryIO) -> None:
        def counted() -> str:
            return stream.read(stream.read(1)[0]).decode()

        _, methods = stream.read(2)
        stream.read(methods)
        wire.sendall(b"\5\2")
        stream.read(1)
        user = f"{counted()}:{counted()}"
        wire.sendall(b"\1\0" if user == self.user else b"\1\1")
        if user != self.user:
            return
        assert stream.read(4) == b"\5\1\0\3", "CONNECT to a name"
        host = counted()
        stream.read(2)
        self.passed.append(Passed("CONNECT", host, user))
        with socket.create_connection(self.ways[host]) as way:
            wire.sendall(b"\5\0\0\1" + bytes(6))
            threading.Thread(target=_carry, args=(way, wire), daemon=True).start()
            _carry(wire, way)


def _carry(one: socket.socket, other: socket.socket) -> None:
    try:
        while data := one.recv(65536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # the other side has left
