"""Packages whose names are loaded when they are first used, so that one part of a package does not load the others.

The library's own face does the same for itself: importing it loads no other module, not even this one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def later(package: str, homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package: ``homes`` says which of its modules each name comes from.

    No name may be that of a module of the package, which would stand in its place once it is loaded.
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def load(name: str) -> Any:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{home_of[name]}"), name)
        setattr(import_module(package), name, found)
        return found

    return load
