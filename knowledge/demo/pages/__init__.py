"""Every page of the demo that this app has a type for; parents come before their children."""

from knowledge.demo.pages.assessment import ASSESSMENT
from knowledge.demo.pages.front import FRONT_PAGES
from knowledge.demo.pages.resources import RESOURCE_PAGES
from knowledge.demo.pages.sections import SECTION_PAGES
from knowledge.demo.pages.site_pages import SITE_PAGES
from knowledge.demo.pages.tools import TOOL_PAGES
from knowledge.demo.pages.videos import VIDEO_PAGES

PAGES = (
    *FRONT_PAGES,
    *SECTION_PAGES,
    ASSESSMENT,
    *RESOURCE_PAGES,
    *VIDEO_PAGES,
    *TOOL_PAGES,
    *SITE_PAGES,
)

__all__ = ["PAGES"]
