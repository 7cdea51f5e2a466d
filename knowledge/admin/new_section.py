"""“Write a section”: one form for text, a picture, a video and a worksheet, and one button that sends it to review.

Everything else about a section is in Wagtail's editor, where "Save and go on" leads. What the form makes is
what the editor would make: a page of its blocks, files of the library, a video page.
"""

from __future__ import annotations

import json
import uuid
from pathlib import PurePath

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.html import linebreaks
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, Page

from knowledge.access.admin_page import AdminPage
from knowledge.access.places import place_below
from knowledge.blocks.alt_text import describes
from knowledge.documents.files.names import sort_of
from knowledge.documents.files.upload_checks import PAPERS, PAPERS_IN_WORDS
from knowledge.models import (
    HubDocument,
    HubImage,
    PackPage,
    SectionPage,
    VideoIndexPage,
    VideoPage,
)
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

LIBRARY = {"picture": (get_image_form, HubImage), "worksheet": (get_document_form, HubDocument)}
"""Field → what checks and keeps its file."""


def title_of_file(name: str) -> str:
    """A file's name as a title: no ending, blanks for dashes."""
    words = PurePath(name).stem.replace("_", " ").replace("-", " ").split()
    return " ".join(words)[:200].capitalize() or "File"


class NewSectionForm(forms.Form):
    """A section, and what stands in it besides words."""

    token = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    """Of this form: sent twice it makes one page, and with other words a second one."""
    title = forms.CharField(max_length=200, label="Title")
    summary = forms.CharField(
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One or two plain sentences. Search results and lists show them.",
    )
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="An empty line begins a new paragraph. Headings and links come in the editor.",
    )
    picture = forms.FileField(required=False, help_text="A JPEG, PNG or WebP file.")
    picture_shows = forms.CharField(
        required=False,
        max_length=255,
        label="What does the picture show?",
        help_text="For people who cannot see it.",
    )
    video_title = forms.CharField(required=False, max_length=200, label="Title of the video")
    video_address = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label="Its address",
        help_text="The video's page at its provider. Captions and transcript come on the video's own page.",
    )
    worksheet = forms.FileField(
        required=False,
        help_text=f"A file to print or fill in: {PAPERS_IN_WORDS}. It is called as its file is.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in sorted(PAPERS))}),
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.user = user
        self.files_to_keep: dict[str, forms.ModelForm] = {}

    @cached_property
    def page_key(self) -> uuid.UUID:
        """The page's own: the same for the same form with the same words and files, sent by the same person."""
        said = {
            name: f"{value.name} {value.size}" if isinstance(value, UploadedFile) else str(value)
            for name, value in self.cleaned_data.items()
        }
        token = self.cleaned_data["token"] or uuid.uuid4()
        return uuid.uuid5(token, json.dumps([self.user.pk, said], sort_keys=True))

    def made_before(self) -> SectionPage | None:
        """What was made when this form was sent already."""
        found: SectionPage | None = SectionPage.objects.filter(
            translation_key=self.page_key
        ).first()
        return found

    def clean_picture_shows(self) -> str:
        """A description wherever there is a picture."""
        words: str = self.cleaned_data["picture_shows"]
        if self.cleaned_data.get("picture"):
            if not words:
                raise ValidationError("Say what the picture shows.")
            describes(words)
        return words

    def clean_worksheet(self) -> UploadedFile | None:
        """A paper: the library would take a film or a list of data too."""
        upload: UploadedFile | None = self.cleaned_data["worksheet"]
        if upload and sort_of(upload.name or "") not in PAPERS:
            raise ValidationError(
                f"This is no worksheet. Save it as one of these and send that: {PAPERS_IN_WORDS}."
            )
        return upload

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("video_address") and not cleaned.get("video_title"):
            self.add_error("video_title", "Give the video a title.")
        for name in LIBRARY:
            upload = cleaned.get(name)
            if isinstance(upload, UploadedFile):
                self._check(name, upload)
        return cleaned

    def _check(self, name: str, upload: UploadedFile) -> None:
        """By the form that the library itself uses."""
        form_of, model = LIBRARY[name]
        data = {
            "title": title_of_file(upload.name or ""),
            "description": self.cleaned_data.get("picture_shows", ""),
            "collection": Collection.get_first_root_node().pk,
        }
        form = form_of(model)(data, {"file": upload}, user=self.user)
        if form.is_valid():
            self.files_to_keep[name] = form
        for errors in form.errors.values():
            self.add_error(name, errors)

    @transaction.atomic
    def save(self, parent: Page) -> tuple[SectionPage, VideoPage | None]:
        """The drafts of the section and of its video."""
        said = self.cleaned_data
        kept = {name: self._keep(form) for name, form in self.files_to_keep.items()}
        blocks: list[dict[str, object]] = [
            {"type": "text", "value": linebreaks(said["text"], autoescape=True)}
        ]
        if picture := kept.get("picture"):
            image = {"image": picture.pk, "alt_text": said["picture_shows"], "decorative": False}
            blocks.append({"type": "image", "value": {"image": image, "caption": ""}})
        video = self._video()
        if video:
            blocks.append({"type": "video", "value": {"video": video.pk}})
        if worksheet := kept.get("worksheet"):
            blocks.append({"type": "document", "value": {"document": worksheet.pk, "text": ""}})
        section = SectionPage(title=said["title"], summary=said["summary"], body=json.dumps(blocks))
        section.translation_key = self.page_key
        self._begin(section, parent)
        return section, video

    def _keep(self, form: forms.ModelForm) -> Model:
        form.instance.uploaded_by_user = self.user
        file: Model = form.save()
        return file

    def _video(self) -> VideoPage | None:
        title = self.cleaned_data["video_title"]
        place = place_below(VideoIndexPage, self.user) if title else None
        if place is None:
            return None
        address = self.cleaned_data["video_address"]
        video = VideoPage(title=title, source_url=address)
        self._begin(video, place)
        return video

    def _begin(self, page: Page, parent: Page) -> None:
        page.live = False
        page.owner = page.content_owner = self.user
        parent.add_child(instance=page)
        page.save_revision(user=self.user, log_action=True)


class NewVideoView(View):
    """To Wagtail's form for a video page, below the first list where the person may begin one."""

    request: SignedInRequest

    def get(self, request: HttpRequest) -> HttpResponse:
        place = place_below(VideoIndexPage, self.request.user)
        if place is None:
            raise PermissionDenied
        return redirect("wagtailadmin_pages:add", "knowledge", "videopage", place.pk)


class NewSectionView(AdminPage, FormView):
    """The form; sent to review, or opened in the editor."""

    request: SignedInRequest

    form_class = NewSectionForm
    template_name = "admin/new_section.html"
    page_title = "Write a section"
    header_icon = "edit"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        self.parent = place_below(PackPage, self.request.user)
        if self.parent is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, object]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: NewSectionForm) -> HttpResponse:
        if made := form.made_before():
            return redirect("wagtailadmin_pages:edit", made.pk)
        try:
            section, video = form.save(self.parent)
        except IntegrityError:
            if made := form.made_before():  # By the same form, at the same moment.
                return redirect("wagtailadmin_pages:edit", made.pk)
            raise
        if "submit" not in self.request.POST:
            return redirect("wagtailadmin_pages:edit", section.pk)
        for page in filter(None, (video, section)):
            page.get_workflow().start(page, self.request.user)
        also = " The video goes to review beside it: it has a page of its own." if video else ""
        messages.success(self.request, f"“{section.title}” is sent to review.{also}")
        return redirect("wagtailadmin_pages:edit", section.pk)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        has_videos = place_below(VideoIndexPage, self.request.user) is not None
        return super().get_context_data(**kwargs, parent=self.parent, has_videos=has_videos)
