"""What a new subscription looks like before one has gone there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preview:
    """A feed that was just found."""

    title: str
    url: str
    articles: int
    """How many came at once; 0 where it is still to be fetched."""
    newest: tuple[str, ...] = ()
    """Titles."""
