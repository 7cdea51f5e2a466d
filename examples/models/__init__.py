"""Practice examples and what contributors send."""

from examples.models.pages import ExampleIndexPage, PracticeExamplePage, PracticeTemplatePage
from examples.models.submissions import Submission

__all__ = ["ExampleIndexPage", "PracticeExamplePage", "PracticeTemplatePage", "Submission"]
