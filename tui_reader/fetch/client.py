"""The fetcher: one address in, one body out, with the manners of ``limits`` and the sentences of ``problems``."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from types import TracebackType
from typing import Any

import httpx

from tui_reader.fetch import encodings, freshness, problems, redirects, validators
from tui_reader.fetch.exchange import FEED_TYPES, FetchRequest, FetchResponse
from tui_reader.fetch.limits import Limits
from tui_reader.fetch.pacing import HostPacer
from tui_reader.fetch.policy import USER_AGENT
from tui_reader.fetch.proxies import EnvironmentTransport
from tui_reader.fetch.redirects import Hop
from tui_reader.fetch.transport import PRIVATE_ALLOWED, LeanTransport
from tui_reader.model.values import dataclass

__all__ = ["FEED_TYPES", "FetchRequest", "FetchResponse", "Fetcher", "Limits"]

LARGE = 2**20
"""Bytes on the wire; nearly all feeds are far below, and as many of those as there are workers fit into memory."""

NOT_MODIFIED = 304
WITH_BODY = frozenset({200, 203})
FAILURES = (httpx.HTTPError, OSError, encodings.BadCompression, encodings.TooLarge)
"""What a transport and the reading of a body raise."""


class _Redirected(Exception):
    """Stops httpx before it reads the Location itself: a broken one would be an error without an address."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(response.status_code)
        self.response = response


async def _leave_redirects_to_us(response: httpx.Response) -> None:
    if response.has_redirect_location:
        raise _Redirected(response)


class _NoCookies(CookieJar):
    """Forgets every cookie at once."""

    def extract_cookies(self, response: Any, request: Any) -> None:
        return


def _http2(limits: Limits) -> httpx.AsyncBaseTransport | None:
    """Loaded only by who asked for it."""
    from tui_reader.fetch.http2 import Http2Transport, is_installed

    return Http2Transport(limits) if is_installed() else None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    body: bytes = b""
    """As it came over the wire."""


class Fetcher:
    """An async context manager; one for the whole program, used from one event loop.

    ``http2``: asked for by the person, and used where the extra is installed. ``transport`` takes the place of ours
    (tests, measurements); ``pacer`` hands out turns at hosts.
    """

    def __init__(
        self,
        limits: Limits = Limits(),  # noqa: B008  (frozen)
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        http2: bool = False,
        transport: httpx.AsyncBaseTransport | None = None,
        pacer: HostPacer | None = None,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._pacer = pacer or HostPacer(limits)
        self._client = httpx.AsyncClient(
            transport=transport or EnvironmentTransport(LeanTransport(limits), _http2(limits) if http2 else None),
            cookies=_NoCookies(),
            timeout=None,
            follow_redirects=False,
            event_hooks={"response": [_leave_redirects_to_us]},
        )

    async def __aenter__(self) -> Fetcher:
        await self._client.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.__aexit__(kind, error, trace)

    async def get(self, request: FetchRequest) -> FetchResponse:
        """Fetch one address, conditionally if there are validators. Raises FetchError; cancelling it is safe."""
        cap = min(self._limits.body_bytes, request.body_bytes or self._limits.body_bytes)
        hop = redirects.first_hop(request.url, typed_by_user=request.typed_by_user)
        left = self._limits.seconds
        while True:
            try:
                answer, left = await self._exchange(hop, request, cap, left)
                if answer.status not in redirects.FOLLOWED:
                    return self._response(hop, request, answer, cap)
            except FAILURES as error:
                raise problems.transport_error(error, str(hop.url), seconds=self._limits.seconds) from error
            location = answer.headers.get("location", "")
            hop = redirects.next_hop(hop, answer.status, location, limit=self._limits.redirects)

    async def _exchange(self, hop: Hop, request: FetchRequest, cap: int, left: float) -> tuple[_Answer, float]:
        """One request and its answer, and the seconds that are left of the whole."""
        async with self._pacer.turn(hop.url.host):
            now = asyncio.get_running_loop().time
            started = now()
            async with asyncio.timeout(left) as deadline:
                answer = await self._ask(hop, request, cap, deadline)
            return answer, left - (now() - started)

    async def _ask(self, hop: Hop, request: FetchRequest, cap: int, deadline: asyncio.Timeout) -> _Answer:
        message = httpx.Request(
            "GET", hop.url, headers=_headers(hop, request), extensions={PRIVATE_ALLOWED: hop.private_allowed}
        )
        try:
            response = await self._client.send(message, stream=True)
        except _Redirected as redirect:
            return _Answer(redirect.response.status_code, redirect.response.headers)
        try:
            self._check_headers(response)
            if response.status_code in WITH_BODY:
                return _Answer(response.status_code, response.headers, await _read(response, cap, request, deadline))
            return _Answer(response.status_code, response.headers)
        finally:
            await response.aclose()

    def _check_headers(self, response: httpx.Response) -> None:
        """The stock transport allows more than we do."""
        if sum(len(name) + len(value) + 4 for name, value in response.headers.raw) > self._limits.header_bytes:
            raise problems.HeadersTooLarge("too many bytes of headers")

    def _response(self, hop: Hop, request: FetchRequest, answer: _Answer, cap: int) -> FetchResponse:
        now = self._clock()
        headers = answer.headers
        retry_after = freshness.retry_after(headers, now)
        unchanged = answer.status == NOT_MODIFIED and bool(validators.conditions(request.validators))
        if not unchanged and answer.status not in WITH_BODY:
            raise problems.status_error(answer.status, str(hop.url), retry_after)
        coding = headers.get("content-encoding", "") if answer.body else ""
        encodings.codings(coding)  # one that cannot be undone is refused here and now
        return FetchResponse(
            status=answer.status,
            url=str(hop.url),
            body=encodings.decode(answer.body, coding, cap) if request.undo_coding else answer.body,
            content_encoding="" if request.undo_coding else coding,
            wire_hash=hashlib.blake2b(answer.body, digest_size=16).hexdigest() if answer.body else "",
            content_type=headers.get("content-type", ""),
            validators=request.validators if unchanged else validators.of_answer(headers),
            retry_after=retry_after,
            expires_in=freshness.expires_in(headers, now),
            permanent_url=hop.address if hop.taken and hop.permanent else "",
            wire_bytes=len(answer.body),
            not_modified=unchanged,
        )


def _headers(hop: Hop, request: FetchRequest) -> list[tuple[str, str]]:
    headers = [
        ("User-Agent", USER_AGENT),
        ("Accept", request.accept),
        ("Accept-Encoding", encodings.ACCEPTED),
        *validators.conditions(request.validators),
    ]
    if hop.userinfo:
        headers.append(("Authorization", hop.authorization))
    return headers


async def _read(response: httpx.Response, cap: int, request: FetchRequest, deadline: asyncio.Timeout) -> bytes:
    """The raw body. Raises TooLarge as soon as it is known to be; lets a large one wait until there is room."""
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > cap:
        raise encodings.TooLarge(cap)
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_raw():
        size += len(part)
        if size > cap:
            raise encodings.TooLarge(cap)
        parts.append(part)
        if request.large is not None and size > LARGE >= size - len(part):
            await _outside(deadline, request.large())
    return parts[0] if len(parts) == 1 else b"".join(parts)


async def _outside(deadline: asyncio.Timeout, wait: Awaitable[None]) -> None:
    """Wait for something of ours while the deadline for the server stands still."""
    now = asyncio.get_running_loop().time
    until = deadline.when()
    left = None if until is None else until - now()
    deadline.reschedule(None)
    try:
        await wait
    finally:
        deadline.reschedule(None if left is None else now() + left)
