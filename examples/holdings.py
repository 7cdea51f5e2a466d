"""What a contributor has written: told before an account is deleted, and what becomes of each."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from django.db.models import Model
from django.utils import timezone
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import ReferenceIndex, Revision

from examples.models import CoAuthor, PracticeExamplePage, Submission, SubmissionFile
from examples.plain_text import text_of
from examples.shown_files import private_url
from examples.submissions.reading import statuses_of
from examples.submissions.states import SubmissionStatus
from knowledge.people.contributions import Contributions, Holdings
from knowledge.users.models import User


class ExampleContributions(Contributions):
    """Practice examples, as contributions of the people who wrote them."""

    def holdings_of(self, person: User) -> Holdings:
        return holdings_of(person)

    def files_that_stay(self, holdings: Holdings) -> list[tuple[Model, str]]:
        """Pictures and documents of what was public: nobody but a person can look into them."""
        files = SubmissionFile.objects.filter(
            submission__in=[each.pk for each in holdings.published], removed_at=None
        ).select_related("submission")
        return [(each, private_url(each)) for each in files]

    def part_with(
        self, person: User, *, by: User, keep_credit: bool, keep_unpublished: bool
    ) -> None:
        holdings = holdings_of(person)
        for submission, heir in holdings.handed_over:
            hand_over(submission, heir)
        for submission in holdings.deleted:
            if keep_unpublished:
                drop_contact(submission)
            else:
                delete_example(submission, by)
        for submission in holdings.published:
            drop_contact(submission, drop_credit=not keep_credit)
        CoAuthor.objects.not_ended().filter(user=person).update(ended_at=timezone.now())
        CoAuthor.objects.invited().filter(email=person.email).delete()

    def rows_of(self, person: User) -> Mapping[type[Model], set[object]]:
        return {Submission: set(Submission.objects.of(person).values_list("pk", flat=True))}

    def own_rows(self, person: User) -> Mapping[type[Model], set[object]]:
        return {Submission: set(Submission.objects.owned_by(person).values_list("pk", flat=True))}

    def texts_of(self, person: User) -> Iterable[tuple[str, str]]:
        for submission in Submission.objects.of(person):
            yield f"examples/{submission.pk}.txt", text_of(submission)

    def fill_untouched_drafts(self, person: User, place: Mapping[str, object]) -> int:
        return Submission.objects.filter(
            owner=person,
            state=Submission.State.DRAFT,
            version=1,
            region=None,
            organisation=None,
            organisation_words="",
        ).update(**place)


def holdings_of(person: User) -> Holdings:
    """All of them; in a number of queries that does not grow."""
    own = list(Submission.objects.owned_by(person).select_related("page"))
    submission_statuses = statuses_of(own)
    joined = (
        CoAuthor.objects.writing()
        .filter(submission__in=own, user__is_active=True)
        .select_related("user")
        .order_by("accepted_at", "pk")
    )
    heirs: dict[uuid.UUID, User] = {}
    for row in joined:
        if row.user:
            heirs.setdefault(row.submission_id, row.user)
    found = Holdings(
        written_with_others=list(
            Submission.objects.filter(
                pk__in=CoAuthor.objects.writing().filter(user=person).values("submission_id")
            )
        )
    )
    for each in own:
        was_public = bool(each.page and each.page.first_published_at)
        if was_public or submission_statuses[each.pk] in {
            SubmissionStatus.PUBLISHED,
            SubmissionStatus.TAKEN_DOWN,
        }:
            found.published.append(each)
        elif each.pk in heirs:
            found.handed_over.append((each, heirs[each.pk]))
        else:
            found.deleted.append(each)
    return found


def hand_over(submission: Submission, heir: User) -> None:
    """A co-author becomes the owner; who owned it stays among its authors."""
    former = submission.owner
    CoAuthor.objects.filter(submission=submission, user=heir).update(ended_at=timezone.now())
    CoAuthor.objects.create(
        submission=submission,
        email=former.email,
        user=former,
        accepted_at=submission.created_at,
        ended_at=timezone.now(),
    )
    Submission.objects.filter(pk=submission.pk).update(owner=heir)
    if submission.page_id:
        PracticeExamplePage.objects.filter(pk=submission.page_id).update(
            owner=heir, contributor=heir
        )


def delete_example(submission: Submission, by: User) -> None:
    """Delete an example that was never public, with its page and all its versions."""
    if submission.page_id:
        page = PracticeExamplePage.objects.filter(pk=submission.page_id).first()
        if page and page.first_published_at:
            raise ValueError("It was public: it is withdrawn, not deleted.")
        if page:
            if review := page.current_workflow_state:
                Submission.objects.filter(pk=submission.pk).update(state=Submission.State.WITHDRAWN)
                review.cancel(user=by)
            DeletePageAction(page, user=by).execute(skip_permission_checks=True)
    delete_library_files(submission)
    for upload in submission.files.all():
        upload.delete()  # One by one: each takes its stored content with it.
    Submission.objects.filter(pk=submission.pk).delete()


def delete_library_files(submission: Submission) -> None:
    """What its files became in the hub's library goes too, unless another page uses it."""
    for upload in submission.files.select_related("image", "document"):
        in_library = upload.image or upload.document
        if in_library and not ReferenceIndex.get_references_to(in_library).exists():
            in_library.delete()


def drop_contact(submission: Submission, *, drop_credit: bool = False) -> None:
    """How to reach them is forgotten, on the page, in its versions and in the draft.

    With `drop_credit` nobody is named with it any more either.
    """
    credit = {"credit_line": ""} if drop_credit else {}
    Submission.objects.filter(pk=submission.pk).update(
        contact="", contact_is_public=False, **credit
    )
    page = PracticeExamplePage.objects.filter(pk=submission.page_id).first()
    if page is None:
        return
    empty = {"contact_line": "", **credit}
    for revision in Revision.page_revisions.filter(object_id=str(page.pk)):
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **empty})
    for name, value in empty.items():
        setattr(page, name, value)
    page.save(clean=False)
