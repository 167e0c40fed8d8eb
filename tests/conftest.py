"""How Hypothesis runs: the same examples every time, so that a red run is red again when it is run again."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, max_examples=100, database=None)
# For another version of Python, once the whole suite is green on one: pytest --hypothesis-profile=brief
settings.register_profile("brief", settings.get_profile("ci"), max_examples=25)
# For a longer look with fresh examples: pytest --hypothesis-profile=search
settings.register_profile("search", deadline=None, print_blob=True, max_examples=5_000)
settings.load_profile("ci")
