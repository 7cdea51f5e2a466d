"""A region with words of its own in everything that is not public, to be looked for as somebody else."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from post_office.models import Email
from wagtail.models import Page, ReferenceIndex, Revision, WorkflowState

from examples.models import ExampleIndexPage, Submission
from examples.submissions.attach import attach
from examples.submissions.submit import submit
from knowledge.access.roles import ensure_roles
from knowledge.importing.models import ImportRun
from knowledge.importing.report import Entry, stored
from knowledge.links.models import Link, LinkPlace
from knowledge.models import Feedback, PageRegion, SectionPage
from knowledge.moderation import reviews
from knowledge.moderation.decisions import record
from knowledge.moderation.models import Decision, Review
from knowledge.replacing.models import FileReplacement
from knowledge.users.models import User
from tests.examples.conftest import CONSENT
from tests.factories import (
    add_page,
    image_file,
    make_contributor,
    make_document,
    make_editor,
    make_image,
    make_moderator,
    make_region,
    section_body,
)


@dataclass
class Planted:
    """What is the region's own, and the words that stand in it alone."""

    region: object
    words: dict[str, str] = field(default_factory=dict)
    """Where it stands → the word."""
    names: set[str] = field(default_factory=set)
    """Nobody's of the staff to read: of a contributor who asked for no credit, and of an example that was not sent."""
    pages: list[int] = field(default_factory=list)
    ids: dict[str, set[int]] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)
    moderator: User | None = None

    def word(self, where: str) -> str:
        self.words[where] = f"xq{where}{uuid.uuid4().hex[:6]}"
        return self.words[where]

    def found_in(self, text: str, spared: set[str] = frozenset()) -> set[str]:
        folded = text.lower()
        return {
            where for where, word in self.words.items() if word in folded and word not in spared
        }


def plant(site_tree) -> Planted:
    ensure_roles()
    region = make_region("South East")
    planted = Planted(region)
    editor = make_editor(region=region)
    moderator = planted.moderator = make_moderator(region=region)

    def section(parent, where: str, live: bool = False) -> SectionPage:
        page = add_page(
            SectionPage, parent, planted.word(f"{where}title"), live=False,
            summary=planted.word(f"{where}summary"),
        )  # fmt: skip
        # Its files have its number: one question finds whichever of them an address shows.
        word = planted.word(f"{where}doc")
        document = make_document(word, name=f"{word}.txt", pk=page.pk)
        image = make_image(planted.word(f"{where}img"), pk=page.pk)
        page.body = [
            *section_body(planted.word(f"{where}body")),
            {"type": "document", "value": {"document": document.pk, "text": ""}},
            {"type": "image", "value": {"image": image.pk, "decorative": True}},
        ]
        page.save_revision()
        page.save()
        PageRegion.objects.get_or_create(page_id=page.pk, region=region)
        ReferenceIndex.create_or_update_for_object(page)
        planted.paths |= {document.url, image.file.url, image.get_rendition("width-50").url}
        planted.ids.setdefault("document", set()).add(document.pk)
        planted.ids.setdefault("image", set()).add(image.pk)
        planted.pages.append(page.pk)
        return page

    draft = section(site_tree.pack, "draft")
    draft.save_revision(user=editor, log_action=True)
    below = add_page(SectionPage, draft, planted.word("below"), live=False)
    planted.pages.append(below.pk)

    public = add_page(SectionPage, site_tree.pack, "Known to everybody")
    PageRegion.objects.create(page_id=public.pk, region=region)
    public.refresh_from_db()
    public.title = planted.word("newtitle")
    public.body = section_body(planted.word("newbody"))
    public.save_revision(user=editor, log_action=True)
    planted.pages.append(public.pk)

    gone = add_page(SectionPage, site_tree.pack, planted.word("gonetitle"), live=False)
    PageRegion.objects.create(page_id=gone.pk, region=region)
    record(Decision.Kind.HIDDEN, gone, moderator, words=planted.word("gonewords"))
    gone.delete(user=moderator)

    example = send_an_example(site_tree, planted)
    review = Review.objects.get(page=example.page)
    version = reviews.version_of(Page.objects.get(pk=example.page_id))
    record(
        Decision.Kind.GUEST_ADVISED, example.page, None,
        as_role=f"Guest: {planted.word('guest')}", words=planted.word("guestwords"),
    )  # fmt: skip
    reviews.request_changes(review, moderator, version=version, words=planted.word("asked"))
    planted.ids |= plant_messages_and_imports(planted, draft, public)
    link = Link.objects.create(
        address=f"https://{planted.word('linkhost')}.example/", said=planted.word("linksaid"),
        note=planted.word("linknote"), verdict="works",
    )  # fmt: skip
    LinkPlace.objects.create(link=link, page_id=draft.pk, where=planted.word("linkwhere"))
    planted.ids["link"] = {link.pk}
    planted.ids["replacement"] = plant_replacements(planted, editor)
    planted.ids |= {
        "workflow_state": set(WorkflowState.objects.values_list("pk", flat=True)),
        "review": {review.pk},
        "revision": set(
            Revision.objects.filter(object_id__in=map(str, planted.pages)).values_list(
                "pk", flat=True
            )
        ),
    }
    return planted


