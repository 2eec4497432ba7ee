"""The screen. Nothing but the command ``reader`` without a command imports it."""

import os
import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

FRAMES = 480
"""Pictures a second at most. By Textual's own 60 a key that follows another change waits up to 17 ms for its frame;
while a refresh is told of, that was one key in fifteen, and at 120 one in a hundred still missed the next frame of the
screen. More often than something changes nothing is painted."""

os.environ.setdefault("TEXTUAL_FPS", str(FRAMES))


def _import_when_used(name: str) -> None:
    """Have ``from … import module`` cost nothing until something of the module is asked for."""
    spec = find_spec(name)
    if name in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    sys.modules[name] = module = module_from_spec(spec)
    spec.loader.exec_module(module)
    package, _dot, last = name.rpartition(".")
    setattr(sys.modules[package], last, module)  # else the import system would ask the module whether it is whole


_import_when_used("tui_reader.model.events")
"""What goes to the engine and comes from it: thirty classes, none of which the first picture needs."""
