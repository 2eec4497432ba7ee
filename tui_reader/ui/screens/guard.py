"""What an archive refuses is said on the screen, and ends nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from tui_reader.model.errors import ReaderError


class Says(Protocol):
    """Whoever can tell the person something."""

    def say(self, message: str, *, error: bool = False) -> None: ...


Speaker = TypeVar("Speaker", bound=Says)
Arguments = ParamSpec("Arguments")


def reports_errors(
    handler: Callable[Concatenate[Speaker, Arguments], Any],
) -> Callable[Concatenate[Speaker, Arguments], None]:
    """A handler that says what went wrong with the archive instead of ending the program."""

    @wraps(handler)
    def guarded(self: Speaker, /, *arguments: Arguments.args, **options: Arguments.kwargs) -> None:
        try:
            handler(self, *arguments, **options)
        except ReaderError as error:
            self.say(str(error), error=True)

    return guarded
