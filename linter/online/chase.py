"""Asking one address: HEAD, then GET where HEAD says no; along redirects, again where a host was busy."""

from __future__ import annotations

import asyncio
import re
import ssl
import time
from typing import TYPE_CHECKING

import httpcore
import httpx

from linter.external import Answer, host_of, may_be_asked
from linter.online import fragments
from linter.online.guard import RefusedError, UnknownHostError
from linter.online.pacing import retry_after
from linter.patterns import lazy
from linter.values import dataclass

if TYPE_CHECKING:
    from linter.online.pacing import Pace
    from linter.online.transport import Transport

_REDIRECTS = 10
_RETRIES = 2
_PATIENCE = 60.0
"""Seconds a host may ask to be left alone before it is given up for this run."""
_BUSY = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_LARGEST = 2 * 1024 * 1024
_HTML = lazy(r"(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_CHARSET = lazy(r"charset=[\"']?([\w-]+)", re.IGNORECASE)
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; contentlint)",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Encoding": "identity",  # nothing is unpacked that could be a bomb
}


class _FailedError(Exception):
    """There is no response; says why in words, and whether asking again would help."""

    def __init__(self, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class _Reply:
    """The head of a response and, where it was wanted, its text; `whole` tells whether that was all of it."""

    status: int
    headers: httpx.Headers
    text: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Chase:
    """Asks addresses; `pause` is what a busy host gets in seconds before the first retry, twice that then."""

    transport: Transport
    pace: Pace
    timeout: float
    pause: float = 2.0

    async def ask(self, url: str, wanted: frozenset[str]) -> Answer:
        """Return what an address answers, also about the `wanted` fragments. Does not raise."""
        host = host_of(url) or ""
        if self.pace.is_given_up(host):
            return Answer(failure="its host was given up, as it did not answer before", unasked=True)
        try:
            answer = await self._follow(url, wanted)
        except RefusedError:
            return Answer(failure="it leads into a private network", unasked=True)
        except UnknownHostError as error:
            return Answer(failure=f'there is no host "{error}"', lasting=error.lasting)
        except _FailedError as error:
            answer = Answer(failure=str(error), lasting=error.lasting)
        self.pace.note(host, answered=answer.lasting or answer.status not in {0, 429})
        return answer

    async def _follow(self, start: str, wanted: frozenset[str]) -> Answer:
        url, seen, lasting = start, {start}, True
        cookies = httpx.Cookies()
        for _ in range(_REDIRECTS + 1):
            reply = await self._reply(url, cookies, read=bool(wanted))
            place = reply.headers.get("location")
            if reply.status not in _MOVED or place is None:
                moved = url if lasting and url != start and 200 <= reply.status < 300 else ""  # noqa: PLR2004
                found = fragments.judged(wanted, reply.text, whole=reply.whole) if wanted else {}
                return Answer(reply.status, moved_to=moved, fragments=found)
            lasting = lasting and reply.status in _FOR_GOOD
            url = _joined(url, place)
            if url in seen and not cookies:
                raise _FailedError("its redirects lead in a circle", lasting=True)
            seen.add(url)
        raise _FailedError(f"it redirects more than {_REDIRECTS} times", lasting=True)

    async def _reply(self, url: str, cookies: httpx.Cookies, *, read: bool) -> _Reply:
        """Ask one address, without following it; again where the host is busy or hangs up."""
        host = host_of(url) or ""
        for attempt in range(_RETRIES + 1):
            last = attempt == _RETRIES
            try:
                reply = None if read else await self._send("HEAD", url, cookies, host)
                if reply is None or (reply.status >= 400 and reply.status != 429):  # noqa: PLR2004
                    reply = await self._send("GET", url, cookies, host, read=read)
            except _FailedError as error:
                if last or error.lasting:
                    raise
                await asyncio.sleep(self.pause * 2**attempt)
                continue
            asked = retry_after(reply.headers.get("retry-after"), time.time())
            if last or reply.status not in _BUSY or (asked or 0.0) > _PATIENCE:
                return reply
            wait = self.pause * 2**attempt if asked is None else asked
            if asked is not None or reply.status in {429, 503}:
                self.pace.leave_alone(host, wait)
            else:
                await asyncio.sleep(wait)
        raise AssertionError  # pragma: no cover  # the last attempt returns or raises

    async def _send(self, method: str, url: str, cookies: httpx.Cookies, host: str, *, read: bool = False) -> _Reply:
        try:
            request = httpx.Request(method, url, headers=_HEADERS, extensions={"timeout": self._timeouts()})
        except (httpx.InvalidURL, ValueError) as error:
            raise _FailedError("it is no address that can be asked", lasting=True) from error
        cookies.set_cookie_header(request)
        async with self.pace.turn(host):
            try:
                async with asyncio.timeout(self.timeout):
                    response = await self.transport.handle_async_request(request)
                    try:
                        return await _read(response, request, cookies, read=read)
                    finally:
                        await response.aclose()
            except (RefusedError, UnknownHostError):
                raise
            except (TimeoutError, httpcore.TimeoutException) as error:
                raise _FailedError(f"there is no answer within {self.timeout:g} seconds") from error
            except (httpcore.ConnectError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
                raise _failed(error) from error

    def _timeouts(self) -> dict[str, float]:
        return dict.fromkeys(("connect", "read", "write", "pool"), self.timeout)


async def _read(response: httpx.Response, request: httpx.Request, cookies: httpx.Cookies, *, read: bool) -> _Reply:
    response.request = request
    cookies.extract_cookies(response)
    kind = response.headers.get("content-type", "")
    packed = response.headers.get("content-encoding", "identity").lower() != "identity"
    if not read or packed or not _HTML.match(kind) or not 200 <= response.status_code < 300:  # noqa: PLR2004
        return _Reply(response.status_code, response.headers)
    parts, size = [], 0
    async for part in response.aiter_raw():
        parts.append(part)
        size += len(part)
        if size > _LARGEST:
            break
    named = _CHARSET.search(kind)
    data = b"".join(parts)[:_LARGEST]
    try:
        text = data.decode(named[1] if named else "utf-8", "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    return _Reply(response.status_code, response.headers, text, size <= _LARGEST)


def _joined(url: str, place: str) -> str:
    try:
        target = str(httpx.URL(url).join(place).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError) as error:
        raise _FailedError("it redirects to what is no address", lasting=True) from error
    if not may_be_asked(target):
        raise _FailedError("it redirects to what is no page", lasting=True)
    return target


def _failed(error: BaseException) -> _FailedError:
    """Say in a few words why there was no connection or no response."""
    chain: BaseException | None = error
    while chain is not None:
        if isinstance(chain, ssl.SSLCertVerificationError):
            return _FailedError(f"its certificate is not valid ({chain.verify_message})", lasting=True)
        chain = chain.__cause__ or chain.__context__
    if isinstance(error, httpcore.ConnectError):
        return _FailedError("its encryption cannot be used" if "SSL" in str(error) else "the connection fails")
    return _FailedError(
        "it does not speak HTTP" if isinstance(error, httpcore.LocalProtocolError) else "the connection breaks off"
    )
