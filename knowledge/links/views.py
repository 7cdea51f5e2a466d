"""One link in the admin: what is known of it, where it is used, and what can be done about it."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import URLValidator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry

from knowledge.access.admin_page import AdminPage
from knowledge.links import deciding, repairing
from knowledge.links.guard import is_only_at_home
from knowledge.links.models import Verdict
from knowledge.links.seen import links_seen_by, places_seen_by
from knowledge.users.requests import SignedInRequest


class ReplaceForm(forms.Form):
    """The address that is to stand in its place."""

    new_address = forms.URLField(
        label="New address",
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(["http", "https"])],
        help_text="With https:// before it.",
    )

    def clean_new_address(self) -> str:
        address: str = self.cleaned_data["new_address"]
        if is_only_at_home(address):
            raise forms.ValidationError(
                "Only one machine or network knows this address. Write the one by which readers get there."
            )
        return address


class NoteForm(forms.Form):
    """Why a person knows better."""

    note = forms.CharField(
        label="What you saw, or why",
        max_length=500,
        help_text="Such as “Signed in to FutureNHS and opened it”. Others read it in the list.",
    )


class LinkView(AdminPage, TemplateView):
    """Shows the link; each button is an act."""

    request: SignedInRequest

    template_name = "admin/link.html"
    results_template = "admin/link_replaced.html"
    page_title = "Link to another site"
    header_icon = "link"

    def dispatch(
        self, request: HttpRequest, *args: object, pk: int, **kwargs: object
    ) -> HttpResponseBase:
        if not self.request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        self.link = get_object_or_404(links_seen_by(self.request.user), pk=pk)
        self.replace_form = ReplaceForm(initial={"new_address": self.link.moved_to})
        self.note_form = NoteForm()
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        acts = {
            "replace": self.replace,
            "works": self.works_by_hand,
            "stop": self.stop,
            "again": self.again,
        }
        for name, act in acts.items():
            if name in request.POST:
                return act()
        return redirect("link", self.link.pk)

    def replace(self) -> HttpResponse:
        """Everywhere at once; then what became of each place."""
        self.replace_form = ReplaceForm(self.request.POST)
        if not self.replace_form.is_valid():
            return self._again_with_errors()
        new = self.replace_form.cleaned_data["new_address"]
        if new == self.link.address:
            self.replace_form.add_error("new_address", "This is the address that it has already.")
            return self._again_with_errors()
        outcomes = repairing.replace_everywhere(self.link, new, self.request.user)
        context = self.get_context_data(
            outcomes=outcomes,
            new_address=new,
            others=repairing.others_left(self.link, self.request.user),
        )
        self.template_name = self.results_template
        return self.render_to_response(context)

    def works_by_hand(self) -> HttpResponse:
        """Somebody has opened it."""
        return self._decide(deciding.works_by_hand, "The link counts as working.")

    def stop(self) -> HttpResponse:
        """It is not to be asked any more."""
        return self._decide(deciding.stop_checking, "The link is not checked any more.")

    def again(self) -> HttpResponse:
        """At the next turn."""
        deciding.check_again(self.link)
        messages.success(self.request, "The link is checked at the next turn.")
        return redirect("link", self.link.pk)

    def _decide(self, act: deciding.Act, words: str) -> HttpResponse:
        self.note_form = NoteForm(self.request.POST)
        if not self.note_form.is_valid():
            return self._again_with_errors()
        act(self.link, self.request.user, self.note_form.cleaned_data["note"])
        messages.success(self.request, words)
        return redirect("links_link_modeladmin_index")

    def _again_with_errors(self) -> HttpResponse:
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        places = places_seen_by(self.request.user).filter(link=self.link)
        return super().get_context_data(
            **kwargs,
            link=self.link,
            verdict=Verdict(self.link.verdict),
            is_dead=self.link.verdict == Verdict.DEAD,
            is_checked=self.link.verdict != Verdict.NOT_CHECKED,
            sources=repairing.sources_of(repairing.with_what_they_are_in(places)),
            replace_form=self.replace_form,
            note_form=self.note_form,
        )


def admin_urls() -> list[URLPattern]:
    """Addresses below the admin's."""
    return [path("links/<int:pk>/", LinkView.as_view(), name="link")]


def register_log_actions(actions: LogActionRegistry) -> None:
    """Give the repair its words in histories of pages."""
    actions.register_action(
        repairing.REPAIRED, "Repair a link", "Put another address in place of a link"
    )
