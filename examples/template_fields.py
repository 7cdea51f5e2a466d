"""The one definition of both practice templates.

The web form, the blank Word file, the page, the search passages and whatever reads a filled table
take their fields, order and words from here. Pure: nothing in it needs Django.
"""

from __future__ import annotations

from dataclasses import dataclass

ANSWER_LIMIT = 30_000
"""Characters an answer may have. Far above what anybody writes; it stops pasted files."""


@dataclass(frozen=True)
class TemplateField:
    """One field of a template."""

    key: str
    """Stable name: of the model's field, in stored answers, in anchors (`field-KEY`)."""
    label: str
    prompts: tuple[str, ...] = ()
    """What to think of when filling it in, as short phrases."""
    help: str = ""
    """One or two plain sentences for somebody who has never filled in such a form."""
    aliases: tuple[str, ...] = ()
    """Other wordings of the label in older or reworded forms."""
    rows: int = 6
    """Height of its box in lines; nothing limits the text to it."""
    is_date: bool = False
    """Whether a month is read from it; the words themselves are kept as written."""

    @property
    def anchor(self) -> str:
        """URL fragment, without `#`, at which pages show this field."""
        return f"field-{self.key}"


@dataclass(frozen=True)
class PracticeTemplate:
    """A template: its name, what it is for, and its fields in order."""

    key: str
    name: str
    purpose: str
    fields: tuple[TemplateField, ...]

    @property
    def title_field(self) -> TemplateField:
        """The field an example takes its title from."""
        return self.fields[0]

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields' keys in order."""
        return tuple(field.key for field in self.fields)


PROJECT_TITLE = TemplateField(
    key="project_title",
    label="Title of project/programme or service area",
    help="A short name that tells other people what the work was about.",
    aliases=("Title", "Project title", "Title of project", "Title of programme", "Service area"),
    rows=2,
)
TOPIC_DESCRIPTION = TemplateField(
    key="topic_description",
    label="Description of co-production topic",
    prompts=(
        "People with lived experience invited to key meetings",
        "Regular conversations with midwives and managers",
        "Looking together at complaints or at the maternity dashboard",
        "Reviewing information for service users",
    ),
    help="Begin with one short line that says what the work is: it becomes the title.",
    aliases=("Description of topic", "Topic", "Co-production topic"),
)
AIMS = TemplateField(
    key="aims",
    label="Aims and objectives",
    help="What you wanted to change or find out, and for whom.",
    aliases=("Aims", "Objectives", "Aims & objectives", "Aim and objectives"),
)
SCOPE = TemplateField(
    key="scope",
    label="Scope and target audience",
    help="Which services and places it covered, and who it was meant to reach.",
    aliases=("Scope", "Target audience", "Scope & target audience"),
    rows=4,
)
DATE_COMMENCED = TemplateField(
    key="date_commenced",
    label="Date commenced",
    help="As you would say it, for example “January 2020” or “early 2021, paused in the summer”.",
    aliases=("Start date", "Date started", "Date of commencement", "Commenced"),
    rows=2,
    is_date=True,
)
DATE_COMPLETED = TemplateField(
    key="date_completed",
    label="Date completed",
    help="If it has not ended yet, say so, for example “to be reviewed in June 2027”.",
    aliases=("End date", "Completion date", "Date of completion", "Date ended", "Completed"),
    rows=2,
    is_date=True,
)
STAKEHOLDERS = TemplateField(
    key="stakeholders",
    label="Stakeholders",
    prompts=(
        "Who? Include equality, diversity and inclusion (EDI) best practice",
        "How were they identified?",
        "How were they involved?",
    ),
    help="Everybody who had a part in it. Write roles and groups, not names of private people.",
    aliases=("Stakeholder", "Stakeholders involved", "Key stakeholders"),
    rows=8,
)
DESCRIPTION = TemplateField(
    key="description",
    label="Description/additional information",
    help="What you did, step by step, and anything else that others should know.",
    aliases=(
        "Description",
        "Additional information",
        "Description and additional information",
        "Description or additional information",
    ),
    rows=8,
)
HOW_IT_WORKS = TemplateField(
    key="how_it_works",
    label="Description of how work is achieved and works",
    help="What happens from week to week, who does it, and what makes it work.",
    aliases=(
        "Description of how the work is achieved and works",
        "How work is achieved and works",
        "How the work is achieved",
        "How it works",
    ),
    rows=8,
)
TRAINING = TemplateField(
    key="training",
    label="Training or guidance provided to support the co-production process",
    prompts=("Name and details of the training provider, if there was one",),
    help="Anything that helped people to take part with confidence.",
    aliases=(
        "Training or guidance provided",
        "Training or guidance",
        "Training and guidance",
        "Training",
    ),
    rows=4,
)
EVALUATION = TemplateField(
    key="evaluation",
    label="Evaluation, main impact and outcomes",
    help="What is different now, how you know, and what people who use the service say.",
    aliases=(
        "Evaluation, impact and outcomes",
        "Evaluation",
        "Impact and outcomes",
        "Main impact and outcomes",
        "Outcomes",
    ),
    rows=8,
)
LEARNING_POINTS = TemplateField(
    key="learning_points",
    label="Learning points",
    prompts=("What went well?", "Challenges and resolutions"),
    help="What you would tell another group before they start.",
    aliases=("Learning", "Lessons learned", "Learning point"),
    rows=8,
)
FUTURE_PLANS = TemplateField(
    key="future_plans",
    label="Future plans",
    prompts=(
        "Where and to whom will you present what you learned?",
        "Review, for example after 12 months",
        "Maintaining relationships",
        "New areas of work",
    ),
    help="What happens next, and who keeps it going.",
    aliases=("Future plan", "Next steps", "Plans for the future"),
)

PROJECTS = PracticeTemplate(
    key="projects",
    name="Projects and programmes",
    purpose="For work with a beginning and an end, such as writing a care plan or setting up a service.",
    fields=(
        PROJECT_TITLE,
        AIMS,
        SCOPE,
        DATE_COMMENCED,
        DATE_COMPLETED,
        STAKEHOLDERS,
        DESCRIPTION,
        TRAINING,
        EVALUATION,
        LEARNING_POINTS,
        FUTURE_PLANS,
    ),
)
BUSINESS_AS_USUAL = PracticeTemplate(
    key="business-as-usual",
    name="Business as usual",
    purpose="For work that goes on all the time, such as regular meetings or reviewing information.",
    fields=(
        TOPIC_DESCRIPTION,
        AIMS,
        SCOPE,
        STAKEHOLDERS,
        HOW_IT_WORKS,
        TRAINING,
        EVALUATION,
        LEARNING_POINTS,
        FUTURE_PLANS,
    ),
)
TEMPLATES: dict[str, PracticeTemplate] = {
    template.key: template for template in (PROJECTS, BUSINESS_AS_USUAL)
}
"""Both templates by key, in the order they are offered."""

FIELDS: dict[str, TemplateField] = {
    field.key: field for template in TEMPLATES.values() for field in template.fields
}
"""Every field of either template by key."""

TEMPLATE_CHOICES: list[tuple[str, str]] = [
    (template.key, template.name) for template in TEMPLATES.values()
]
