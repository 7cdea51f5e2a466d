"""The models of the knowledge base, one family a file."""

from knowledge.models.document_text import DocumentText
from knowledge.models.duties import DutyRecord, Heartbeat
from knowledge.models.evidence import EvidencePage
from knowledge.models.feedback import Feedback
from knowledge.models.files import HubDocument, HubImage, HubRendition
from knowledge.models.glossary import GlossaryPage
from knowledge.models.home import HomePage, InformationPage
from knowledge.models.imports import ImportedThing, ImportRun
from knowledge.models.ladder import LadderPage
from knowledge.models.mail_choices import MailChoice
from knowledge.models.moderation import (
    PoolHandover,
    RegionCheckTask,
    RegionReviewTask,
    RegionRole,
)
from knowledge.models.organisations import Organisation
from knowledge.models.pack import PackPage, SectionPage
from knowledge.models.people import User
from knowledge.models.reminders import ReviewReminder
from knowledge.models.resources import ResourceIndexPage, ResourcePage
from knowledge.models.reviews import Decision, PublicNotice, Review
from knowledge.models.support import SupportText
from knowledge.models.tagging import PageAudience, PageRegion, PageRequirement, PageRung, PageTopic
from knowledge.models.tools import ToolIndexPage, ToolPage
from knowledge.models.videos import VideoIndexPage, VideoPage
from knowledge.models.vocabulary import Audience, EvidenceRequirement, Rung, Term, Topic

__all__ = [
    "Audience",
    "Decision",
    "DocumentText",
    "DutyRecord",
    "EvidencePage",
    "EvidenceRequirement",
    "Feedback",
    "GlossaryPage",
    "Heartbeat",
    "HomePage",
    "HubDocument",
    "HubImage",
    "HubRendition",
    "ImportRun",
    "ImportedThing",
    "InformationPage",
    "LadderPage",
    "MailChoice",
    "Organisation",
    "PackPage",
    "PageAudience",
    "PageRegion",
    "PageRequirement",
    "PageRung",
    "PageTopic",
    "PoolHandover",
    "PublicNotice",
    "RegionCheckTask",
    "RegionReviewTask",
    "RegionRole",
    "ResourceIndexPage",
    "ResourcePage",
    "Review",
    "ReviewReminder",
    "Rung",
    "SectionPage",
    "SupportText",
    "Term",
    "ToolIndexPage",
    "ToolPage",
    "Topic",
    "User",
    "VideoIndexPage",
    "VideoPage",
]
