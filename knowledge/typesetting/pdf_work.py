"""Sets a document as PDF/UA-1, in a process of its own: it reads a folder and nothing else.

Asked with `folder` (the document and its pictures), `made` (where the PDF goes) and `foot` (of each page); answers {},
or {"missing": a sentence} on a machine without the library that sets text.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from pathlib import Path

try:
    import weasyprint
except OSError:  # Pango, a library of the system, is not there
    weasyprint = None

from knowledge.typesetting import pdf_tags
from knowledge.typesetting.folder import DOCUMENT, FILE, PROGRESS
from knowledge.typesetting.print_pictures import printable

MISSING = (
    "PDF needs Pango, which this server does not have. Its operator can add it: docs/operations.md."
)
_CONTENT = re.compile(r"[0-9a-f]{64}")
_PAGE = re.compile(r"Page (\d+)")
FONTS = '"Liberation Sans", Arial, "DejaVu Sans", "Noto Sans", sans-serif'
STYLE = """
@page { size: A4; margin: 20mm 18mm 22mm;
  @bottom-left { content: "FOOT"; font: 9pt FONTS; color: #4c6272; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt FONTS; color: #4c6272; } }
@page :first { @bottom-left { content: none } @bottom-right { content: none } }
html { font: 11pt/1.45 FONTS; color: #212b32; hyphens: manual; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; break-after: avoid; margin: 1.2em 0 .4em; }
h1 { font-size: 26pt; color: #003087; } h1.cover { margin-top: 70mm; }
h2 { font-size: 20pt; color: #003087; } h3 { font-size: 16pt; } h4 { font-size: 13pt; } h5, h6 { font-size: 11pt; }
h2.level-1, h2.contents { break-before: page; margin-top: 0; }
p { margin: 0 0 .6em; orphans: 2; widows: 2; }
p.version { font-size: 14pt; } p.quiet { color: #4c6272; font-size: 9.5pt; }
a { color: #005eb8; }
img { max-width: 100%; max-height: 110mm; height: auto; }
blockquote { margin: .6em 0; padding-left: 4mm; border-left: 1mm solid #aeb7bd; }
table { border-collapse: collapse; width: 100%; margin: .6em 0; }
caption { text-align: left; font-weight: bold; margin-bottom: 1mm; }
th, td { border: .2mm solid #768692; padding: 1.2mm 1.8mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
tbody th[scope=row] { width: 28%; }
ul.contents { list-style: none; padding-left: 0; margin: 0; } ul.contents ul.contents { padding-left: 6mm; }
ul.contents .line { display: block; border-bottom: .2mm dotted #aeb7bd; margin-top: 1mm; }
ul.contents .line::after { content: "page " target-counter(attr(data-to), page); float: right; }
ul.contents a { color: inherit; text-decoration: none; }
""".replace("FONTS", FONTS)


def work(request: dict[str, str]) -> dict[str, str]:
    """Write the PDF."""
    if weasyprint is None:
        return {"missing": MISSING}
    folder, made = Path(request["folder"]), request["made"]
    _tell_progress(folder / PROGRESS)
    text = spoken_signs((folder / DOCUMENT).read_text(encoding="utf-8"))
    document = weasyprint.HTML(
        string=text, base_url="hub-document:", url_fetcher=folder_fetcher(folder)
    )
    style = weasyprint.CSS(string=STYLE.replace("FOOT", request["foot"].replace('"', "")))
    document.write_pdf(
        made,
        stylesheets=[style],
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
        presentational_hints=True,
        dpi=150,
    )
    (folder / PROGRESS).write_text("Checking headings, tables and links")
    pdf_tags.repair(made)
    return {}


def spoken_signs(text: str) -> str:
    """Signs that no usual font has, such as faces, are written as their names."""
    return "".join(_spoken(sign) for sign in text) if any(map(_is_picture, text)) else text


def _is_picture(sign: str) -> bool:
    return ord(sign) >= 0x1F000 or "\ufe00" <= sign <= "\ufe0f"


def _spoken(sign: str) -> str:
    if not _is_picture(sign):
        return sign
    if "\ufe00" <= sign <= "\ufe0f":
        return ""
    return f"[{unicodedata.name(sign, 'sign').lower()}]"


def folder_fetcher(folder: Path) -> object:
    """Gives the document the pictures in the folder, and nothing else: no other file, no network."""

    class Folder(weasyprint.urls.URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            sha256 = url.removeprefix(FILE)
            if url == sha256 or not _CONTENT.fullmatch(sha256):
                raise weasyprint.urls.FatalURLFetchingError(
                    f"The document does not hold {url[:100]}"
                )
            return weasyprint.urls.URLFetcherResponse(url, printable(folder / sha256))

    return Folder()


def _tell_progress(path: Path) -> None:
    class Teller(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            words = record.getMessage()
            page = _PAGE.search(words)
            if page:
                path.write_text(f"Setting page {page[1]}")
            elif words.startswith("Step 7"):
                path.write_text("Writing the PDF")

    logger = logging.getLogger("weasyprint.progress")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(Teller())
