"""The sections of the pack, in the order of its contents."""

from knowledge.demo.pages.get_involved import GET_INVOLVED
from knowledge.demo.pages.sections_begin import BEGIN_SECTIONS
from knowledge.demo.pages.sections_do import DO_SECTIONS
from knowledge.demo.pages.sections_more import MORE_SECTIONS

SECTION_PAGES = (*BEGIN_SECTIONS, *DO_SECTIONS, *MORE_SECTIONS, GET_INVOLVED)
