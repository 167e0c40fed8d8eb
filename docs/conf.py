"""How the documentation is built: python -m sphinx -W -b html docs docs/_build."""

from importlib.metadata import version as version_of
from typing import Any

from sphinx import addnodes

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
autodoc_preserve_defaults = True  # as the source has it: the value of a whole policy fills a screen
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "show-inheritance": True}

html_theme = "furo"
html_title = "ap_core"
html_static_path = ["_static"]
html_css_files = ["reading.css"]


def without_long_values(app: Any, page: Any) -> None:
    """A table of law is no line of a reference: only a value that fits into one or two is shown."""
    for node in list(page.findall(addnodes.desc_annotation)):
        said = node.astext().strip()
        if said.startswith("=") and len(said) > 160:
            node.parent.remove(node)


def setup(app: Any) -> None:
    """What Sphinx calls when it starts."""
    app.connect("doctree-read", without_long_values)
