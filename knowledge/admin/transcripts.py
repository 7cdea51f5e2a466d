"""A video's transcript in the admin: typed, taken from a file, and checked before it is saved as a draft."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from knowledge.access.admin_page import AdminPage
from knowledge.documents.files.content_checks import ContentError
from knowledge.documents.transcript_checks import problems_of
from knowledge.documents.transcript_files import SORTS, transcript_in
from knowledge.documents.transcripts import has_times
from knowledge.models import VideoPage
from knowledge.models.page_lock import lock_page
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

LOCKED = "The page is locked or in review: look, but save later."
CHANGED = (
    "Somebody saved another version of the page meanwhile. Your text is still here. Save again to put it"
    " into that version."
)


class TranscriptForm(forms.Form):
    """The words with their times, or a file to take them from."""

    file = forms.FileField(
        required=False,
        label="Take it from a file",
        help_text="WebVTT (.vtt), SubRip (.srt), YouTube (.sbv), Word (.docx) or plain text (.txt).",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{sort}" for sort in SORTS)}),
    )
    transcript = forms.CharField(
        required=False,
        strip=False,
        label="Transcript",
        help_text="WebVTT: a line with both times, and below it what is said.",
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class TranscriptView(AdminPage, FormView):
    """Three buttons: take it from the file, check it, save it in the draft."""

    request: SignedInRequest

    form_class = TranscriptForm
    template_name = "admin/transcript.html"
    page_title = "Transcript"
    header_icon = "openquote"

    def dispatch(
        self, request: HttpRequest, *args: object, page_pk: int, **kwargs: object
    ) -> HttpResponseBase:
        self.page = get_object_or_404(VideoPage, pk=page_pk)
        if not has_a_transcript_for(self.page, self.request.user):
            raise PermissionDenied
        self.is_locked = self.page.permissions_for_user(self.request.user).page_locked()
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, object]:
        draft = self.page.get_latest_revision_as_object()
        return {"transcript": draft.transcript, "revision": self.page.latest_revision_id}

    def form_valid(self, form: TranscriptForm) -> HttpResponse:
        if "read" in self.request.POST:
            return self._read(form)
        if "save" in self.request.POST:
            return self._save(form)
        return self._shown(form, form.cleaned_data["transcript"])

    def _read(self, form: TranscriptForm) -> HttpResponse:
        """What the file says, to be looked at; nothing is saved."""
        upload = form.cleaned_data["file"]
        if upload is None:
            form.add_error("file", "Choose the file first.")
            return self.form_invalid(form)
        try:
            transcript = transcript_in(upload)
        except ContentError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        messages.info(self.request, "Taken from the file. Look through it, then save it.")
        return self._shown(form, transcript)

    def _save(self, form: TranscriptForm) -> HttpResponse:
        transcript = form.cleaned_data["transcript"].replace("\r\n", "\n")
        with transaction.atomic():
            page = lock_page(self.page.pk).specific
            if self.is_locked or page.permissions_for_user(self.request.user).page_locked():
                form.add_error(None, LOCKED)
                return self.form_invalid(form)
            if page.latest_revision_id != form.cleaned_data["revision"]:
                form.add_error(None, CHANGED)
                return self._shown(form, transcript)
            draft = page.get_latest_revision_as_object()
            if draft.transcript != transcript:
                draft.transcript = transcript
                draft.save_revision(user=self.request.user, clean=False, log_action=True)
        messages.success(
            self.request,
            "Saved in the draft. Submit the page when it is ready, so that others read it.",
        )
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def _shown(self, form: TranscriptForm, transcript: str) -> HttpResponse:
        """The text again, with what is to be looked at and with the newest revision."""
        self.page.refresh_from_db(fields=["latest_revision"])
        again = TranscriptForm(
            initial={"transcript": transcript, "revision": self.page.latest_revision_id}
        )
        errors = form.non_field_errors()
        return self.render_to_response(
            self.get_context_data(form=again, transcript=transcript, errors=errors)
        )

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        transcript = str(
            kwargs.pop(
                "transcript", self.request.POST.get("transcript", self.get_initial()["transcript"])
            )
        )
        duration = self.page.duration.total_seconds() if self.page.duration else None
        return super().get_context_data(
            **kwargs,
            page=self.page,
            is_locked=self.is_locked,
            locked=LOCKED,
            has_times=has_times(transcript),
            is_empty=not transcript.strip(),
            problems=problems_of(transcript, duration),
        )


def has_a_transcript_for(page: Page, user: User) -> bool:
    """Whether it is a video that the person edits; an alias says what its source says."""
    if page.specific_class is not VideoPage or page.alias_of_id is not None:
        return False
    may: bool = page.permissions_for_user(user).can_edit()
    return may


def transcript_buttons(page: Page, user: User) -> list[Button]:
    """In the menu of a video, for those who edit it."""
    if not has_a_transcript_for(page, user):
        return []
    address = reverse("transcript", args=[page.pk])
    return [Button("Transcript…", address, icon_name="openquote", priority=80)]
