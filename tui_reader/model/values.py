"""``dataclass`` for values, made in a fifth of its time: a start makes fifty of them.

The standard one compiles seven functions for each frozen class, which was two fifths of the time of importing ours.
This one shares what can be shared and compiles the rest, one text, when the class is first used. What it is not made
for goes to the standard one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import MISSING, FrozenInstanceError, fields
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

_set = object.__setattr__

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: Any) -> Any:
        """As ``dataclasses.dataclass``; quick with ``frozen=True, slots=True`` and nothing else."""
        if options != {"frozen": True, "slots": True}:
            return dataclasses.dataclass(cls, **options)
        return _value


def _value(cls: type) -> type:
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__  # the standard one would look for the signature of what has none yet
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    missing = [name for name in (*_WRITTEN, *_SHARED) if vars(made).get(name) is None]  # ``object``'s do not count
    written = [name for name in missing if name in _WRITTEN]
    for name in missing:
        setattr(made, name, _SHARED.get(name) or _Later(made, name, written))
    return made


class _Later:
    """A method that is compiled, and those ``written`` with it, when it is first wanted: most never are in a start."""

    def __init__(self, cls: type, name: str, written: Sequence[str]) -> None:
        self._cls = cls
        self._name = name
        self._written = written

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        cls = self._cls
        namespace: dict[str, Any] = {"set_": _set, "MISSING": MISSING}
        exec(_source(cls, namespace), namespace)
        for name in self._written:
            namespace[name].__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, namespace[name])
        return namespace[self._name].__get__(instance, owner)


def _source(cls: type, namespace: dict[str, Any]) -> str:
    """The functions that differ from class to class; the values of defaults go into the namespace."""
    parameters, body = ["self"], []
    for field in fields(cls):
        name, default, given = field.name, f"default_{field.name}", field.name
        if field.default is not MISSING:
            namespace[default] = field.default
            parameters.append(f"{name}={default}")
        elif field.default_factory is not MISSING:
            namespace[default] = field.default_factory
            parameters.append(f"{name}=MISSING")
            given = f"{default}() if {name} is MISSING else {name}"
        else:
            parameters.append(name)
        body.append(f" set_(self, {name!r}, {given})\n")
    if hasattr(cls, "__post_init__"):
        body.append(" self.__post_init__()\n")
    mine, others = (
        "".join(f"{whose}.{field.name}, " for field in fields(cls) if field.compare) for whose in ("self", "other")
    )
    return (
        f"def __init__({', '.join(parameters)}):\n{''.join(body) or ' pass'}\n"
        f"def __eq__(self, other):\n"
        f" return ({mine}) == ({others}) if other.__class__ is self.__class__ else NotImplemented\n"
        f"def __hash__(self):\n return hash(({mine}))\n"
    )


def _repr(self: Any) -> str:
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{type(self).__qualname__}({shown})"


def _refuse_change(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_removal(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in fields(self)]


def _take_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(fields(self), state, strict=True):
        _set(self, field.name, value)


_WRITTEN = ("__init__", "__eq__", "__hash__")
_SHARED: dict[str, Callable[..., Any]] = {
    "__repr__": _repr,
    "__setattr__": _refuse_change,
    "__delattr__": _refuse_removal,
    "__getstate__": _state,
    "__setstate__": _take_state,
}
