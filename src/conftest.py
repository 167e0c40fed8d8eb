"""The doctests of whole tables need an engine, which is the user's to choose: without Polars they are left out."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("polars") else ["ap_core/frames/*.py"]
