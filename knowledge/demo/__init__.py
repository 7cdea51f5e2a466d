"""The demo pack: a whole, working knowledge base written for it, loaded by `manage.py load_demo`.

The words are the project's own; titles, names, links and figures are facts of the resource pack
that it is based on. Loading twice adds nothing and changes nothing.
"""

from knowledge.demo.loading import DemoReport, load

__all__ = ["DemoReport", "load"]
