"""Who may do what, in sentences. The one place for rules about people and pages.

Four eyes: whoever wrote a revision since a page was last published does not publish it, whatever
the way: button, bulk, revert, copy, schedule, workflow, API; administrators neither. Every one of
these asks the tester below. Regions: people edit pages of their region or of none, and moderators
decide about their region's; what has no region is the national pool's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wagtail.models import Page, PagePermissionTester, WorkflowState

from knowledge.access.regions import sees_inside
from knowledge.access.routing import (
    may_decide,
    may_edit,
    page_scope_of,
    page_scopes_of,
    role_scope_of,
)
from knowledge.documents.files.visibility import (
    FileModel,
    LibraryFile,
    pages_using,
    public_among,
    public_pages_with,
)
from knowledge.moderation.authorship import writers_of, writers_since_publication
from knowledge.moderation.models.reviews import PublicNotice
from knowledge.moderation.queue import items_for, may_check, may_review

if TYPE_CHECKING:
    from knowledge.users.models import User


def user_has_written(user: User, page: Page) -> bool:
    """Whether the person wrote a revision since the page was last published."""
    return user.pk in writers_since_publication(page, touched_by=user.pk)


def user_wrote_what_waits(user: User, page: Page) -> bool:
    """Whether the person wrote or sent in what waits for a decision: then they do not change it.

    Somebody may be reading it. Whoever corrects it as a moderator goes on correcting.
    """
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return False
    if state.requested_by_id == user.pk:
        return True
    until = state.current_task_state.revision_id if state.current_task_state else None
    return user.pk in writers_of([page], touched_by=user.pk, until=until)[page.pk]


def user_decides_for(user: User, page: Page) -> bool:
    """Whether decisions about the page are the person's to make, whoever wrote it."""
    role_scope = role_scope_of(user)
    return user.is_active and (
        role_scope.is_superuser or may_decide(role_scope, page_scope_of(page))
    )


def user_edits_for(user: User, page: Page) -> bool:
    """Whether the page is of the person's region, or of none and they have a role."""
    role_scope = role_scope_of(user)
    return user.is_active and (role_scope.is_superuser or may_edit(role_scope, page_scope_of(page)))


def user_can_review(user: User, page: Page) -> bool:
    """Whether the person may approve it or ask for changes: theirs to decide, not their own work."""
    if not user.is_active:
        return False
    return may_review(user.pk, role_scope_of(user), items_for([page], touched_by=user.pk)[page.pk])


def user_can_check(user: User, page: Page) -> bool:
    """Whether the person may pass it on to a decision or ask for changes, as a first reader."""
    if not user.is_active:
        return False
    return may_check(user.pk, role_scope_of(user), items_for([page], touched_by=user.pk)[page.pk])


def user_can_see_review(user: User, page: Page) -> bool:
    """Whether the review is of the person's region: to be read by them, though not always decided."""
    return sees_inside(user, page)


def user_can_hide(user: User, page: Page) -> bool:
    """Whether the person may take the page from the public at once: moderators of its region."""
    return user_decides_for(user, page)


def user_can_break_glass(user: User, page: Page) -> bool:
    """Whether the person may publish alone, with a reason that everybody sees afterwards."""
    return user.is_active and user.is_superuser and page.depth > 1 and not is_withdrawn(page)


def is_withdrawn(page: Page) -> bool:
    """Whether those who shared it have withdrawn it and not sent it anew: then nobody publishes it."""
    if page.live:
        return False
    withdrawn = PublicNotice.objects.filter(kind=PublicNotice.Kind.WITHDRAWN, may_return=False)
    return withdrawn.filter(page_id=page.pk).exists()


def user_can_list_files(user: User) -> bool:
    """Whether the person may make a file public by itself, without a page that uses it."""
    return role_scope_of(user).decides_somewhere


def user_can_change_file(user: User, file: LibraryFile) -> bool:
    """Whether the person may change or replace a file that is in the library.

    A file has no drafts: changing one that the public can open is publishing. So it is for those who
    decide about every public page that uses it.
    """
    return file.pk in files_user_can_change(user, [file])


def files_user_can_change(user: User, files: Sequence[FileModel]) -> set[int]:
    """pks of those of the files, all of one sort, that the person may change, in a few queries for all."""
    if not files:
        return set()
    role_scope = role_scope_of(user)
    public = public_among(files)
    pages = list(public_pages_with(*files))
    page_scopes = page_scopes_of(pages)
    using = pages_using(files, pages)

    def may(file: FileModel) -> bool:
        if file.pk not in public:
            return True
        if not using[file.pk]:
            return user_can_list_files(user)
        return all(may_decide(role_scope, page_scopes[pk]) for pk in using[file.pk])

    return {file.pk for file in files if may(file)}


class HubPagePermissionTester(PagePermissionTester):
    """Wagtail's tester with four eyes and regions on top."""

    def can_publish(self) -> bool:
        """While a review is open, its decision publishes, and nothing beside it."""
        return (
            super().can_publish()
            and not self.page.workflow_in_progress
            and user_decides_for(self.user, self.page)
            and not user_has_written(self.user, self.page)
            and not is_withdrawn(self.page)
        )

    def can_publish_subpage(self) -> bool:
        """Nobody: whoever creates, copies or aliases a page is its author. It begins as a draft."""
        return False

    def can_unpublish(self) -> bool:
        return super().can_unpublish() and user_decides_for(self.user, self.page)

    def can_edit(self) -> bool:
        return super().can_edit() and user_edits_for(self.user, self.page)

    def can_add_subpage(self) -> bool:
        if self.page_is_root:
            return self.user.is_superuser and super().can_add_subpage()
        return super().can_add_subpage() and user_edits_for(self.user, self.page)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Deleting live pages takes them from the public: only who may decide about all of them."""
        if not super().can_delete(ignore_bulk=ignore_bulk):
            return False
        return all(
            (user_decides_for if page.live else user_edits_for)(self.user, page)
            for page in self._family_in_other_hands()
        )

    def _family_in_other_hands(self) -> list[Page]:
        """The page, and those below it that may belong to another region."""
        if self.user.is_superuser:
            return []
        if self.page.is_leaf():
            return [self.page]
        return list(self.page.get_descendants(inclusive=True))

    def can_move_to(self, destination: Page) -> bool:
        """A live page stays among pages that the same person decides about."""
        if not super().can_move_to(destination):
            return False
        if self.user.is_superuser:
            return True
        if self.page.live or self.page.get_descendants().filter(live=True).exists():
            return user_decides_for(self.user, self.page) and user_decides_for(
                self.user, destination
            )
        return user_edits_for(self.user, destination)

    def can_lock(self) -> bool:
        return super().can_lock() and user_edits_for(self.user, self.page)

    def can_unlock(self) -> bool:
        return super().can_unlock() and (
            self.user_has_lock() or user_edits_for(self.user, self.page)
        )

    def can_reorder_children(self) -> bool:
        return super().can_reorder_children() and user_decides_for(self.user, self.page)


def cover_every_page_class() -> None:
    """Give pages of Wagtail's own class, such as the root, our tester too; called once, when ready.

    Page types of ours override `permissions_for_user`; a plain `Page` offers no other place.
    """
    plain = Page.permissions_for_user

    def permissions_for_user(self: Page, user: User) -> PagePermissionTester:
        tester = plain(self, user)
        if type(tester) is PagePermissionTester:
            return HubPagePermissionTester(user, self)
        return tester

    Page.permissions_for_user = permissions_for_user
