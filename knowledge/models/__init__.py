"""The models of the knowledge base, one family a file."""

from knowledge.models.document_text import DocumentText
from knowledge.models.duties import DutyRecord, Heartbeat
from knowledge.models.evidence import EvidencePage
from knowledge.models.feedback import Feedback
from knowledge.models.files import HubDocument, HubImage, HubRendition
from knowledge.models.glossary import GlossaryPage
from knowledge.models.home import HomePage, InformationPage
from knowledge.models.ladder import LadderPage
from knowledge.models.organisations import Organisation
from knowledge.models.pack import PackPage, SectionPage
from knowledge.models.region_roles import PoolHandover, RegionRole
from knowledge.models.replaced_files import FormerAddress
from knowledge.models.resources import ResourceIndexPage, ResourcePage
from knowledge.models.support import SupportText
from knowledge.models.tagging import PageAudience, PageRegion, PageRequirement, PageRung, PageTopic
from knowledge.models.tools import ToolIndexPage, ToolPage
from knowledge.models.videos import VideoIndexPage, VideoPage, VideoSeriesPage
from knowledge.models.vocabulary import Audience, EvidenceRequirement, Rung, Term, Topic

__all__ = [
    "Audience",
    "DocumentText",
    "DutyRecord",
    "EvidencePage",
    "EvidenceRequirement",
    "Feedback",
    "FormerAddress",
    "GlossaryPage",
    "Heartbeat",
    "HomePage",
    "HubDocument",
    "HubImage",
    "HubRendition",
    "InformationPage",
    "LadderPage",
    "Organisation",
    "PackPage",
    "PageAudience",
    "PageRegion",
    "PageRequirement",
    "PageRung",
    "PageTopic",
    "PoolHandover",
    "RegionRole",
    "ResourceIndexPage",
    "ResourcePage",
    "Rung",
    "SectionPage",
    "SupportText",
    "Term",
    "ToolIndexPage",
    "ToolPage",
    "Topic",
    "VideoIndexPage",
    "VideoPage",
    "VideoSeriesPage",
]
