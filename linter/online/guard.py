"""Which addresses may be connected to: names are resolved here, so that what was judged is what is connected to."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import TYPE_CHECKING

import httpcore

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class RefusedError(httpcore.ConnectError):
    """The host has no address but private ones."""


class UnknownHostError(httpcore.ConnectError):
    """The name of the host cannot be looked up; `lasting` where that is because it does not exist."""

    lasting = True


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects like httpcore's own network, but only to public addresses, unless private ones are allowed.

    The name is looked up once for each connection, also after redirects, and the connection goes to the very address
    that was judged: a name cannot lead elsewhere when it is asked again.
    """

    def __init__(self, *, allow_private: bool) -> None:
        """Take whether addresses of private networks and of this computer may be connected to."""
        self._allow_private = allow_private
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # the interface of httpcore
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first public address of a host that answers."""
        addresses = await _resolved(host, port)
        allowed = [one for one in addresses if self._allow_private or is_public(one)]
        if not allowed:
            raise RefusedError(host)
        error: Exception = UnknownHostError(host)
        for address in allowed[:4]:
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
        raise error

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._network.sleep(seconds)


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet, also when it stands in another one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


async def _resolved(host: str, port: int) -> list[str]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        unknown = UnknownHostError(host)
        # Without a network every name fails, but then for the moment (EAI_AGAIN).
        unknown.lasting = not isinstance(error, socket.gaierror) or error.errno == socket.EAI_NONAME
        raise unknown from error
    return list(dict.fromkeys(str(place[0]) for *_, place in found))
