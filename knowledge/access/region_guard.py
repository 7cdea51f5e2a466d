"""Stands before every address of the admin that names a page: of another region there is no such page.

Most of Wagtail's views ask whether the person may edit; some only need the page to be there, and show its title,
its newest state and what was said about it.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from knowledge.access.regions import pages_seen_inside, pages_to_choose
from knowledge.users.requests import SignedInRequest

PAGE_ARGUMENTS = ("page_id", "page_pk", "parent_page_id", "page_to_move_id", "destination_id")
"""What Wagtail and we call a page in the admin's addresses."""
CHOOSER = "wagtailadmin_choose_page"
"""Names of the chooser's addresses begin so; it also leads to public pages of other regions."""


class RegionGuardMiddleware:
    """After the admin's door, so that whoever comes here is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: SignedInRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> None:
        """Http404 unless the person may see every page that the address names."""
        if not request.path_info.startswith(self.admin):
            return
        match = request.resolver_match
        is_chooser = bool(match and (match.url_name or "").startswith(CHOOSER))
        named = {int(str(kwargs[name])) for name in PAGE_ARGUMENTS if kwargs.get(name)}
        if is_chooser:  # It may choose several, which stand behind the question mark.
            named |= {int(each) for each in request.GET.getlist("id") if each.isdecimal()}
        if not named:
            return
        seen = (pages_to_choose if is_chooser else pages_seen_inside)(request.user)
        if seen.filter(pk__in=named).count() < len(named):
            raise Http404("No such page.")
