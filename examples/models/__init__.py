"""Practice examples, what contributors send, and the people who do."""

from examples.models.coauthors import CoAuthor
from examples.models.memberships import Membership
from examples.models.pages import ExampleIndexPage, PracticeExamplePage, PracticeTemplatePage
from examples.models.quarantine import HeldExample
from examples.models.submissions import Submission

__all__ = [
    "CoAuthor",
    "ExampleIndexPage",
    "HeldExample",
    "Membership",
    "PracticeExamplePage",
    "PracticeTemplatePage",
    "Submission",
]
