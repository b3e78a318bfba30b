"""Down to the socket: connections that break in the ways that real networks break them."""

import socket
import struct
from typing import Any

from localstack.http import Response
from localstack.utils.patch import patch
from rolo.asgi import ASGIAdapter
from rolo.request import Request


def install() -> None:
    """Lets a handler find the connection that its request came over."""

    @patch(ASGIAdapter.handle_http)
    async def handle_http(fn, self, scope, receive, send):
        scope["utm.send"] = send
        return await fn(self, scope, receive, send)

    @patch(ASGIAdapter.to_wsgi_environment)
    def to_wsgi_environment(fn, self, scope, receive):
        environ = fn(self, scope, receive)
        environ["utm.send"] = scope["utm.send"]
        environ["utm.loop"] = self.event_loop
        return environ


def _transport(request: Request) -> Any:
    """send is HTTPStream's; behind it stand H11Protocol or H2Protocol, TCPServer, and its writer."""
    stream = request.environ["utm.send"].__self__
    return stream.send.__self__.send.__self__.writer.transport


def reset(request: Request) -> None:
    """The client sees ECONNRESET."""
    transport = _transport(request)

    def now() -> None:
        _linger_zero(transport)
        transport.abort()

    request.environ["utm.loop"].call_soon_threadsafe(now)


def close(request: Request) -> None:
    """The client sees the end of the stream, without an answer."""
    request.environ["utm.loop"].call_soon_threadsafe(_transport(request).close)


def half(request: Request, response: Response) -> None:
    """The client sees the head and half the body, then ECONNRESET."""
    body = response.get_data()
    headers = [(key, value) for key, value in response.headers.items() if key.lower() != "content-length"]
    head = "".join(f"{key}: {value}\r\n" for key, value in headers)
    start = f"HTTP/1.1 {response.status_code} \r\n{head}Content-Length: {max(len(body), 2)}\r\n\r\n".encode()
    transport = _transport(request)

    def now() -> None:
        transport.write(start + body[: len(body) // 2])
        _linger_zero(transport)
        transport.abort()

    request.environ["utm.loop"].call_soon_threadsafe(now)


def _linger_zero(transport: Any) -> None:
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
