"""Which links are a person's to see: those of pages whose inside is theirs, of lists, and of files they see."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet

from knowledge.access.regions import pages_seen_inside
from knowledge.access.routing import role_scope_of
from knowledge.documents.files.visibility import files_seen_by
from knowledge.links.models import Link, LinkPlace
from knowledge.models import HubDocument
from knowledge.users.models import User


def places_seen_by(user: User) -> QuerySet[LinkPlace]:
    """Where links are used, as far as the person may know."""
    role_scope = role_scope_of(user)
    if not user.is_active or not (role_scope.is_superuser or role_scope.has_a_role):
        return LinkPlace.objects.none()
    files = ContentType.objects.get_for_model(HubDocument)
    theirs = files_seen_by(user, HubDocument)
    return LinkPlace.objects.filter(
        Q(page__in=pages_seen_inside(user))
        | Q(page=None) & (~Q(row_type=files) | Q(row_id__in=theirs))
    )


def links_seen_by(user: User) -> QuerySet[Link]:
    """Links with a place that is theirs to see."""
    return Link.objects.filter(Exists(places_seen_by(user).filter(link=OuterRef("pk"))))
