"""Puts a stable label in place of a person's name and address, wherever the database holds them.

It asks every model, so a table that is added later is covered too: drafts, revisions' JSON,
comments, log entries, queued and sent mail, feedback, results of tasks, addresses of pages and names of
files. The person's row stays, as the label, so that histories still say that one and the same person
did something. What a file says inside is not changed.
"""

from __future__ import annotations

import html
import json
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Field, Model
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.text import slugify
from post_office.models import STATUS, Email
from wagtail.coreutils import string_to_ascii
from wagtail.models import APIToken, Page
from wagtail.users.models import UserProfile

from knowledge.documents.files.renaming import rename_files
from knowledge.models import RegionRole
from knowledge.users.models import User

TEXT_TYPES = frozenset({"CharField", "TextField", "EmailField", "JSONField", "SlugField"})
LEFT_OUT = frozenset(
    {
        # A virtual table that the database itself keeps equal to the table beside it.
        "wagtailsearch.sqliteftsindexentry",
        # Deleted as a whole.
        "sessions.session",
    }
)
ADDRESSES = frozenset({"slug", "url_path", "old_path"})
"""Columns, and keys in JSON, that are addresses or parts of one: they stay in an address's letters."""
SHORT = 8
"""Letters of a name below which its words are looked for only with something between them."""
NO_ADDRESS = r"(?![\w.+-]*@\w)"
"""What follows is not the rest of an e-mail address."""
LABEL_DOMAIN = "erased.invalid"
"""A domain that can never receive mail (RFC 2606)."""


@dataclass(frozen=True)
class ErasureTarget:
    """What is looked for, and what takes its place."""

    label: str
    address: str
    """The person's, in lower case."""
    names: tuple[str, ...] = ()
    excluded_fields: frozenset[str] = frozenset()
    """Columns, and keys in JSON, that stay as they are: a credit line that the person keeps."""

    @property
    def label_address(self) -> str:
        """An address that looks like one and reaches nobody."""
        return f"{self.label.lower().replace(' ', '-')}@{LABEL_DOMAIN}"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the address and every name, whatever their case and the spaces between words.

        A name that is part of somebody else's address, such as `zoe@elsewhere.org`, is not theirs.
        """
        words = [rf"(?<![\w.+-]){re.escape(self.address)}(?![\w-])"]
        for name in sorted(self.names, key=len, reverse=True):
            for form in dict.fromkeys((name, html.escape(name))):
                parts = r"\s+".join(re.escape(part) for part in form.split())
                words.append(rf"(?<![\w@]){parts}(?!\w){NO_ADDRESS}")
        return re.compile("|".join(words), re.IGNORECASE)

    @property
    def label_in_addresses(self) -> str:
        """As it stands in the addresses of pages and the names of files."""
        return slugify(self.label)

    @cached_property
    def address_pattern(self) -> re.Pattern[str]:
        """Matches them where only an address's letters are left: `zoe-owombat`, `Zoe_OWombat`."""
        return _in_few_letters((self.address, *self.names))

    @cached_property
    def names_in_addresses(self) -> re.Pattern[str]:
        """The same of the names alone: a text may hold an address that only ends like theirs."""
        return _in_few_letters(self.names)

    def address_search_terms(self) -> list[str]:
        """Of each, a word that an address or a file's name which holds it surely has."""
        found: dict[str, None] = {}
        for text in (self.address, *self.names):
            longest = max(re.findall(r"[^\W_]+", text) or [text], key=len)
            for form in (longest, string_to_ascii(longest)):
                for written in (form, form.lower(), form.upper(), form.title()):
                    found[written] = None
        return list(found)

    def in_text(self, text: str, label: str = "") -> str:
        """The text with the label in place of every trace."""
        text = self.pattern.sub(label or self.label, text)
        return self.names_in_addresses.sub(self.label_in_addresses, text)

    def in_address(self, text: str) -> str:
        """The same of a slug, a path or a file's name."""
        return self.address_pattern.sub(self.label_in_addresses, text)

    def search_terms(self) -> list[str]:
        """Of each, a stretch that a row which holds it surely has; what a database can look for."""
        longest = [max(name.split(), key=len) for name in self.names]
        found: dict[str, None] = {}
        for word in [self.address, *longest]:
            # Databases compare capitals beyond ASCII in their own ways, and JSON may escape them.
            for form in (word, word.lower(), word.upper(), word.title()):
                once = json.dumps(form)[1:-1]
                for written in (form, html.escape(form), once, json.dumps(once)[1:-1]):
                    found[written] = None
        return [*found, *(each for each in self.address_search_terms() if each not in found)]


