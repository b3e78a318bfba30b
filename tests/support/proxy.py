"""A proxy before the emulator that breaks what passes through it, in ways that a network can and a server cannot.

with Proxy(account.url, Break("lost", hits(seed=1, count=9, among=100))) as proxy:
    stack.environment["AWS_ENDPOINT_URL"] = proxy.url

It passes requests on as they are, so signatures stay right. Each is numbered as it comes, from 0; a Break names the
numbers that it hits. With `tls` the proxy speaks https, and `handshakes` says what becomes of the first ones.
"""

import contextlib
import http.client
import random
import re
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

LINE = 65536
SILENT_SECONDS = 300  # a proxy whose test is over ends earlier
BLANKS = b" " * 65536
LATE_ERROR = b"<Error><Code>InternalError</Code><Message>We encountered an internal error.</Message></Error>"

# What a Break does, and whether AWS has done the work then.
NOT_DONE = ("reset", "closed", "garbage")
DONE = ("half", "short", "cut chunks", "endless", "lost", "late", "late error", "hollow", "silent")


def hits(seed: int | str, count: int, among: int, of: int = 1) -> frozenset[int]:
    """`count` numbers below `among`, each followed by the others of its burst of `of`; always the same for a seed."""
    starts = random.Random(seed).sample(range(among), count)
    return frozenset(start + more for start in starts for more in range(of))


@dataclass
class Break:
    """One thing that goes wrong, at the requests of those numbers (every one when none are named).

    reset        ECONNRESET, and the request goes nowhere
    closed       the end of the stream, and the request goes nowhere
    garbage      an answer that is no HTTP
    half         half the answer, then ECONNRESET
    short        half the body that the head announces, then the end of the stream
    cut chunks   the same with a body in chunks
    endless      a body in chunks that has no end
    lost         ECONNRESET instead of the answer
    late         the answer, after `seconds`
    late error   "200 OK" with an error in it, as S3 ends an answer that it has begun too early
    hollow       "200 OK" with the outermost element of the answer, and nothing in it
    silent       no answer, and an open connection
    """

    kind: str
    at: Container[int] | None = None
    seconds: float = 0
    operation: str | None = None  # only of this one
    times: int | None = None
    fired: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        assert self.kind in NOT_DONE + DONE, self.kind

    def hits(self, number: int, operation: str) -> bool:
        if (self.at is not None and number not in self.at) or self.operation not in (None, operation):
            return False
        if self.times is not None and self.fired >= self.times:
            return False
        self.fired += 1
        return True


@dataclass
class _Request:
    method: str
    path: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def operation(self) -> str:
        """As the query and JSON protocols say it; for the others method and path."""
        action = re.search(rb"(?:^|&)Action=(\w+)", self.body)
        target = (self.header("x-amz-target") or "").rpartition(".")[2]
        return action[1].decode() if action else target or f"{self.method} {self.path}"


def _read_request(stream) -> _Request | None:
    """None at the end of the connection."""
    first = stream.readline(LINE).decode("latin-1").split()
    if len(first) != 3:
        return None
    headers = []
    while line := stream.readline(LINE).decode("latin-1").rstrip("\r\n"):
        name, _, value = line.partition(":")
        headers.append((name, value.strip()))
    request = _Request(first[0], first[1], headers, b"")
    request.body = stream.read(int(request.header("content-length") or 0))
    return request


