"""The numbers of our network manners, each with its reason."""

from __future__ import annotations

from tui_reader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may take. The defaults are what strangers' servers get; tests on loopback relax them."""

    body_bytes: int = 15 * 2**20
    """On the wire, and again after decompression: the largest real feeds stay below 10 MiB."""
    header_bytes: int = 64 * 2**10
    """All header lines of an answer together, as common servers and browsers allow."""
    seconds: float = 30.0
    """For a whole request with its redirects and its body; waiting for a turn does not count."""
    connect_seconds: float = 10.0
    """For finding, reaching and greeting a host, so that a dead one gives its place back early."""
    redirects: int = 10
    per_host: int = 2
    """Requests under way at one host."""
    host_pace: float = 0.25
    """Seconds between the starts of two requests to one host."""
    at_once: int = 64
    """Requests under way in all."""
    idle_connections: int = 32
    """Connections kept open for the next request to the same host."""
    idle_seconds: float = 15.0
    """How long one is kept: common servers close theirs after 5 to 75 seconds."""
