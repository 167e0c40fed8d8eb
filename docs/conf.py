"""How the documentation is built: python -m sphinx -W -b html docs docs/_build."""

from importlib.metadata import version as version_of

project = "ap_core"
author = "ap_core contributors"
copyright = "2026, ap_core contributors"
release = version = version_of("ap_core")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}
nitpicky = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_use_type_comments = False  # none is used, and looking for them takes a sixth of the time
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "show-inheritance": True}

html_theme = "furo"
html_title = "ap_core"
html_static_path = ["_static"]
html_css_files = ["reading.css"]
