"""Ask 10,000 addresses of 100 hosts that misbehave, interrupt that, go on, and count what the hosts were asked.

    python -m bench.links [--hosts 100] [--links 10000] [--per-host 2] [--delay 0.02] [--interruptions 3]

Every host is an address of this computer that begins with 127; nothing else is asked (Linux: elsewhere only 127.0.0.1
is there). One address in ten is gone, refuses HEAD, is busy at first, hangs up at first, or was moved. Ends with 1 if a
host had more requests at a time than allowed, if an address was asked more often than its answer takes, or if the
outcome is not that of the addresses.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.online.server import Server

if TYPE_CHECKING:
    from socket import socket

KINDS = {3: "404", 13: "no-head", 23: "busy-once", 33: "reset-once", 43: "moved"}
"""What one address in fifty each does, by its number modulo 50; the others answer."""


class Hosts(Server):
    """Counts connections too, and answers `/busy-once/7` as the server of the tests does `/busy-once`, for each 7."""

    def __init__(self) -> None:
        """Open the port."""
        super().__init__()
        self.open: Counter[str] = Counter()
        self.most_open: Counter[str] = Counter()
        self.heads: Counter[tuple[str, str]] = Counter()
        self.RequestHandlerClass = _handler(self.RequestHandlerClass)

    def process_request_thread(self, request: socket, client_address: tuple[str, int]) -> None:  # type: ignore[override]
        """Count a connection while it is open."""
        host = request.getsockname()[0]
        with self.lock:
            self.open[host] += 1
            self.most_open[host] = max(self.most_open[host], self.open[host])
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self.lock:
                self.open[host] -= 1


def _handler(base: Any) -> Any:  # noqa: ANN401  # classes that are made here
    class Handler(base):  # type: ignore[misc]  # that of the tests
        def _respond(self, path: str, nth: int) -> None:
            kind = path.split("/")[1]
            with self.server.lock:
                self.server.heads[self.connection.getsockname()[0], path] += self.command == "HEAD"
            if kind == "busy-once" and nth == 1:
                self._send(429, b"", **{"Retry-After": "1"})
            elif kind == "moved":
                self._send(301, b"", Location=path.replace("moved", "new"))
            elif kind == "no-head" and self.command == "HEAD":
                self._send(405, b"")
            elif kind == "404":
                self._send(404, b"")
            elif kind == "reset-once" and nth == 1:
                super()._respond("/reset", nth)
            else:
                super()._respond("/page", nth)

    return Handler


def write(folder: Path, server: Hosts, hosts: int, links: int) -> dict[str, str]:
    """Write documents with that many links; return each address with what it does."""
    every: dict[str, str] = {}
    for number in range(links):
        kind = KINDS.get(number // hosts % 50, "page")
        host = f"127.0.{number % hosts // 250}.{number % hosts % 250 + 1}"
        every[server.url(f"/{kind}/{number}", host)] = kind
    (folder / "contentlint.toml").write_text("[external-links]\nper-host = PER_HOST\n", encoding="utf-8")
    addresses = list(every)
    for start in range(0, links, 100):
        text = "".join(f"- [{number}]({url})\n" for number, url in enumerate(addresses[start : start + 100], start))
        (folder / f"{start:06}.md").write_text(text, encoding="utf-8")
    return every


def run(folder: Path, answered: Path, stop_after: int | None, server: Hosts) -> tuple[int, float, str]:
    """Run the command, interrupted when so many more requests were made; return its code, seconds and report."""
    command = [sys.executable, "-m", "linter", "links", ".", "--allow-private", "--cache", str(answered)]
    command += ["--output-format", "json"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    started, before = time.monotonic(), server.asked.total()
    process = subprocess.Popen(  # noqa: S603  # ourselves
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    if stop_after is not None:
        while process.poll() is None and server.asked.total() - before < stop_after:
            time.sleep(0.02)
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=900)
    sys.stderr.write("".join(f"  {line}\n" for line in errors.strip().splitlines()[-2:]))
    return process.returncode, time.monotonic() - started, out


def main() -> int:
    """Measure, print the figures, and return whether they are as they should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hosts", type=int, default=100)
    parser.add_argument("--links", type=int, default=10_000)
    parser.add_argument("--per-host", type=int, default=2)
    parser.add_argument("--delay", type=float, default=0.02, help="seconds that every answer takes")
    parser.add_argument("--interruptions", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, Hosts() as server:
        threading.excepthook = lambda _: None  # of connections that were interrupted
        server.delay = arguments.delay
        folder = Path(scratch) / "site"
        folder.mkdir()
        every = write(folder, server, arguments.hosts, arguments.links)
        settings = folder / "contentlint.toml"
        settings.write_text(settings.read_text().replace("PER_HOST", str(arguments.per_host)), encoding="utf-8")
        step = arguments.links // (arguments.interruptions + 1)
        codes = []
        for turn in range(arguments.interruptions + 1):
            code, seconds, report = run(
                folder, Path(scratch) / "answers", None if turn == arguments.interruptions else step, server
            )
            codes.append(code)
            sys.stdout.write(
                f"run {turn + 1}: code {code}, {seconds:.1f} s, {server.asked.total():,} requests so far\n"
            )
        return verdict(every, server, arguments.per_host, json.loads(report), codes)


def verdict(every: dict[str, str], server: Hosts, per_host: int, report: dict[str, object], codes: list[int]) -> int:
    """Print what was counted, and return 1 if anything of it is wrong."""
    kinds = Counter(every.values())
    found = Counter(str(one["rule"]) for one in report["findings"])  # type: ignore[attr-defined]  # a list
    asked = Counter(path for _, _, path in server.asked.elements())
    allowed = {"page": 1, "404": 2, "no-head": 2, "busy-once": 3, "reset-once": 2, "moved": 1, "new": 1}
    often = Counter(path.split("/")[1] for path, times in asked.items() if times > allowed[path.split("/")[1]])
    again = sum(
        times - allowed[path.split("/")[1]] for path, times in asked.items() if times > allowed[path.split("/")[1]]
    )
    figures = {
        "addresses": f"{len(every):,} of {len(server.busiest)} hosts: {dict(kinds)}",
        "requests at a time to one host, at most": max(server.busiest.values()),
        "connections at a time of one host, at most": max(server.most_open.values()),
        "findings": dict(found),
        "asked more often than it takes": f"{sum(often.values())} addresses ({dict(often)}), {again} requests",
        "codes": codes,
    }
    sys.stdout.write("".join(f"{name}: {value}\n" for name, value in figures.items()))
    right = (
        max(server.busiest.values()) <= per_host
        and found == {"dead-external-link": kinds["404"], "moved-external-link": kinds["moved"]}
        and not often
    )
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
