"""What is asked of the fetcher and what it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tui_reader.model.feeds import Validators
from tui_reader.model.values import dataclass

FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.3"
)
"""Accept for feeds. Pages are named too: an address that a person gives may be a site."""

NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One address to get. User name and password inside ``url`` become Basic credentials for that origin only."""

    url: str
    validators: Validators = NO_VALIDATORS
    typed_by_user: bool = False
    """True for what a person typed or subscribed to: only such an address may be private."""
    accept: str = FEED_TYPES
    body_bytes: int | None = None
    """A smaller cap than that of the limits, for images and the like."""
    large: Callable[[], Awaitable[None]] | None = None
    """Waited for as soon as the body is known to be larger than ``client.LARGE``: whoever holds bodies can make this
    one wait, which costs neither memory nor the request's time."""
    undo_coding: bool = True
    """False leaves the body compressed as it came, for whoever hands it on to a parser process."""


@dataclass(frozen=True, slots=True)
class FetchResponse:
    """A body (status 200), or word that nothing changed (``not_modified``, empty body)."""

    status: int
    url: str
    """Where the body came from after redirects, without credentials."""
    body: bytes = b""
    """Decompressed, but for what ``content_encoding`` names."""
    content_encoding: str = ""
    """The coding still to be undone (see ``FetchRequest.undo_coding``), by ``encodings.decode``."""
    wire_hash: str = ""
    """Of the body as it came, BLAKE2b-128 in hexadecimal: tells whether a body is the one fetched before."""
    content_type: str = ""
    validators: Validators = NO_VALIDATORS
    """To be stored as they are: those of this body, or after ``not_modified`` those that were sent."""
    retry_after: float | None = None
    """Seconds, at most 24 hours."""
    expires_in: float | None = None
    """Seconds the server calls this fresh (0: never fresh), at most 24 hours; None where it does not say."""
    permanent_url: str = ""
    """The new address, after redirects that were all permanent (301, 308); else empty."""
    wire_bytes: int = 0
    """Body bytes as received, compressed."""
    not_modified: bool = False
