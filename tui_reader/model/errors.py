"""The exceptions that a person can act on.

::

    ReaderError
    ├── UsageError            the call was wrong                               exit 2
    ├── ConfigError           configuration cannot be used                     exit 3
    ├── StoreError            the store cannot be used                         exit 3
    │   ├── StoreDamaged
    │   ├── StoreTooNew
    │   └── StoreBusy
    ├── SourceError           one source failed; others are not touched        exit 1
    │   ├── FetchError        nothing usable came over the network
    │   ├── FileError         a local file or folder cannot be read
    │   ├── NotAFeed          it was read, and is no feed
    │   └── ParseError        it was read, and reading it failed or took too long
    ├── EngineError           the engine process is not there
    └── NotFound              nothing has that id
"""

from __future__ import annotations


class ReaderError(Exception):
    """Something a person can act on. ``str(error)`` is one sentence: what happened, to what, and what to do."""

    exit_code = 1


class UsageError(ReaderError):
    exit_code = 2


class ConfigError(ReaderError):
    exit_code = 3


class StoreError(ReaderError):
    exit_code = 3


class StoreDamaged(StoreError):
    """SQLite says that the file is not a sound database."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of the program."""


class StoreBusy(StoreError):
    """Another process held the store longer than the busy timeout."""


class SourceError(ReaderError):
    """One source failed."""


class FetchError(SourceError):
    """Nothing usable came over the network.

    ``status`` is the HTTP status where there was one; ``retry_after`` seconds where the server named them.
    ``final``: asking the same again would end the same.
    """

    def __init__(
        self, message: str, *, status: int | None = None, retry_after: float | None = None, final: bool = False
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after
        self.final = final


class FileError(SourceError):
    """A local file or folder cannot be read."""


class NotAFeed(SourceError):
    """It was read, and it is no feed."""


class ParseError(SourceError):
    """It was read, and making sense of it failed, took too long or too much memory."""


class EngineError(ReaderError):
    """The engine process ended or does not answer."""


class NotFound(ReaderError):
    """Nothing has that id."""

    exit_code = 2
