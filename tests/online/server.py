"""A web server that misbehaves in every way that matters, on all addresses of this computer that begin with 127."""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (
    b"<html><h1 id=top-of-page>A</h1><a name='Old'></a><p id=\"caf\xc3\xa9\">b</p><i id=user-content-setup></i>"
    b"<script>ids('#not-there')</script></html>"
)
REDIRECTS = {
    "/moved": (301, "/page"),
    "/moved-twice": (308, "/moved"),
    "/for-now": (302, "/page"),
    "/moved-then-for-now": (301, "/for-now"),
    "/moved-to-nothing": (301, "/404"),
    "/loop": (302, "/loop-back"),
    "/loop-back": (302, "/loop"),
    "/to-private": (302, "http://10.255.255.1/"),
    "/to-script": (302, "javascript:alert(1)"),
    "/to-file": (302, "file:///etc/passwd"),
    "/to-nonsense": (302, "http://[::/"),
}


class Server(ThreadingHTTPServer):
    """Counts what it is asked; `busiest` is the most requests that each host had at a time."""

    daemon_threads = True
    request_queue_size = 1024

    def __init__(self, certificate: Path | None = None) -> None:
        """Take a certificate with its key, for HTTPS."""
        super().__init__(("0.0.0.0", 0), _Handler)  # noqa: S104  # each 127.0.0.x is a host of its own
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.lock = threading.Lock()
        self.asked: Counter[tuple[str, str, str]] = Counter()
        self.current: Counter[str] = Counter()
        self.busiest: Counter[str] = Counter()
        self.times: dict[str, list[float]] = {}
        self.delay = 0.0

    @property
    def port(self) -> int:
        """The port, which the system chose."""
        return int(self.server_address[1])

    def url(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """Return the address of a path."""
        return f"{scheme}://{host}:{self.port}{path}"

    def count(self, path: str) -> int:
        """Return how often a path was asked for."""
        return sum(number for (_, _, one), number in self.asked.items() if one == path)

    def methods(self, path: str) -> list[str]:
        """Return the methods with which a path was asked for."""
        return sorted(method for method, _, one in self.asked if one == path)

    def __enter__(self) -> Self:
        """Begin to answer."""
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        """Answer no more."""
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up: that is what is tested."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_HEAD(self) -> None:
        self._counted()

    def do_GET(self) -> None:
        self._counted()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name above
        """Write nothing."""

    def _counted(self) -> None:
        server, host = self.server, self.connection.getsockname()[0]
        path = self.path.partition("?")[0]
        with server.lock:
            server.asked[self.command, host, path] += 1
            server.current[host] += 1
            server.busiest[host] = max(server.busiest[host], server.current[host])
            server.times.setdefault(path, []).append(time.monotonic())
            nth = server.count(path)
        try:
            time.sleep(server.delay)
            self._respond(path, nth)
        finally:
            with server.lock:
                server.current[host] -= 1

    def _respond(self, path: str, nth: int) -> None:  # noqa: C901, PLR0912  # a way to misbehave each
        if path in REDIRECTS:
            status, place = REDIRECTS[path]
            self._send(status, b"", Location=place)
        elif path.startswith("/hop/"):
            self._send(302, b"", Location=f"/hop/{int(path[5:]) + 1}")
        elif path == "/cookie":
            if "seen=1" in self.headers.get("Cookie", ""):
                self._send(200, PAGE)
            else:
                self._send(302, b"", Location="/cookie", **{"Set-Cookie": "seen=1"})
        elif path == "/no-head" and self.command == "HEAD":
            self._send(405, b"")
        elif path == "/head-lies" and self.command == "HEAD":
            self._send(404, b"")
        elif path == "/busy-once" and nth == 1:
            self._send(429, b"", **{"Retry-After": "1"})
        elif path == "/busy":
            self._send(429, b"")
        elif path == "/busy-for-long":
            self._send(503, b"", **{"Retry-After": "86400"})
        elif path == "/trouble-once" and nth <= 2:  # HEAD and GET
            self._send(502, b"")
        elif path[1:].isdecimal():
            self._send(int(path[1:]), b"")
        elif path == "/reset" or (path == "/reset-once" and nth == 1):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
        elif path == "/garbage":
            self.wfile.write(b"\x00\xff this is not HTTP\r\n\r\n")
            self.close_connection = True
        elif path == "/slow":
            time.sleep(5)
            self._send(200, PAGE)
        elif path == "/drip":
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 60:
                self.wfile.write(bytes([byte]))
                time.sleep(0.1)
        elif path == "/huge":
            self._endless()
        elif path == "/long-head":
            self._send(200, PAGE, **{"X-Long": "x" * 300_000})
        elif path == "/packed":
            self._send(200, gzip.compress(PAGE * 100_000), **{"Content-Encoding": "gzip"})
        elif path == "/image":
            self._send(200, PAGE, **{"Content-Type": "image/png"})
        elif path == "/scripted":
            self._send(200, b"<div id=app></div>")
        else:
            self._send(200, PAGE)

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.close_connection = True
        self.wfile.write(PAGE)
        for _ in range(4096):
            self.wfile.write(b"<p id=a></p>" * 10_000)

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
