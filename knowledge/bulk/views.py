"""Resources from a spreadsheet in the admin: send it, look at what would be made, say yes, open the drafts.

Every address asks for the permission `bulk.add_resourcesheet`; a spreadsheet is for whoever sent it.
"""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.menu import MenuItem

from knowledge.access.regions import pages_seen_inside
from knowledge.access.routing import role_scope_of
from knowledge.bulk.asking import rows_of
from knowledge.bulk.checking import check_sheet
from knowledge.bulk.columns import COLUMNS, empty_csv, empty_workbook, what_is_lacking
from knowledge.bulk.making import make_drafts, needs_region, places_for, regions_for
from knowledge.bulk.models import ResourceSheet
from knowledge.bulk.reading import MOST_ROWS
from knowledge.importing.guard import RefusedFile
from knowledge.models import Organisation, ResourceIndexPage
from knowledge.tables import CONTENT_TYPES
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

PERMISSION = "bulk.add_resourcesheet"


class SheetForm(forms.Form):
    """The file, and where its drafts would stand."""

    file = forms.FileField(
        label="Spreadsheet",
        error_messages={
            "required": "Choose a spreadsheet.",
            "empty": "This file is empty. Choose another one.",
        },
        help_text=f"A .xlsx or .csv file with one resource a row, at most {MOST_ROWS} rows. Of a workbook "
        "the first sheet is read.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    below = forms.ModelChoiceField(
        ResourceIndexPage.objects.none(), label="Below which list of resources", empty_label=None
    )
    region = forms.ModelChoiceField(
        Organisation.objects.none(), label="Region", empty_label="No region", required=False
    )

    def __init__(self, user: User, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        below, region = self.fields["below"], self.fields["region"]
        below.queryset = places_for(user)  # type: ignore[attr-defined]
        region.queryset = regions_for(user)  # type: ignore[attr-defined]
        if needs_region(role_scope_of(user)):
            region.required = True
            region.empty_label = None  # type: ignore[attr-defined]
        below.initial = below.queryset.first()  # type: ignore[attr-defined]
        region.initial = region.queryset.first() if region.required else None  # type: ignore[attr-defined]

    def clean_file(self) -> object:
        """Its rows; the field's error is one sentence."""
        try:
            self.rows = rows_of(self.cleaned_data["file"])
        except RefusedFile as error:
            raise forms.ValidationError(str(error)) from error
        if says := what_is_lacking(self.rows):
            raise forms.ValidationError(says)
        return self.cleaned_data["file"]


@method_decorator(never_cache, name="dispatch")
class BulkView(View):
    """Base of the views: open to whoever may begin resources."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def sheet_of(self, request: SignedInRequest, sheet_id: int) -> ResourceSheet:
        """The spreadsheet, if the person sent it."""
        return get_object_or_404(ResourceSheet, pk=sheet_id, sent_by=request.user)


class UploadView(BulkView):
    """Takes a spreadsheet and reads its rows."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        return self._show(request, SheetForm(request.user))

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = SheetForm(request.user, request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form, status=422)
        sheet = ResourceSheet.objects.create(
            file_name=form.cleaned_data["file"].name[:255],
            rows=form.rows,
            below=form.cleaned_data["below"],
            region=form.cleaned_data["region"],
            sent_by=request.user,
        )
        return redirect("bulk_sheet", sheet.pk)

    def _show(self, request: SignedInRequest, form: SheetForm, status: int = 200) -> HttpResponse:
        before = ResourceSheet.objects.filter(sent_by=request.user)[:10]
        context = {"form": form, "columns": COLUMNS, "before": before}
        return render(request, "admin/bulk/upload.html", context, status=status)


class SheetView(BulkView):
    """What would be made of a spreadsheet, or what was."""

    def get(self, request: SignedInRequest, sheet_id: int) -> HttpResponse:
        sheet = self.sheet_of(request, sheet_id)
        checked = None if sheet.made_at else check_sheet(sheet, request.user)
        pages = pages_seen_inside(request.user).filter(pk__in=sheet.pages.values("pk"))
        context = {"sheet": sheet, "checked": checked, "pages": pages}
        return render(request, "admin/bulk/sheet.html", context)


class ConfirmView(BulkView):
    """The yes: makes the drafts, once however often the button is pressed."""

    def post(self, request: SignedInRequest, sheet_id: int) -> HttpResponse:
        sheet = make_drafts(self.sheet_of(request, sheet_id), request.user)
        count = sheet.pages.count()
        messages.success(
            request, f"{count} draft{'' if count == 1 else 's'} made. Nothing is public."
        )
        return redirect("bulk_sheet", sheet.pk)


class TemplateView(BulkView):
    """The file to begin with."""

    def get(self, request: HttpRequest, extension: str) -> HttpResponse:
        makers = {"xlsx": empty_workbook, "csv": empty_csv}
        if extension not in makers:
            raise Http404
        response = HttpResponse(makers[extension](), content_type=CONTENT_TYPES[extension])
        response["Content-Disposition"] = f'attachment; filename="resources.{extension}"'
        return response


def admin_urls() -> list[URLPattern]:
    """Addresses below the admin's."""
    return [
        path("many-resources/", UploadView.as_view(), name="bulk_upload"),
        path("many-resources/<int:sheet_id>/", SheetView.as_view(), name="bulk_sheet"),
        path("many-resources/<int:sheet_id>/make/", ConfirmView.as_view(), name="bulk_confirm"),
        path(
            "many-resources/template.<str:extension>", TemplateView.as_view(), name="bulk_template"
        ),
    ]


class BulkMenuItem(MenuItem):
    """ "Many resources" in the menu of whoever may."""

    def __init__(self) -> None:
        address = reverse("bulk_upload")
        super().__init__("Many resources", address, icon_name="table", order=282)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))
