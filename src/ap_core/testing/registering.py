"""What Hypothesis calls when it starts, by its entry point: ``st.from_type`` of a record then gives any such record.

It loads in every test run of everybody who has this library installed, so it loads none of it: a class is registered
when it is made, which is when somebody imports its module, and its strategy when somebody asks for it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

_VALUES = "ap_core.values"


def register() -> None:
    """Register the records that are there, and those that will be."""
    values = sys.modules.get(_VALUES)
    if values is None:
        sys.meta_path.insert(0, _WhenValuesLoads())
    else:
        _watch(values)


class _WhenValuesLoads(MetaPathFinder):
    """Waits for the one module whose class every record is made from."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != _VALUES:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Watching(spec, spec.loader)
        return spec


class _Watching(Loader):
    """Loads a module as its own loader does, and watches the classes made from its ``Value``."""

    def __init__(self, spec: ModuleSpec, loader: Loader) -> None:
        self._spec = spec
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        # Whoever asks the module where it comes from hears of its own loader.
        module.__loader__ = self._spec.loader = self._loader
        self._loader.exec_module(module)
        _watch(module)


def _watch(values: ModuleType) -> None:
    from hypothesis import strategies as st

    def registered(cls: type) -> None:
        st.register_type_strategy(cls, _any_of)

    def seen(cls: type, /, **_: Any) -> None:
        registered(cls)

    waiting = list(values.Value.__subclasses__())
    values.Value.__init_subclass__ = classmethod(seen)
    while waiting:
        cls = waiting.pop()
        registered(cls)
        waiting += cls.__subclasses__()


def _any_of(cls: type) -> Any:
    """The strategy of a class, made when it is asked for."""
    from ap_core.testing.strategies.values import values_of

    return values_of(cls)
