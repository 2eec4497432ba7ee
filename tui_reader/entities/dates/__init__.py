"""Dates: found by rules, resolved as far as they were written, weighed by how much they matter."""

from tui_reader.entities.dates.recogniser import DateRecogniser

__all__ = ["DateRecogniser"]
