"""The list of practice examples, an example, and the page of a template."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from examples.contributors_answers import ContributorsAnswersPanel
from examples.dates import read_date
from examples.details import decided_links
from examples.template_fields import (
    FIELDS,
    PROJECTS,
    TEMPLATE_CHOICES,
    TEMPLATES,
    PracticeTemplate,
    TemplateField,
)
from knowledge.contracts.passage import Passage
from knowledge.models.base import BodyPage, KnowledgePage
from knowledge.moderation.workflows import checked_workflow


class ExampleIndexPage(BodyPage):
    """Every practice example, narrowed by region, requirement and topic, and the way to share one."""

    page_description = "The list of all practice examples. A hub needs one."
    template = "pages/example_index.html"
    parent_page_types = ["knowledge.HomePage"]
    subpage_types = ["examples.PracticeExamplePage", "examples.PracticeTemplatePage"]
    search_kind = "list"
    navigation_label = "Practice examples"
    show_in_menus_default = True

    class Meta:
        verbose_name = "list of practice examples"


def _answer_field(field: TemplateField) -> models.TextField:
    return models.TextField(
        field.label,
        blank=True,
        help_text=" ".join((field.help, *(f"{prompt}." for prompt in field.prompts))).replace(
            "?.", "?"
        ),
    )


class PracticeExamplePage(KnowledgePage):
    """What one group did together, in the fields of one of the two templates.

    It has a column for every field of either template; `practice_template` says which of them count.
    Tests hold the columns and the definition together.
    """

    page_description = "What one partnership did. Most are sent by the form “Share an example”."
    template = "pages/example.html"
    parent_page_types = ["examples.ExampleIndexPage"]
    subpage_types: list[str] = []
    search_kind = "example"
    search_label_paths = (
        "organisation__name",
        "organisation__short_name",
        "organisation__former_names",
    )

    decided_fields = (*decided_links(), "is_sensitive")

    practice_template = models.CharField(
        "template", max_length=40, choices=TEMPLATE_CHOICES, default=PROJECTS.key
    )
    project_title = _answer_field(FIELDS["project_title"])
    topic_description = _answer_field(FIELDS["topic_description"])
    aims = _answer_field(FIELDS["aims"])
    scope = _answer_field(FIELDS["scope"])
    date_commenced = _answer_field(FIELDS["date_commenced"])
    date_completed = _answer_field(FIELDS["date_completed"])
    stakeholders = _answer_field(FIELDS["stakeholders"])
    description = _answer_field(FIELDS["description"])
    how_it_works = _answer_field(FIELDS["how_it_works"])
    training = _answer_field(FIELDS["training"])
    evaluation = _answer_field(FIELDS["evaluation"])
    learning_points = _answer_field(FIELDS["learning_points"])
    future_plans = _answer_field(FIELDS["future_plans"])
    commenced_month = models.DateField(null=True, blank=True, editable=False)
    completed_month = models.DateField(null=True, blank=True, editable=False)
    organisation = models.ForeignKey(
        "knowledge.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="examples",
        help_text="The body whose work it is. Empty when it is not listed yet.",
    )
    organisation_words = models.CharField(
        "organisation, when it is not listed",
        max_length=200,
        blank=True,
        help_text="Its name as the contributor wrote it. Clear this when you choose it from the list.",
    )
    credit_line = models.CharField(
        max_length=200,
        blank=True,
        help_text="How the people who sent it want to be named. Empty names nobody.",
    )
    contact_line = models.CharField(
        "contact",
        max_length=200,
        blank=True,
        help_text="How readers may reach the people who sent it. Only what they chose to show.",
    )
    is_sensitive = models.BooleanField(
        "may be hard to read",
        default=False,
        help_text="Readers are told before they begin, and where to get support.",
    )
    content_note = models.CharField(
        "note to readers",
        max_length=200,
        blank=True,
        help_text="What they should know before they begin. Empty: a usual sentence is shown.",
    )
    contributor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributed_examples",
        help_text="Who sent it. Never shown to the public.",
    )

    content_panels = [
        *KnowledgePage.content_panels,
        ContributorsAnswersPanel(heading="What the contributor told us"),
        MultiFieldPanel(
            [FieldPanel("is_sensitive"), FieldPanel("content_note")], heading="Hard to read"
        ),
        FieldPanel("practice_template"),
        MultiFieldPanel(
            [
                FieldPanel("organisation"),
                FieldPanel("organisation_words"),
                FieldPanel("credit_line"),
                FieldPanel("contact_line"),
            ],
            heading="Whose work it is",
        ),
        MultiFieldPanel(
            [FieldPanel(key) for key in FIELDS],
            heading="Fields of the template",
            help_text="The page shows the fields of the chosen template, in its order.",
        ),
        InlinePanel("pictures", heading="Pictures", label="picture"),
        InlinePanel("documents", heading="Files", label="file"),
    ]
    search_fields = [
        *KnowledgePage.search_fields,
        *(index.SearchField(key) for key in FIELDS),
        index.FilterField("practice_template"),
    ]

    class Meta:
        verbose_name = "practice example"

    def save(self, *args, **kwargs):
        self.commenced_month = read_date(self.date_commenced).month
        self.completed_month = read_date(self.date_completed).month
        return super().save(*args, **kwargs)

    def get_workflow(self):
        """What a contributor sent is checked before it is decided about; see docs/adr/0060."""
        workflow = super().get_workflow()
        if workflow is None or not self.contributor_id:
            return workflow
        return checked_workflow() or workflow

    def passages(self) -> list[Passage]:
        """One passage for each field that says something, opening at that field."""
        return [
            Passage(text=text, heading=field.label, anchor=field.anchor)
            for field, text in self.answers()
            if text
        ]

    def alternative_texts_of(self, image_pk: int) -> list[str]:
        own = [row.alternative_text for row in self.pictures.all() if row.image_id == image_pk]
        return [*super().alternative_texts_of(image_pk), *own]

    def search_words(self) -> str:
        words = [self.credit_line, self.organisation_words]
        if self.organisation:
            words += [
                self.organisation.name,
                self.organisation.short_name,
                self.organisation.former_names,
            ]
        return " ".join(word for word in words if word)

    def search_facets(self) -> list[tuple[str, int]]:
        return [("organisation", self.organisation_id)] if self.organisation_id else []

    def search_detail(self) -> str:
        return self.organisation.name if self.organisation else self.organisation_words

    @property
    def definition(self) -> PracticeTemplate:
        """The template it follows."""
        return TEMPLATES.get(self.practice_template, PROJECTS)

    @property
    def is_completed(self) -> bool:
        """Whether it says when it ended, and does not only say when it should."""
        date = read_date(self.date_completed)
        return bool(date.month) and not date.is_expected

    def answers(self) -> list[tuple[TemplateField, str]]:
        """Its template's fields in order, each with what was written, "" where nothing was."""
        return [(field, getattr(self, field.key).strip()) for field in self.definition.fields]


class PracticeTemplatePage(BodyPage):
    """A template with all its fields and what to think of in each, and its blank Word file."""

    page_description = "A blank practice template, with its fields explained."
    template = "pages/practice_template.html"
    parent_page_types = ["examples.ExampleIndexPage", "knowledge.PackPage"]
    subpage_types: list[str] = []
    search_kind = "template"

    practice_template = models.CharField(
        "template", max_length=40, choices=TEMPLATE_CHOICES, default=PROJECTS.key
    )

    content_panels = [
        *KnowledgePage.content_panels,
        FieldPanel("practice_template"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "practice template"

    def passages(self) -> list[Passage]:
        """What an editor wrote, then one passage for each field."""
        fields = [
            Passage(
                text="\n".join((field.help, *field.prompts)),
                heading=field.label,
                anchor=field.anchor,
            )
            for field in self.definition.fields
        ]
        return [*super().passages(), *fields]

    @classmethod
    def search_shared_state(cls) -> str:
        """The definition, which a new release may word differently."""
        return repr(TEMPLATES)

    @property
    def definition(self) -> PracticeTemplate:
        """The template it shows."""
        return TEMPLATES.get(self.practice_template, PROJECTS)

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "fields": self.definition.fields,
            "definition": self.definition,
        }
