"""What can go wrong on the way, and the one sentence a person reads about it: what happened, where, what to do.

::

    httpx.TransportError
    ├── ConnectError ── ForbiddenAddress   the address dialled is not public, and was not typed by the person
    ├── RemoteProtocolError ─┬─ HeadersTooLarge
    │                        ├─ NoAnswer    the connection closed before an answer
    │                        └─ CutShort    the body ended early
    └── the others of httpx
    BadCompression, TooLarge                found after the transport
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx

from tui_reader.model.errors import FetchError

LONGEST_SHOWN = 200
"""Characters of an address in a message."""


class BadCompression(Exception):
    """A content coding cannot be undone; ``str()`` says why, for the log."""


class TooLarge(Exception):
    """More bytes than ``cap``."""

    def __init__(self, cap: int) -> None:
        super().__init__(f"more than {cap} bytes")
        self.cap = cap


class ForbiddenAddress(httpx.ConnectError):
    """A host leads to this machine or network, and only content asked for it."""


class HeadersTooLarge(httpx.RemoteProtocolError):
    """The header lines exceed the cap."""


class NoAnswer(httpx.RemoteProtocolError):
    """The connection was closed before a status line."""


class CutShort(httpx.RemoteProtocolError):
    """The connection was closed before the announced end of the body."""


_STATUS = {
    400: "“{url}” was refused by its server as a bad request (400): check the address.",
    401: "“{url}” asks for a user name and password (401): write them into the address, https://name:password@….",
    402: "“{url}” is only for paying readers (402): look for an address with your personal key.",
    403: "“{host}” does not let us read “{url}” (403): open it in a browser to see if it needs an account.",
    404: "“{url}” does not exist (404): check the address, or add the site's own address to find its feed.",
    405: "“{url}” does not answer readers (405): check the address.",
    406: "“{url}” is not offered in any form we read (406): check the address.",
    408: "“{host}” gave up waiting (408): it is tried again later.",
    410: "“{url}” is gone for good (410): it is no longer checked; remove it or look for a new address.",
    429: "“{host}” was asked too often (429): it is left alone{pause}.",
    451: "“{url}” is withheld for legal reasons (451).",
    503: "“{host}” is down for the moment (503): it is tried again{pause}.",
}
_TLS_FAULTS = {
    9: "The certificate of “{host}” is not valid yet: check this computer's clock.",
    10: "The certificate of “{host}” has expired: its owner must renew it; check this computer's clock too.",
    18: "“{host}” shows a certificate it signed itself: it cannot be trusted to be “{host}”.",
    19: "“{host}” shows a certificate of an unknown authority: it cannot be trusted to be “{host}”.",
    20: "“{host}” shows a certificate of an unknown authority: it cannot be trusted to be “{host}”.",
    21: "“{host}” shows an incomplete certificate: its owner must send the whole chain.",
    62: "“{host}” shows the certificate of another host: check the address.",
    64: "“{host}” shows the certificate of another host: check the address.",
}
"""By OpenSSL's X509_V_ERR numbers."""


def shown(url: str) -> str:
    """An address fit for a message: without credentials, and not endless."""
    scheme, separator, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    clean = scheme + separator + authority.rpartition("@")[2] + slash + path
    clean = "".join(character if character.isprintable() else "?" for character in clean[: LONGEST_SHOWN + 1])
    return clean if len(clean) <= LONGEST_SHOWN else clean[: LONGEST_SHOWN - 1] + "…"


def status_error(status: int, url: str, retry_after: float | None = None) -> FetchError:
    """What to say about a status that brings no body."""
    pause = f" for {_span(retry_after)}" if retry_after else " for a while" if status == 429 else " later"
    if status == 503 and retry_after:
        pause = f" in {_span(retry_after)}"
    template = _STATUS.get(status)
    if template is None:
        if status >= 500:
            template = "“{host}” has a problem of its own ({status}): it is tried again later."
        elif status >= 400:
            template = "“{url}” cannot be read ({status}): check the address."
        else:
            template = "“{url}” answered in a way that brings no content ({status}): check the address."
    message = template.format(url=shown(url), host=_host(url), status=status, pause=pause)
    return FetchError(message, status=status, retry_after=retry_after)


def transport_error(error: BaseException, url: str, *, seconds: float) -> FetchError:
    """What to say about an exception on the way; ``seconds`` is the limit for the whole request."""
    return FetchError(_sentence(error, seconds).format(url=shown(url), host=_host(url)))


def _sentence(error: BaseException, seconds: float) -> str:
    for template in filter(None, (_own(error), *(_cause(cause) for cause in _causes(error)))):
        return template
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return f"“{{host}}” did not deliver “{{url}}” within {seconds:g} seconds: it is tried again later."
    if isinstance(error, httpx.ProxyError):
        return "The proxy set in the environment did not let “{url}” through: check HTTP_PROXY and HTTPS_PROXY."
    if isinstance(error, httpx.ProtocolError):
        return "“{host}” does not answer in correct HTTP: check the address, or try later."
    return "“{url}” could not be read because the connection failed: check your network, or try later."


def _own(error: BaseException) -> str:
    match error:
        case ForbiddenAddress():
            return "“{url}” leads into a private network: only an address that you typed yourself may do that."
        case HeadersTooLarge():
            return "“{host}” sent more header lines than a reader can take: check the address."
        case NoAnswer():
            return "“{host}” closed the connection without an answer: it is tried again later."
        case CutShort():
            return "“{host}” closed the connection before “{url}” was complete: it is tried again later."
        case BadCompression():
            return "“{host}” sent “{url}” with broken compression: it is tried again later."
        case TooLarge(cap=cap):
            return f"“{{url}}” is larger than {_size(cap)}, too large for a feed or page: check the address."
        case httpx.ConnectTimeout():
            return "“{host}” could not be reached in time: it may be down; it is tried again later."
        case httpx.ReadError():
            return "“{host}” broke the connection before “{url}” was complete: it is tried again later."
    return ""


def _cause(error: BaseException) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            return _TLS_FAULTS.get(
                error.verify_code, "The certificate of “{host}” cannot be trusted: check the address."
            )
        case ssl.SSLError():
            return "No secure connection to “{host}” came about: it may not speak https; check the address."
        case socket.gaierror():
            if error.errno in (socket.EAI_AGAIN, socket.EAI_FAIL):
                return "“{host}” could not be looked up: check your network connection."
            return "The host “{host}” was not found: check the address and your network connection."
        case ConnectionRefusedError():
            return "“{host}” refuses connections: check the address, or try later."
        case ConnectionResetError() | BrokenPipeError():
            return "“{host}” broke the connection: it is tried again later."
    return ""


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and what led to it, outermost first."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _span(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    if minutes == 1:
        return "a minute"
    return f"{minutes} minutes" if minutes < 120 else f"{round(minutes / 60)} hours"


def _size(count: int) -> str:
    return f"{count / 2**20:g} MiB" if count >= 2**20 else f"{count / 2**10:g} KiB"
