"""Configuration of the documentation: Sphinx, MyST-NB, furo. Nothing here needs a network."""

import sys
from importlib.metadata import version as installed
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

project = "policy-compare"
author = "The policy-compare authors"
project_copyright = author
release = version = installed("policy-compare")

extensions = [
    "chinese_search",
    "generated",
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
]
exclude_patterns = [
    "_build",
    "_ext",
    "_generated/*.md",
]  # included into pages, not pages themselves
html_search_language = "pairs"  # chinese_search
html_theme = "furo"
html_title = f"policy-compare {release}"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
html_last_updated_fmt = None
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"footer_icons": []}

nb_execution_mode = "off"  # the stored outputs are the ones nbval checks
nb_merge_streams = True
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
suppress_warnings = ["mystnb.unknown_mime_type"]

autodoc_typehints = "none"  # numpydoc says the types, with shapes and units
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_rtype = False
python_use_unqualified_type_names = True
linkcheck_anchors = False
