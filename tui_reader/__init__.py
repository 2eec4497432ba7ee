"""tui-reader: a terminal news reader that finds the institutions and the key dates in what it shows."""

__version__ = "0.1.0"
