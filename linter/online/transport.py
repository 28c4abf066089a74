"""Requests over the guarded network: one pool of connections, no proxies, no credentials, nothing decompressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpcore
import httpx

from linter.online.guard import GuardedNetwork

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_CONNECTIONS = 64


class _Body(httpx.AsyncByteStream):
    """The body of a response, as httpx wants it."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._response.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._response.aclose()


class Transport(httpx.AsyncBaseTransport):
    """What httpx sends its requests with."""

    def __init__(self, *, allow_private: bool) -> None:
        """Take whether private addresses may be connected to."""
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=_CONNECTIONS,
            max_keepalive_connections=_CONNECTIONS,
            keepalive_expiry=5.0,
            network_backend=GuardedNetwork(allow_private=allow_private),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request. Raises the exceptions of httpcore."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        sent = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        response = await self._pool.handle_async_request(sent)
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._pool.aclose()
