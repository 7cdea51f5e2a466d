"""Puts a stable label in place of a person's name and address, wherever the database holds them.

It asks every model, so a table that is added later is covered too: drafts, revisions' JSON,
comments, log entries, queued and sent mail, feedback, results of tasks. The person's row stays, as
the label, so that histories still say that one and the same person did something.
"""

from __future__ import annotations

import html
import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page

from knowledge.models import RegionRole, User

TEXT_TYPES = frozenset({"CharField", "TextField", "EmailField", "JSONField"})
LEFT_OUT = frozenset(
    {
        # A virtual table that the database itself keeps equal to the table beside it.
        "wagtailsearch.sqliteftsindexentry",
        # Deleted as a whole.
        "sessions.session",
    }
)
LABEL_DOMAIN = "erased.invalid"
"""A domain that can never receive mail (RFC 2606)."""


@dataclass(frozen=True)
class Traces:
    """What is looked for, and what takes its place."""

    label: str
    address: str
    """The person's, in lower case."""
    names: tuple[str, ...] = ()
    spared: frozenset[str] = frozenset()
    """Columns, and keys in JSON, that stay as they are: a credit line that the person keeps."""

    @property
    def label_address(self) -> str:
        """An address that looks like one and reaches nobody."""
        return f"{self.label.lower().replace(' ', '-')}@{LABEL_DOMAIN}"

    def pattern(self) -> re.Pattern[str]:
        """Matches the address and every name, whatever their case and the spaces between words."""
        words = [rf"(?<![\w.+-]){re.escape(self.address)}(?![\w-])"]
        for name in sorted(self.names, key=len, reverse=True):
            for form in dict.fromkeys((name, html.escape(name))):
                parts = r"\s+".join(re.escape(part) for part in form.split())
                words.append(rf"(?<!\w){parts}(?!\w)")
        return re.compile("|".join(words), re.IGNORECASE)

    def needles(self) -> list[str]:
        """Of each, a stretch that a row which holds it surely has; what a database can look for."""
        longest = [max(name.split(), key=len) for name in self.names]
        found: dict[str, None] = {}
        for word in [self.address, *longest]:
            # Databases compare capitals beyond ASCII in their own ways, and JSON may escape them.
            for form in (word, word.lower(), word.upper(), word.title()):
                once = json.dumps(form)[1:-1]
                for written in (form, html.escape(form), once, json.dumps(once)[1:-1]):
                    found[written] = None
        return list(found)


def new_label() -> str:
    """ "Former contributor 3f2a", one that nobody has."""
    while True:
        label = f"Former contributor {secrets.token_hex(2)}"
        if not User.objects.filter(first_name=label).exists():
            return label


@transaction.atomic
def erase(person: User, *, also: tuple[str, ...] = (), keep_credit: bool = False) -> str:
    """Erase who the person is; returns the label. Nobody can sign in as them afterwards.

    `also` are further names they went by. With `keep_credit` credit lines stay as they agreed.
    Pages whose text changed are saved, so that search forgets it too.
    """
    name = person.get_full_name().strip()
    names = tuple(dict.fromkeys(each.strip() for each in (name, *also) if len(each.strip()) > 2))
    traces = Traces(
        label=new_label(),
        address=person.email.lower(),
        names=names,
        spared=frozenset({"credit_line"}) if keep_credit else frozenset(),
    )
    _close_account(person, traces)
    sweep(traces)
    return traces.label


def _close_account(person: User, traces: Traces) -> None:
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator
    from wagtail.models import APIToken
    from wagtail.users.models import UserProfile

    RegionRole.objects.filter(user=person).delete()
    for model in (EmailAddress, Authenticator, APIToken):
        model.objects.filter(user=person).delete()
    for profile in UserProfile.objects.filter(user=person):
        if profile.avatar:
            profile.avatar.delete(save=False)
        profile.delete()
    _drop_mail_in_waiting(traces.address)
    end_sessions(person)
    person.groups.clear()
    person.user_permissions.clear()
    person.first_name, person.last_name = traces.label, ""
    person.email = traces.label_address
    person.is_active = person.is_staff = person.is_superuser = False
    person.erased_at = timezone.now()
    person.set_unusable_password()
    person.save()


def _drop_mail_in_waiting(address: str) -> None:
    """Mail to them that has not gone out is not sent to nobody."""
    from post_office.models import STATUS, Email

    Email.objects.filter(to__icontains=address).exclude(status=STATUS.sent).delete()


def end_sessions(person: User) -> int:
    """End every session of the person, and whatever a session remembers of them; returns how many."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    model = getattr(store, "get_model_class", lambda: None)()
    if model is None:
        return 0
    ended = 0
    for row in model.objects.filter(expire_date__gt=timezone.now()).iterator():
        kept = row.get_decoded()
        is_theirs = str(kept.get("_auth_user_id", "")) == str(person.pk)
        if is_theirs or person.email.lower() in json.dumps(kept, default=str).lower():
            row.delete()
            ended += 1
    return ended


def sweep(traces: Traces) -> int:
    """Put the label in place of every trace in every table; returns how many rows had one."""
    pattern, changed, pages = traces.pattern(), 0, set()
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy or model._meta.label_lower in LEFT_OUT:
            continue
        for row_pk in _sweep_table(model, traces, pattern):
            changed += 1
            if issubclass(model, Page):
                pages.add(row_pk)
    for page in Page.objects.filter(pk__in=pages).specific():
        # Whoever keeps a copy of the page's words hears of it by this.
        page.save(clean=False)
    return changed


def _sweep_table(model: Any, traces: Traces, pattern: re.Pattern[str]) -> Iterator[Any]:
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if field.get_internal_type() in TEXT_TYPES
        and not field.is_relation
        and not field.choices
        and not isinstance(field, models.SlugField)
        and field.name not in traces.spared
    ]
    if not fields:
        return
    columns = {f"text_{field.name}": Cast(field.attname, models.TextField()) for field in fields}
    holds = models.Q()
    for column in columns:
        for needle in traces.needles():
            holds |= models.Q(**{f"{column}__icontains": needle})
    rows = model._base_manager.annotate(**columns).filter(holds)
    for row in list(rows.values("pk", *columns)):
        update = {}
        for field in fields:
            text = row[f"text_{field.name}"]
            if text is None:
                continue
            new = _swept(field, text, traces, pattern)
            if new is not None:
                update[field.attname] = new
        if update:
            model._base_manager.filter(pk=row["pk"]).update(**update)
            yield row["pk"]


def _swept(field: Any, text: str, traces: Traces, pattern: re.Pattern[str]) -> Any:
    """The new value of the column, or None where nothing has to change."""
    if field.get_internal_type() == "JSONField":
        try:
            value = json.loads(text)
        except ValueError:
            value = text
        new = _swept_json(value, traces, pattern)
        return None if new == value else new
    is_address = field.get_internal_type() == "EmailField" or "Email" in type(field).__name__
    label = traces.label_address if is_address else traces.label
    new = pattern.sub(label, text)
    if new == text:
        return None
    limit = getattr(field, "max_length", None)
    return new[:limit] if limit else new


def _swept_json(value: Any, traces: Traces, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, dict):
        return {
            pattern.sub(traces.label, key): each
            if key in traces.spared
            else _swept_json(each, traces, pattern)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_swept_json(each, traces, pattern) for each in value]
    if isinstance(value, str):
        if value[:1] in "[{" and pattern.search(value):
            # A stream of blocks is kept as JSON in a string.
            try:
                return json.dumps(_swept_json(json.loads(value), traces, pattern))
            except ValueError:
                pass
        return pattern.sub(traces.label, value)
    return value
