"""What lies in the folder of which PDF and Word are made, by name. No Django: processes of their own read it."""

from __future__ import annotations

DOCUMENT = "document.html"
PROGRESS = "progress"
"""Into this file the process that builds writes how far it has come."""
FILE = "hub-file:"
"""Before the name of a picture or file in the text of a document, which is the hash of its content."""
