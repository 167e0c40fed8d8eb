"""How Hypothesis runs: the same examples every time, so that a red run is red again when it is run again."""

from __future__ import annotations

from typing import Any

from hypothesis import settings

settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, max_examples=100, database=None)
# For another version of Python, once the whole suite is green on one: pytest --hypothesis-profile=brief
settings.register_profile("brief", settings.get_profile("ci"), max_examples=10)
# For a longer look with fresh examples: pytest --hypothesis-profile=search
settings.register_profile("search", deadline=None, print_blob=True, max_examples=5_000)
settings.load_profile("ci")


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """With the brief profile no property runs more examples than it says, whatever the property's own settings are."""
    most = settings.get_profile("brief").max_examples
    if settings().max_examples != most:
        return
    for item in items:
        test: Any = getattr(item, "obj", None)
        test = getattr(test, "__func__", test)
        own = getattr(test, "_hypothesis_internal_use_settings", None)
        if own is not None and own.max_examples > most:
            test._hypothesis_internal_use_settings = settings(own, max_examples=most)
