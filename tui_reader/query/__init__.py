"""The query language of lists and searches: ``parse`` reads it, ``write`` writes it."""

from tui_reader.query.parser import QueryError, parse
from tui_reader.query.writer import write

__all__ = ["QueryError", "parse", "write"]
