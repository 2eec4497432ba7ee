"""Commands and events as lines: one JSON object each, ``{"type": class name, field: value …}``.

The classes of ``model.events`` are the format: what a field may hold is read off its type, and a line that holds
anything else is refused. ASCII only, so that a line is a line whatever the text in it.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Union, cast, get_args, get_origin, get_type_hints

from tui_reader.model import events
from tui_reader.model.errors import EngineError
from tui_reader.model.events import Command, Event

MAX_LINE = 64 * 1024 * 1024
"""Characters. A summary of 100,000 feeds with an error each stays below it."""

_Read = Callable[[object], object]

COMMANDS: dict[str, type] = {kind.__name__: kind for kind in get_args(events.Command)}
EVENTS: dict[str, type] = {kind.__name__: kind for kind in get_args(events.Event)}
_KINDS = COMMANDS | EVENTS


def encode(message: Command | Event) -> str:
    """One line, its newline included."""
    return json.dumps({"type": type(message).__name__, **asdict(message)}, separators=(",", ":")) + "\n"


def decode(line: str | bytes) -> Command | Event:
    """The message that ``encode`` wrote.

    Raises ``EngineError`` for anything else: not JSON, an unknown type or field, a value of the wrong type.
    """
    try:
        raw = json.loads(line)
        if not isinstance(raw, dict):
            raise TypeError("not an object")
        kind = _KINDS[str(raw.pop("type", ""))]
        return cast(Command | Event, _object_reader(kind)(raw))
    except KeyError as error:
        raise EngineError(f"The engine's pipe carried an unknown message: {error}.") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise EngineError(f"The engine's pipe carried something that is no message: {error}.") from error


@cache
def _object_reader(kind: type) -> _Read:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}

    def read(raw: object) -> object:
        if not isinstance(raw, dict):
            raise TypeError(f"{kind.__name__} expected")
        return kind(**{name: readers[name](value) for name, value in raw.items()})

    return read


@cache
def _reader(hint: object) -> _Read:
    """What turns a JSON value into a field of this type, or raises ``TypeError``."""
    hint = getattr(hint, "__supertype__", hint)
    origin = get_origin(hint)
    if origin is tuple:
        return _tuple_reader(get_args(hint))
    if origin in (Union, types.UnionType):
        return _optional_reader(get_args(hint))
    if isinstance(hint, type) and is_dataclass(hint):
        return _object_reader(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint is float:
        return _read_float
    if isinstance(hint, type):
        return _exactly(hint)
    raise TypeError(f"messages cannot hold {hint}")


def _exactly(kind: type) -> _Read:
    def read(value: object) -> object:
        if type(value) is not kind:
            raise TypeError(f"{kind.__name__} expected, not {type(value).__name__}")
        return value

    return read


def _read_float(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"float expected, not {type(value).__name__}")
    return float(value)


def _optional_reader(arguments: tuple[object, ...]) -> _Read:
    inner = [_reader(argument) for argument in arguments if argument is not type(None)]
    if len(inner) != 1:
        raise TypeError("messages hold no unions but with None")

    def read(value: object) -> object:
        return None if value is None else inner[0](value)

    return read


def _tuple_reader(arguments: tuple[object, ...]) -> _Read:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = _reader(arguments[0])

        def read_any(value: object) -> object:
            return tuple(map(item, _listed(value)))

        return read_any
    items = [_reader(argument) for argument in arguments]

    def read_fixed(value: object) -> object:
        return tuple(read(part) for read, part in zip(items, _listed(value), strict=True))

    return read_fixed


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"list expected, not {type(value).__name__}")
    return value