def _in_few_letters(texts: Iterable[str]) -> re.Pattern[str]:
    """Matches the texts as slugs and names of files have them: without accents and other signs."""
    found = []
    for text in sorted(texts, key=len, reverse=True):
        words = re.findall(r"[^\W_]+", text)
        forms = [dict.fromkeys((word, string_to_ascii(word))) for word in words]
        alternatives = [f"(?:{'|'.join(map(re.escape, each))})" for each in forms]
        some = "*" if sum(map(len, words)) >= SHORT else "+"
        found.append(rf"(?:[^\w/]|_){some}".join(alternatives))
    anything = "|".join(each for each in found if each) or r"(?!)"
    return re.compile(rf"(?<!@)(?<![^\W_])(?:{anything})(?![^\W_]){NO_ADDRESS}", re.IGNORECASE)


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
    target = ErasureTarget(
        label=new_label(),
        address=person.email.lower(),
        names=names,
        excluded_fields=frozenset({"credit_line"}) if keep_credit else frozenset(),
    )
    _close_account(person, target)
    sweep(target)
    return target.label


def _close_account(person: User, target: ErasureTarget) -> None:
    RegionRole.objects.filter(user=person).delete()
    for model in (EmailAddress, Authenticator, APIToken):
        model.objects.filter(user=person).delete()
    for profile in UserProfile.objects.filter(user=person):
        if profile.avatar:
            profile.avatar.delete(save=False)
        profile.delete()
    _drop_mail_in_waiting(target.address)
    end_sessions(person)
    person.groups.clear()
    person.user_permissions.clear()
    person.first_name, person.last_name = target.label, ""
    person.email = target.label_address
    person.is_active = person.is_staff = person.is_superuser = False
    person.erased_at = timezone.now()
    person.set_unusable_password()
    person.save()


def _drop_mail_in_waiting(address: str) -> None:
    """Mail to them that has not gone out is not sent to nobody."""
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


def sweep(target: ErasureTarget) -> int:
    """Put the label in place of every trace in every table; returns how many rows had one."""
    changed, pages = rename_files(target.address_search_terms(), target.in_address), set()
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy or model._meta.label_lower in LEFT_OUT:
            continue
        for row_pk in _sweep_table(model, target):
            changed += 1
            if issubclass(model, Page):
                pages.add(row_pk)
    for page in Page.objects.filter(pk__in=pages).specific():
        # Whoever keeps a copy of the page's words hears of it by this.
        page.save(clean=False)
    return changed


def _sweep_table(model: type[Model], target: ErasureTarget) -> Iterator[Model]:
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if field.get_internal_type() in TEXT_TYPES
        and not field.is_relation
        and not field.choices
        and field.name not in target.excluded_fields
    ]
    if not fields:
        return
    columns = {f"text_{field.name}": Cast(field.attname, models.TextField()) for field in fields}
    holds = models.Q()
    for column in columns:
        for search_term in target.search_terms():
            holds |= models.Q(**{f"{column}__icontains": search_term})
    rows = model._base_manager.annotate(**columns).filter(holds)
    for row in list(rows.values("pk", *columns)):
        update = {}
        for field in fields:
            text = row[f"text_{field.name}"]
            if text is None:
                continue
            new = _swept(field, text, target)
            if new is not None:
                update[field.attname] = new
        if update:
            model._base_manager.filter(pk=row["pk"]).update(**update)
            yield row["pk"]


def _swept(field: Field, text: str, target: ErasureTarget) -> object:
    """The new value of the column, or None where nothing has to change."""
    if field.get_internal_type() == "JSONField":
        try:
            value = json.loads(text)
        except ValueError:
            value = text
        new = _swept_json(value, target)
        return None if new == value else new
    if field.name in ADDRESSES or isinstance(field, models.SlugField):
        new = target.in_address(text)
    elif field.get_internal_type() == "EmailField" or "Email" in type(field).__name__:
        new = target.in_text(text, target.label_address)
    else:
        new = target.in_text(text)
    if new == text:
        return None
    limit = getattr(field, "max_length", None)
    return new[:limit] if limit else new


def _swept_json(value: object, target: ErasureTarget) -> object:
    if isinstance(value, dict):
        return {target.in_text(key): _swept_value(key, each, target) for key, each in value.items()}
    if isinstance(value, list):
        return [_swept_json(each, target) for each in value]
    if isinstance(value, str):
        if value[:1] in "[{" and target.in_text(value) != value:
            # A stream of blocks is kept as JSON in a string.
            try:
                return json.dumps(_swept_json(json.loads(value), target))
            except ValueError:
                pass
        return target.in_text(value)
    return value


def _swept_value(key: str, value: object, target: ErasureTarget) -> object:
    if key in target.excluded_fields:
        return value
    if key in ADDRESSES and isinstance(value, str):
        return target.in_address(value)
    return _swept_json(value, target)
