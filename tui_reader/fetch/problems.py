"""What can go wrong on the way, and the one sentence a person reads about it: what happened, where, what to do.

::

    httpx.TransportError
    ├── ConnectError ── ForbiddenAddress   the address dialled is not public, and was not typed by the person
    ├── RemoteProtocolError ─┬─ HeadersTooLarge
    │                        ├─ NoAnswer    the connection closed before an answer
    │                        └─ CutShort    the body ended early
    └── the others of httpx
    BadCompression, TooLarge (of encodings) found after the transport
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx

from tui_reader.fetch.encodings import BadCompression, TooLarge
from tui_reader.i18n import N_, _
from tui_reader.model.errors import FetchError

LONGEST_SHOWN = 200
"""Characters of an address in a message."""


class ForbiddenAddress(httpx.ConnectError):
    """A host leads to this machine or network, and only content asked for it."""


class HeadersTooLarge(httpx.RemoteProtocolError):
    """The header lines exceed the cap."""


class NoAnswer(httpx.RemoteProtocolError):
    """The connection was closed before a status line."""


class CutShort(httpx.RemoteProtocolError):
    """The connection was closed before the announced end of the body."""


_STATUS = {
    400: N_("“{url}” was refused by its server as a bad request (400): check the address."),
    401: N_("“{url}” asks for a user name and password (401): write them into the address, https://name:password@…."),
    402: N_("“{url}” is only for paying readers (402): look for an address with your personal key."),
    403: N_("“{host}” does not let us read “{url}” (403): open it in a browser to see if it needs an account."),
    404: N_("“{url}” does not exist (404): check the address, or add the site's own address to find its feed."),
    405: N_("“{url}” does not answer readers (405): check the address."),
    406: N_("“{url}” is not offered in any form we read (406): check the address."),
    408: N_("“{host}” gave up waiting (408): it is tried again later."),
    410: N_("“{url}” is gone for good (410): it is no longer checked; remove it or look for a new address."),
    429: N_("“{host}” was asked too often (429): it is left alone for a while."),
    451: N_("“{url}” is withheld for legal reasons (451)."),
    503: N_("“{host}” is down for the moment (503): it is tried again later."),
}
_STATUS_WITH_PAUSE = {
    429: N_("“{host}” was asked too often (429): it is left alone for {pause}."),
    503: N_("“{host}” is down for the moment (503): it is tried again in {pause}."),
}
"""Where the server says in Retry-After how long."""

_TLS_FAULTS = {
    9: N_("The certificate of “{host}” is not valid yet: check this computer's clock."),
    10: N_("The certificate of “{host}” has expired: its owner must renew it; check this computer's clock too."),
    18: N_("“{host}” shows a certificate it signed itself: it cannot be trusted to be “{host}”."),
    19: N_("“{host}” shows a certificate of an unknown authority: it cannot be trusted to be “{host}”."),
    20: N_("“{host}” shows a certificate of an unknown authority: it cannot be trusted to be “{host}”."),
    21: N_("“{host}” shows an incomplete certificate: its owner must send the whole chain."),
    62: N_("“{host}” shows the certificate of another host: check the address."),
    64: N_("“{host}” shows the certificate of another host: check the address."),
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
    template = (_STATUS_WITH_PAUSE.get(status) if retry_after else None) or _STATUS.get(status) or _unlisted(status)
    pause = _span(retry_after) if retry_after else ""
    message = _(template).format(url=shown(url), host=_host(url), status=status, pause=pause)
    return FetchError(message, status=status, retry_after=retry_after)


def _unlisted(status: int) -> str:
    if status >= 500:
        return N_("“{host}” has a problem of its own ({status}): it is tried again later.")
    if status >= 400:
        return N_("“{url}” cannot be read ({status}): check the address.")
    return N_("“{url}” answered in a way that brings no content ({status}): check the address.")


def transport_error(error: BaseException, url: str, *, seconds: float) -> FetchError:
    """What to say about an exception on the way; ``seconds`` is the limit for the whole request."""
    size = _size(error.cap) if isinstance(error, TooLarge) else ""
    values = {"url": shown(url), "host": _host(url), "seconds": f"{seconds:g}", "size": size}
    return FetchError(_sentence(error).format(**values), final=isinstance(error, ForbiddenAddress | TooLarge))


def _sentence(error: BaseException) -> str:
    for template in filter(None, (_own(error), *(_cause(cause) for cause in _causes(error)))):
        return template
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return _("“{host}” did not deliver “{url}” within {seconds} seconds: it is tried again later.")
    if isinstance(error, httpx.ProxyError):
        return _("The proxy set in the environment did not let “{url}” through: check HTTP_PROXY and HTTPS_PROXY.")
    if isinstance(error, httpx.ProtocolError):
        return _("“{host}” does not answer in correct HTTP: check the address, or try later.")
    return _("“{url}” could not be read because the connection failed: check your network, or try later.")


def _own(error: BaseException) -> str:
    match error:
        case ForbiddenAddress():
            return _("“{url}” leads into a private network: only an address that you typed yourself may do that.")
        case HeadersTooLarge():
            return _("“{host}” sent more header lines than a reader can take: check the address.")
        case NoAnswer():
            return _("“{host}” closed the connection without an answer: it is tried again later.")
        case CutShort():
            return _("“{host}” closed the connection before “{url}” was complete: it is tried again later.")
        case BadCompression():
            return _("“{host}” sent “{url}” with broken compression: it is tried again later.")
        case TooLarge():
            return _("“{url}” is larger than {size}, too large for a feed or page: check the address.")
        case httpx.ConnectTimeout():
            return _("“{host}” could not be reached in time: it may be down; it is tried again later.")
        case httpx.ReadError():
            return _("“{host}” broke the connection before “{url}” was complete: it is tried again later.")
    return ""


def _cause(error: BaseException) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            unlisted = N_("The certificate of “{host}” cannot be trusted: check the address.")
            return _(_TLS_FAULTS.get(error.verify_code, unlisted))
        case ssl.SSLWantReadError() | ssl.SSLWantWriteError():
            return ""  # no fault: what a connection was doing when the time was up
        case ssl.SSLError():
            return _("No secure connection to “{host}” came about: it may not speak https; check the address.")
        case socket.gaierror():
            if error.errno in (socket.EAI_AGAIN, socket.EAI_FAIL):
                return _("“{host}” could not be looked up: check your network connection.")
            return _("The host “{host}” was not found: check the address and your network connection.")
        case ConnectionRefusedError():
            return _("“{host}” refuses connections: check the address, or try later.")
        case ConnectionResetError() | BrokenPipeError():
            return _("“{host}” broke the connection: it is tried again later.")
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
        return _("a minute")
    if minutes < 120:
        return _("{minutes} minutes").format(minutes=minutes)
    return _("{hours} hours").format(hours=round(minutes / 60))


def _size(count: int) -> str:
    return f"{count / 2**20:g} MiB" if count >= 2**20 else f"{count / 2**10:g} KiB"
