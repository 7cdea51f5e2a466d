"""Regions, local systems, trusts, Maternity Voices Partnerships and publishers.

A body that was merged or split keeps its row, ended, with what came after it: its old name is still
found, and addresses that hold its id lead on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

SHARED_MAIL_DOMAINS = frozenset(
    {
        "aol.com", "btinternet.com", "gmail.com", "googlemail.com", "hotmail.co.uk", "hotmail.com",
        "icloud.com", "live.co.uk", "live.com", "mail.com", "me.com", "msn.com", "nhs.net", "nhs.uk",
        "outlook.com", "proton.me", "protonmail.com", "sky.com", "talktalk.net", "virginmedia.com",
        "yahoo.co.uk", "yahoo.com",
    }
)  # fmt: skip
"""Domains under which anybody, or people of many bodies, have an address: they prove nothing."""

_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations by what they are."""

    def current(self) -> OrganisationQuerySet:
        """Those that were neither merged into others nor split."""
        return self.filter(ended_at__isnull=True)

    def regions(self) -> OrganisationQuerySet:
        """The regions, by which work is routed."""
        return self.current().filter(kind=Organisation.Kind.REGION)

    def contributing(self) -> OrganisationQuerySet:
        """Bodies a contributor may belong to."""
        return self.current().filter(
            kind__in=[Organisation.Kind.MVP, Organisation.Kind.LMNS, Organisation.Kind.TRUST]
        )


class Organisation(models.Model):
    """A body named on the hub. Every one but a region and a publisher lies in a region."""

    class Kind(models.TextChoices):
        REGION = "region", "Region"
        LMNS = "lmns", "Local maternity and neonatal system (LMNS)"
        TRUST = "trust", "Trust"
        MVP = "mvp", "Maternity (and neonatal) voices partnership (MVP)"
        PUBLISHER = "publisher", "Publisher of resources"

    name = models.CharField(max_length=150, unique=True)
    slug = models.SlugField(max_length=150, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    short_name = models.CharField(
        max_length=40, blank=True, help_text="The acronym people know it by."
    )
    former_names = models.CharField(
        max_length=1000,
        blank=True,
        help_text="Earlier names, separated by semicolons. A name that you change is kept here.",
    )
    region = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="members",
        limit_choices_to={"kind": Kind.REGION},
        help_text="The region whose moderators look after what this body sends.",
    )
    website = models.URLField(blank=True)
    mail_domains = models.CharField(
        max_length=300,
        blank=True,
        help_text=(
            "Mail domains that only its own people have, separated by spaces. Whoever proves such "
            "an address is a member at once. Not one that many bodies share, such as nhs.net."
        ),
    )
    ended_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it was merged into others or split."
    )
    successors: models.ManyToManyField = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="predecessors", editable=False
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A changed name is kept among the former ones, so that people still find it."""
        fields = kwargs.get("update_fields")
        if self.pk and (fields is None or "name" in fields):
            before = Organisation.objects.filter(pk=self.pk).values_list("name", flat=True).first()
            if before and before != self.name:
                self.remember_name(before)
                if fields is not None:
                    kwargs["update_fields"] = {*fields, "former_names"}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.kind == self.Kind.REGION and self.region_id:
            raise ValidationError({"region": "A region does not lie in another region."})
        self.mail_domains = " ".join(
            word.strip("@.").lower() for word in re.split(r"[\s,;]+", self.mail_domains) if word
        )
        for domain in self.mail_domains.split():
            if not _DOMAIN.fullmatch(domain):
                raise ValidationError(
                    {"mail_domains": f"“{domain}” is no mail domain. Write it like example.org.uk."}
                )
            if domain in SHARED_MAIL_DOMAINS:
                raise ValidationError(
                    {
                        "mail_domains": f"People of many bodies have an address at {domain}, so it "
                        "cannot show that somebody belongs to this one."
                    }
                )

    def remember_name(self, *names: str) -> None:
        """Add former names, each once and never the present one. Does not save."""
        known = [name.strip() for name in self.former_names.split(";") if name.strip()]
        taken = {name.casefold() for name in [*known, self.name]}
        for name in names:
            if name and name.casefold() not in taken:
                known.append(name)
                taken.add(name.casefold())
        self.former_names = "; ".join(known)

    def has_mail_domain_of(self, email: str) -> bool:
        """Whether that address shows by its domain that somebody belongs here."""
        return email.rpartition("@")[2].lower() in self.mail_domains.split()

    @property
    def routing_region(self) -> Organisation | None:
        """The region that decides about what this body sends; None means the national pool."""
        return self if self.kind == self.Kind.REGION else self.region


def current_ids(ids: Iterable[int]) -> list[int]:
    """Ids of the bodies that stand for these now: themselves, or what they became.

    An id that nobody knows is kept as it is. One query, and one more for each step that was taken.
    """
    found: dict[int, None] = {}
    seen: set[int] = set()
    waiting = list(dict.fromkeys(ids))
    steps = Organisation.successors.through.objects.filter(
        from_organisation__ended_at__isnull=False
    )
    while waiting:
        became: dict[int, list[int]] = defaultdict(list)
        rows = steps.filter(from_organisation_id__in=waiting).order_by("pk")
        for former, successor in rows.values_list("from_organisation_id", "to_organisation_id"):
            became[former].append(successor)
        seen.update(waiting)
        found.update((pk, None) for pk in waiting if pk not in became)
        waiting = [after for pk in waiting for after in became.get(pk, ()) if after not in seen]
    return list(found)
