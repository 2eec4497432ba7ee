"""Following redirects by hand: where the next request goes, and what it may carry.

Pure: an address and an answer in, the next hop or a FetchError out.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

import httpx

from tui_reader.fetch.problems import shown
from tui_reader.i18n import _
from tui_reader.model.errors import FetchError
from tui_reader.model.values import dataclass

FOLLOWED = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
SCHEMES = ("http", "https")
LONGEST_URL = 8192
"""Characters; common servers refuse longer ones."""
LONGEST_HOST = 254
LONGEST_LABEL = 63
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Hop:
    """One request of a chain. ``url`` carries no credentials and no fragment."""

    url: httpx.URL
    userinfo: str = ""
    """``name:password`` percent-encoded as in the address, while it may be sent."""
    private_allowed: bool = False
    permanent: bool = True
    """All redirects so far were permanent."""
    taken: int = 0
    """Redirects so far."""

    @property
    def authorization(self) -> str:
        """The Basic credentials for this hop, or empty."""
        if not self.userinfo:
            return ""
        url = httpx.URL(f"http://{self.userinfo}@host/")
        return "Basic " + b64encode(f"{url.username}:{url.password}".encode()).decode("ascii")

    @property
    def address(self) -> str:
        """The address to keep: with the credentials that it takes."""
        if not self.userinfo:
            return str(self.url)
        return str(self.url.copy_with(userinfo=self.userinfo.encode("ascii")))


def first_hop(url: str, *, typed_by_user: bool) -> Hop:
    """Where to begin. Raises FetchError for what is no web address."""
    parsed = _parse(url.strip())
    if parsed is None:
        raise FetchError(
            _("“{url}” is not a web address: it must begin with http:// or https:// and name a host.").format(
                url=shown(url)
            ),
            final=True,
        )
    return Hop(_bare(parsed), parsed.userinfo.decode("ascii"), private_allowed=typed_by_user)


def next_hop(hop: Hop, status: int, location: str, *, limit: int) -> Hop:
    """Where an answer with this status and Location leads.

    Credentials and the right to a private address stay with their origin; once it is left they do not come back.
    Raises FetchError after ``limit`` redirects, for a scheme that is not http(s), and for no address at all.
    """
    where = shown(str(hop.url))
    if hop.taken >= limit:
        raise FetchError(
            _("“{url}” was reached after {limit} redirects and leads on: check the address.").format(
                url=where, limit=limit
            ),
            status=status,
        )
    target = _parse(location.strip(), hop.url)
    if target is None:
        if location.strip():
            what = _("“{url}” redirects to “{target}”, which is no web address: look for a new address.")
        else:
            what = _("“{url}” redirects to nowhere: look for a new address.")
        raise FetchError(what.format(url=where, target=shown(location)), status=status)
    stays = keeps_trust(hop.url, target)
    return replace(
        hop,
        url=_bare(target),
        userinfo=hop.userinfo if stays else "",
        private_allowed=hop.private_allowed and stays,
        permanent=hop.permanent and status in PERMANENT,
        taken=hop.taken + 1,
    )


def keeps_trust(origin: httpx.URL, target: httpx.URL) -> bool:
    """Whether what one origin may know, the target may: the same origin, or its own step from http to https."""
    if origin.raw_host != target.raw_host:
        return False
    here, there = (origin.scheme, _port(origin)), (target.scheme, _port(target))
    return here == there or (here == ("http", 80) and there == ("https", 443))


def _parse(url: str, base: httpx.URL | None = None) -> httpx.URL | None:
    if not url or len(url) > LONGEST_URL:
        return None
    try:
        parsed = httpx.URL(url) if base is None else base.join(url)
        usable = parsed.scheme in SCHEMES and _names_a_host(parsed.raw_host) and 0 < _port(parsed) < 65536
    except (httpx.InvalidURL, ValueError, UnicodeError):
        return None
    return parsed if usable else None


def _names_a_host(host: bytes) -> bool:
    """Whether a host has the lengths of RFC 1035 §2.3.4: resolvers and TLS stumble over others, each in its own way."""
    labels = host.removesuffix(b".").split(b".")
    return len(host) <= LONGEST_HOST and all(0 < len(label) <= LONGEST_LABEL for label in labels)


def _bare(url: httpx.URL) -> httpx.URL:
    return url.copy_with(userinfo=b"", fragment=None) if url.userinfo or url.fragment else url


def _port(url: httpx.URL) -> int:
    return _DEFAULT_PORTS[url.scheme] if url.port is None else url.port