def plant_replacements(planted: Planted, sender: User) -> set[int]:
    """Files that wait to take the place of the draft's document and picture."""
    keys = set()
    for kind, said in (("document", ""), ("image", planted.word("imagewaitssaid"))):
        row = FileReplacement(
            **{f"{kind}_id": min(planted.ids[kind])}, sent_by=sender, description=said,
            file_name=f"{planted.word(f'{kind}waitsname')}.txt",
            why=planted.word(f"{kind}waitswhy"),
        )  # fmt: skip
        row.file.save("x.txt", ContentFile(planted.word(f"{kind}waits").encode()))
        keys.add(row.pk)
    return keys


def plant_messages_and_imports(planted: Planted, *pages: Page) -> dict[str, set[int]]:
    """Readers' messages about the pages; an import of one of them, and one that waits for a yes."""
    messages = [
        Feedback.objects.create(
            form_token=uuid.uuid4(), page_id=page.pk, message=planted.word(f"message{page.pk}"),
            query=planted.word(f"query{page.pk}"), answer_note=planted.word(f"note{page.pk}"),
            email=f"{planted.word(f'reader{page.pk}')}@example.org",
        )
        for page in pages
    ]  # fmt: skip
    suggested = Feedback(
        form_token=uuid.uuid4(), kind=Feedback.Kind.RESOURCE, page_id=pages[0].pk,
        title=planted.word("suggested"), link=f"https://{planted.word('link')}.example/",
        message=planted.word("why"), file_name=f"{planted.word('suggestedfile')}.txt",
        assigned_to=planted.moderator,
    )  # fmt: skip
    suggested.file.save("x.txt", ContentFile(planted.word("suggestedcontent").encode()))
    useful = Feedback.objects.create(
        form_token=uuid.uuid4(), kind=Feedback.Kind.USEFUL, page_id=pages[0].pk, was_useful=False,
        message=planted.word("reason"),
    )  # fmt: skip
    planted.paths.add(suggested.file.url)
    messages += [suggested, useful]
    imports = []
    for where, made in (("made", pages[0]), ("waits", None)):
        run = ImportRun(
            file_name=f"{planted.word(f'{where}file')}.txt", format="txt", started_by=planted.moderator,
            state=ImportRun.State.DONE if made else ImportRun.State.PREVIEW,
            report=stored([Entry("unplaced", "A line", planted.word(f"{where}report"))]),
        )  # fmt: skip
        run.file.save("x.txt", ContentFile(planted.word(f"{where}original").encode()))
        if made:
            run.things.create(
                key="section:x", kind="section", title="x", action="made", page_id=made.pk
            )
        imports.append(run)
    return {"feedback": {each.pk for each in messages}, "import": {each.pk for each in imports}}


def send_an_example(site_tree, planted: Planted) -> Submission:
    """By somebody who asks for no credit, with a picture and a document."""
    add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples")
    person = make_contributor(f"xqmail{uuid.uuid4().hex[:6]}@example.org")
    person.first_name = f"Xqname{uuid.uuid4().hex[:6]}"
    person.save()
    planted.names = {person.email, person.first_name.lower()}
    Email.objects.create(from_email="hub@example.org", to=[person.email], subject="Thank you")
    keys = ("project_title", "aims", "scope")
    example = Submission.objects.create(
        owner=person,
        region=planted.region,
        answers={key: planted.word(f"example{key}") for key in keys},
        consent={**CONSENT, "agreed_by": planted.word("agreed"), "photos": "nobody"},
        file_words={},
    )
    attach(example, SimpleUploadedFile(f"{planted.word('exdoc')}.txt", b"Notes."))
    attach(example, SimpleUploadedFile(f"{planted.word('expicture')}.png", image_file().read()))
    for file in example.files.all():
        example.file_words[str(file.pk)] = {"alt": f"{planted.words['expicture']} two"}
    example.save()
    submit(example, person, uuid.uuid4(), has_agreed=True)
    example.refresh_from_db()
    unsent = {key: f"xqunsent{key.replace('_', '')}{uuid.uuid4().hex[:6]}" for key in keys}
    planted.names |= set(unsent.values())
    Submission.objects.create(
        owner=make_contributor(), region=planted.region, answers=unsent, consent={}
    )
    planted.pages.append(example.page_id)
    for file in example.files.exclude(image=None):
        planted.ids["image"].add(file.image_id)
        planted.paths.add(file.image.file.url)
    for file in example.files.exclude(document=None):
        planted.ids["document"].add(file.document_id)
        planted.paths.add(file.document.url)
    return example
