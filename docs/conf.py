"""The site: notebooks as they were executed, the design and the decisions. Readable offline; it asks no other host."""

project = "pakru"
author = "pakru maintainers"
copyright = "pakru maintainers; the quoted texts remain with their authors"
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc"]
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
default_role = "code"  # docstrings write `name`
exclude_patterns = ["_build", "**/_*"]
nb_execution_mode = "off"  # `make report` has executed them
nb_output_stderr = "error"
nb_number_source_lines = False
myst_heading_anchors = 3

html_theme = "sphinx_book_theme"
html_title = "pakru"
html_static_path = ["_static"]
html_css_files = ["pakru.css"]
html_js_files = ["tables.js"]
html_show_sphinx = False
html_last_updated_fmt = None
html_theme_options = {
    "navbar_persistent": [],  # or a second search box shows
    "navbar_start": [],
    "navbar_center": [],
    "navbar_end": [],
    "show_toc_level": 2,
    "use_fullscreen_button": False,
}
