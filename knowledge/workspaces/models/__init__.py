"""Private links and what lies behind them; assessments, and what groups write."""

from knowledge.workspaces.models.answers import Answer, Round
from knowledge.workspaces.models.assessments import AssessmentPage
from knowledge.workspaces.models.ladder import TeamAnswer
from knowledge.workspaces.models.links import PrivateLink, Workspace
from knowledge.workspaces.models.wall import Group, Note, Wall

__all__ = [
    "Answer",
    "AssessmentPage",
    "Group",
    "Note",
    "PrivateLink",
    "Round",
    "TeamAnswer",
    "Wall",
    "Workspace",
]
