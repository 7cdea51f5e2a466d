"""Practice examples, what contributors send."""

from examples.models.attachments import ExampleDocument, ExamplePicture
from examples.models.coauthors import CoAuthor
from examples.models.follow_ups import FollowUp
from examples.models.guests import GuestReview
from examples.models.pages import ExampleIndexPage, PracticeExamplePage, PracticeTemplatePage
from examples.models.quarantine import HeldExample
from examples.models.submissions import Submission
from examples.models.uploads import SubmissionFile, UnplacedText, WordReading

__all__ = [
    "CoAuthor",
    "ExampleDocument",
    "ExampleIndexPage",
    "ExamplePicture",
    "FollowUp",
    "GuestReview",
    "HeldExample",
    "PracticeExamplePage",
    "PracticeTemplatePage",
    "Submission",
    "SubmissionFile",
    "UnplacedText",
    "WordReading",
]