class _Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.body = response.read()
        kept = [each for each in response.getheaders() if each[0].lower() not in ("content-length", "connection")]
        lines = "".join(f"{name}: {value}\r\n" for name, value in kept)
        self._start = f"HTTP/1.1 {response.status} {response.reason}\r\n{lines}"
        self._announced = response.getheader("content-length") or str(len(self.body))

    def head(self, *, chunked: bool = False, length: int | None = None) -> bytes:
        """With the length of the body, or (for one that is cut short) with that one."""
        if chunked:
            return f"{self._start}Transfer-Encoding: chunked\r\n\r\n".encode("latin-1")
        announced = self._announced if length is None else length
        return f"{self._start}Content-Length: {announced}\r\n\r\n".encode("latin-1")

    @property
    def first_half(self) -> bytes:
        return self.body[: len(self.body) // 2]

    @property
    def more_than_half(self) -> int:
        """A length that the first half does not reach, also of an empty body."""
        return max(len(self.body), 2)


def chunk(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(body), body)


class Proxy:
    """`handshakes` (with tls), one for each of the first connections: reset, closed, garbage; None for a good one."""

    def __init__(
        self,
        target: str,
        *breaks: Break,
        tls: ssl.SSLContext | None = None,
        handshakes: Iterable[str | None] = (),
        host: str = "127.0.0.1",
    ) -> None:
        place = urlsplit(target)
        self._target = (place.hostname, place.port)
        self._tls, self._handshakes = tls, iter(handshakes)
        self._lock, self._over = threading.Lock(), threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.url = f"{'https' if tls else 'http'}://{host}:{self._listener.getsockname()[1]}"
        self.breaks = list(breaks)
        self.requests: Counter[str] = Counter()  # operation → how many came
        self.broken_handshakes = 0
        self.broke = threading.Event()  # the first time that a Break hits

    def __enter__(self) -> "Proxy":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self._over.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    @property
    def fired(self) -> int:
        return sum(each.fired for each in self.breaks)

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                wire, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(wire,), daemon=True).start()

    def _serve(self, wire: socket.socket) -> None:
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        way = http.client.HTTPConnection(*self._target, timeout=SILENT_SECONDS)
        try:
            wire = self._greet(wire)
            with wire.makefile("rb") as stream:
                while (request := _read_request(stream)) and self._pass(wire, way, request):
                    pass
        except (OSError, ValueError, http.client.HTTPException):
            pass  # a client that leaves, a test that is over
        finally:
            way.close()
            wire.close()

    def _greet(self, wire: socket.socket) -> socket.socket:
        if not self._tls:
            return wire
        with self._lock:
            kind = next(self._handshakes, None)
            self.broken_handshakes += kind is not None
        if not kind:
            return self._tls.wrap_socket(wire, server_side=True)
        wire.recv(LINE)  # its first words
        if kind == "garbage":
            wire.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        elif kind == "reset":
            _reset(wire)
        raise ConnectionAbortedError

    def _pass(self, wire: socket.socket, way: http.client.HTTPConnection, request: _Request) -> bool:
        """True when the connection stays open for another request."""
        broken = self._choose(request.operation)
        if broken and broken.kind in NOT_DONE:
            if broken.kind == "garbage":
                wire.sendall(b"\x15\x03\x01 this is no HTTP\r\n\r\n")
            elif broken.kind == "reset":
                _reset(wire)
            return False
        answer = _ask(way, request)
        if not broken:
            wire.sendall(answer.head() + answer.body)
            return True
        return self._BROKEN[broken.kind](self, wire, answer, broken)

    def _choose(self, operation: str) -> Break | None:
        with self._lock:
            number = self.requests.total()
            self.requests[operation] += 1
            found = next((each for each in self.breaks if each.hits(number, operation)), None)
        if found:
            self.broke.set()
        return found

    def _half(self, wire: socket.socket, answer: _Answer, _broken: Break) -> bool:
        wire.sendall(answer.head(length=answer.more_than_half) + answer.first_half)
        _reset(wire)
        return False

    def _short(self, wire: socket.socket, answer: _Answer, _broken: Break) -> bool:
        wire.sendall(answer.head(length=answer.more_than_half) + answer.first_half)
        return False

    def _cut_chunks(self, wire: socket.socket, answer: _Answer, _broken: Break) -> bool:
        wire.sendall(answer.head(chunked=True) + (chunk(answer.first_half) if answer.first_half else b""))
        return False

    def _endless(self, wire: socket.socket, answer: _Answer, _broken: Break) -> bool:
        wire.sendall(answer.head(chunked=True) + (chunk(answer.body) if answer.body else b""))
        while not self._over.is_set():
            wire.sendall(chunk(BLANKS))
        return False

    def _lost(self, wire: socket.socket, _answer: _Answer, _broken: Break) -> bool:
        _reset(wire)
        return False

    def _late(self, wire: socket.socket, answer: _Answer, broken: Break) -> bool:
        self._over.wait(broken.seconds)
        wire.sendall(answer.head() + answer.body)
        return True

    def _late_error(self, wire: socket.socket, _answer: _Answer, _broken: Break) -> bool:
        wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(LATE_ERROR), LATE_ERROR))
        return True

    def _hollow(self, wire: socket.socket, answer: _Answer, _broken: Break) -> bool:
        body = b"<%s/>" % re.search(rb"<(\w+)", answer.body)[1]
        wire.sendall(answer.head(length=len(body)) + body)
        return True

    def _silent(self, wire: socket.socket, _answer: _Answer, _broken: Break) -> bool:
        self._over.wait(SILENT_SECONDS)
        return False

    _BROKEN: dict[str, Callable[..., bool]] = {
        "half": _half,
        "short": _short,
        "cut chunks": _cut_chunks,
        "endless": _endless,
        "lost": _lost,
        "late": _late,
        "late error": _late_error,
        "hollow": _hollow,
        "silent": _silent,
    }


def _ask(way: http.client.HTTPConnection, request: _Request) -> _Answer:
    way.putrequest(request.method, request.path, skip_host=True, skip_accept_encoding=True)
    for name, value in request.headers:
        way.putheader(name, value)
    way.endheaders(request.body)
    return _Answer(way.getresponse())


def _reset(wire: socket.socket) -> None:
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wire.close()
