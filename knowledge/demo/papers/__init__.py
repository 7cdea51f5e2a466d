"""The papers that come with the seven tools, of the hub's own making."""

from __future__ import annotations

from knowledge.demo.papers.handouts import HANDOUTS
from knowledge.demo.papers.handouts_more import MORE_HANDOUTS
from knowledge.demo.papers.paper import Paper
from knowledge.demo.papers.worksheets import WORKSHEETS

PAPERS: tuple[Paper, ...] = (*HANDOUTS, *MORE_HANDOUTS, *WORKSHEETS)
