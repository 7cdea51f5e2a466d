"""Redirects never lead to themselves, in a circle, or away from a page that lives at their address.

Wagtail makes one whenever a page changes its address, and asks them only where nothing is found: one
that stands at a page's own address sleeps until the page is unpublished. So whichever page comes to an
address takes away the redirects from there, and those that somebody makes by hand are tried first.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site


def clear_addresses_of(page: Page, *, with_descendants: bool) -> None:
    """Delete the redirects that begin where the page lives, or those below it."""
    for root in Site.get_site_root_paths():
        if not page.url_path.startswith(root.root_path):
            continue
        path = _path_below(root.root_path, page.url_path)
        wanted = Q(old_path=path)
        if with_descendants:
            wanted |= Q(old_path__startswith=f"{path.rstrip('/')}/")
        redirects = Redirect.get_for_site(Site(pk=root.site_id)).filter(wanted)
        taken = [each.pk for each in redirects if _page_at(root.root_path, each.old_path)]
        Redirect.objects.filter(pk__in=taken).delete()


def _path_below(root_path: str, url_path: str) -> str:
    return Redirect.normalise_path(f"/{url_path.removeprefix(root_path)}")


def _page_at(root_path: str, path: str) -> Page | None:
    inner = path.strip("/")
    url_path = f"{root_path}{inner}/" if inner else root_path
    return Page.objects.filter(url_path=url_path).first()


def on_saved(
    instance: object, update_fields: Collection[str] | None = None, **kwargs: object
) -> None:
    """Published, made public in code, or an alias: after everything else that happens in the same
    transaction, redirects to others included."""
    if not isinstance(instance, Page) or not instance.live:
        return
    if update_fields is None or {"live", "url_path"} & set(update_fields):
        transaction.on_commit(partial(clear_addresses_of, instance, with_descendants=False))


def on_address_changed(instance: Page, **kwargs: object) -> None:
    """Renamed or moved, and all below it, be they public or not."""
    clear_addresses_of(Page.objects.get(pk=instance.pk), with_descendants=True)


def check_by_hand() -> None:
    """Let forms and imports of redirects refuse what leads nowhere; called once, when ready.

    Wagtail's own forms ask the model's `clean`, and offer no other place.
    """
    plain = Redirect.clean

    def clean(self: Redirect) -> None:
        plain(self)
        refuse_what_leads_nowhere(self)

    Redirect.clean = clean


def refuse_what_leads_nowhere(redirect: Redirect) -> None:
    """ValidationError for one that leads away from a page, or sooner or later back to itself."""
    sites = [redirect.site] if redirect.site_id else list(Site.objects.select_related("root_page"))
    for site in sites:
        page = _page_at(site.root_page.url_path, urlsplit(redirect.old_path).path)
        if page and page.live:
            raise ValidationError(
                {
                    "old_path": f"“{page}” lives at this address, so nobody would be redirected. "
                    "Unpublish or move it first."
                }
            )
        if via := _circle(redirect, site):
            raise ValidationError(f"This would lead in a circle: {' → '.join(via)}.")


def _circle(redirect: Redirect, site: Site) -> list[str]:
    """The addresses through which it leads back to a redirect that was followed already; [] if it does not."""
    seen, via = [redirect], [redirect.old_path]
    while path := _path_led_to(seen[-1], site):
        via.append(path)
        following = _redirect_from(path, site, redirect)
        if following is None:
            return []
        if following in seen or following is redirect:
            return via
        seen.append(following)
    return []


def _redirect_from(path: str, site: Site, unsaved: Redirect) -> Redirect | None:
    """As Wagtail's middleware finds it, with the one that is being made among them."""
    for wanted in dict.fromkeys([path, urlsplit(path).path]):
        if wanted == unsaved.old_path:
            return unsaved
        others = Redirect.get_for_site(site).filter(old_path=wanted).exclude(pk=unsaved.pk)
        if found := others.order_by(F("site_id").asc(nulls_last=True)).first():
            return found
    return None


def _path_led_to(redirect: Redirect, site: Site) -> str:
    """Where it leads within the site; "" if nowhere or elsewhere."""
    if redirect.redirect_page:
        page = redirect.redirect_page
        if not page.url_path.startswith(site.root_page.url_path):
            return ""
        path = _path_below(site.root_page.url_path, page.url_path)
        return Redirect.normalise_path(path.rstrip("/") + redirect.redirect_page_route_path)
    link = urlsplit(redirect.redirect_link)
    if not redirect.redirect_link or (link.hostname and link.hostname != site.hostname):
        return ""
    return Redirect.normalise_path(link._replace(scheme="", netloc="").geturl())
