"""A walk over every address of the admin, as somebody; see tests/knowledge/access/test_regions.py."""

from __future__ import annotations

import itertools
import re
import uuid
from collections.abc import Iterator

from django.http import HttpResponse
from django.urls import Resolver404, resolve, reverse
from post_office.models import Email
from wagtail.models import Collection

from knowledge.users.models import User
from tests.knowledge.access.planted_region import Planted
from tests.knowledge.admin.test_every_list import pages_of_ours
from tests.signing_in import admin_client
from tests.test_leaks import SAFE_METHODS_ONLY, text_of

FAILS_ON_PURPOSE = "/admin/failwhale/"
"""Wagtail's own page that tries what a server error looks like."""

FORM = re.compile(
    r"/(add|create|new|import|process|login|sprite|jsi18n|upload|select_type|admin|account|help|preview|"
    r"dismissibles|new-section|test404|chosen-multiple|choose-\w+-link|embeds/chooser)/$"
)
"""Addresses that list nothing, so that there is nothing to search or to take out."""


def ends(ids: set[int]) -> list[int]:
    """The first, of an editor's page, and the last, of a contributor's example."""
    return [min(ids), max(ids)]


def candidates(planted: Planted, route: str) -> Iterator[list[str]]:
    """Ids for each argument of a route, by the argument's name."""
    for name in re.findall(r"<(?:\w+:)?(\w+)>", route):
        if name == "file_pk":
            chosen = ends(planted.ids["image" if "/image/" in route else "document"])
        elif name == "replacement_pk":
            chosen = sorted(planted.ids["replacement"])
        elif "revision" in name:
            chosen = sorted(planted.ids["revision"])[:2]
        elif "workflow_state" in name or "task_state" in name:
            chosen = sorted(planted.ids["workflow_state"])
        elif "image" in name:
            chosen = ends(planted.ids["image"])
        elif "document" in name:
            chosen = ends(planted.ids["document"])
        elif "page" in name or "destination" in name:
            chosen = [planted.pages[0], *planted.pages[2:]]  # a draft, a public page, an example
        elif name in {"model_name", "content_type_model_name"}:
            chosen = ["sectionpage", "practiceexamplepage"]
        elif "feedback" in route:
            chosen = sorted(planted.ids["feedback"])
        elif name == "run_id" or "importrun" in route:
            chosen = sorted(planted.ids["import"])
        elif "links/" in route:
            chosen = sorted(planted.ids["link"])
        elif "post_office" in route:
            chosen = list(Email.objects.values_list("pk", flat=True))
        elif "dbtaskresult" in route:
            chosen = [uuid.uuid4()]
        elif name in {"app_label", "app_name", "content_type_app_name"}:
            chosen = ["knowledge", "examples"]
        elif "review" in route:
            chosen = sorted(planted.ids["review"])
        else:
            # What it stands for has nothing planted: an id of each sort, should it be one of those.
            chosen = [planted.pages[0], planted.pages[-1]]
        yield [str(each) for each in chosen]


def named_routes() -> Iterator[str]:
    """Routes of the admin with their arguments' names."""
    from django.urls import URLResolver, get_resolver

    from tests.test_leaks import _as_template

    def walk(patterns, prefix=""):
        for each in patterns:
            route = prefix + _as_template(str(each.pattern))
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, route)
            else:
                yield "/" + route

    yield from (route for route in walk(get_resolver().url_patterns) if route.startswith("/admin/"))


def lists_to_narrow() -> set[str]:
    """Addresses of the admin without arguments, but for those that list nothing.

    A list's "results" are the same view's, without what stands around them.
    """
    found = {route for route in named_routes() if "<" not in route and not FORM.search(route)}
    return {each for each in found if not (each.endswith("/results/") and is_part(each))}


def is_part(results: str) -> bool:
    """Whether these results are made by the view of the list that they belong to."""
    of_results, of_list = view_class(results), view_class(results.removesuffix("results/"))
    return of_results is not None and of_results is of_list


def view_class(address: str) -> type | None:
    """The class that answers there."""
    try:
        view = resolve(address).func
    except Resolver404:
        return None
    while not hasattr(view, "view_class") and hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    return getattr(view, "view_class", None)


def filled_routes(planted: Planted, *, example_first: bool) -> Iterator[tuple[str, list[str]]]:
    """Each route of the admin with its addresses, with ids of what was planted.

    The contributor's example comes first, or another page with each route.
    """
    for turn, route in enumerate(named_routes()):
        if SAFE_METHODS_ONLY.search(route) or route == FAILS_ON_PURPOSE:
            continue
        template = re.sub(r"<[^>]+>", "{}", route)
        start = -1 if example_first else turn
        choices = [
            [*each[start % len(each) :], *each[: start % len(each)]]
            for each in candidates(planted, route)
        ]
        filled = itertools.islice(itertools.product(*choices), 8)
        yield route, [template.format(*each) for each in filled]


def with_questions(planted: Planted) -> Iterator[str]:
    """What names things behind a question mark, and addresses of things themselves."""
    yield from (f"{address}&export=csv" for address in pages_of_ours() if "?" in address)
    for kind in ("pages", "images", "documents"):
        for each in planted.pages if kind == "pages" else planted.ids[kind[:-1]]:
            yield f"/admin/api/main/{kind}/{each}/"
        yield f"/admin/api/main/{kind}/?search=xq&limit=100"
    yield from (f"/admin/api/main/pages/?child_of={pk}" for pk in planted.pages)
    for where, word in planted.words.items():
        if where.endswith("title"):
            yield f"/admin/choose-page/search/?q={word}"
    yield from acts_on_many(planted)
    yield from planted.paths


CHOOSERS_OF_SEVERAL = {
    "page": "wagtailadmin_choose_page_chosen_multiple",
    "document": "wagtaildocs_chooser:chosen_multiple",
    "image": "wagtailimages_chooser:chosen_multiple",
}
ACTS_ON_MANY = {
    "page": ("wagtailcore/page", ["delete", "move", "publish", "unpublish"]),
    "document": ("knowledge/hubdocument", ["delete", "add_tags", "add_to_collection"]),
    "image": ("knowledge/hubimage", ["delete", "add_tags", "add_to_collection"]),
}


def acts_on_many(planted: Planted) -> Iterator[str]:
    """What names its rows behind the question mark: acts on many at once, and choosers of several."""
    for kind, (model, actions) in ACTS_ON_MANY.items():
        rows = planted.pages if kind == "page" else sorted(planted.ids[kind])
        ids = "&".join(f"id={pk}" for pk in rows)
        # Files lie below a collection, and all of these below one.
        above = planted.pages if kind == "page" else [Collection.get_first_root_node().pk]
        yield f"{reverse(CHOOSERS_OF_SEVERAL[kind])}?{ids}"
        for action in actions:
            yield f"/admin/bulk/{model}/{action}/?{ids}"
            yield f"/admin/bulk/{model}/{action}/?id=all"
            for pk in above:
                yield f"/admin/bulk/{model}/{action}/?id=all&childOf={pk}"


class Walk:
    """A person's walk over every address of the admin, and what was found, each with its address.

    The guard before pages gives each view the same answer, and a view that takes no GET takes none: the next
    id of such a route is not asked.
    """

    def __init__(self, user: User, planted: Planted) -> None:
        self.client, self.planted = admin_client(user), planted
        self.client.raise_request_exception = False
        self.shown: list[str] = []
        self.words: set[tuple[str, str]] = set()
        self.names: set[tuple[str, str]] = set()

    def go(self, *questions: str, most: int = 8, example_first: bool = False) -> None:
        """Every route, with so many ids at most, and every list again with these behind its question mark.

        With no id only what names none: the others have one in the address or behind it.
        """
        narrowed = lists_to_narrow()
        for route, addresses in filled_routes(self.planted, example_first=example_first):
            for address in addresses[:most] if "<" in route else addresses:
                response = self.ask(address)
                if is_alike_for_every_id(response):
                    break
                if response.status_code == 200 and address in narrowed:
                    for question in questions:
                        self.ask(f"{address}?{question}")
        for address in with_questions(self.planted) if most else ():
            self.ask(address)

    def ask(self, address: str) -> HttpResponse:
        response = self.client.get(address)
        assert response.status_code < 500, address
        text = text_of(response).lower()
        if response.status_code == 200:
            self.shown.append(address)
        asked = {word for word in self.planted.words.values() if word in address}
        self.words |= {(where, address) for where in self.planted.found_in(text, asked)}
        self.names |= {(name, address) for name in self.planted.names if name in text}
        return response


def is_alike_for_every_id(response: HttpResponse) -> bool:
    """Whether the guard before pages answered, which knows nothing of the view, or the view takes no GET."""
    if response.status_code == 405:
        return True
    reason = response.context.get("exception") if response.context else None
    return response.status_code == 404 and reason == NO_SUCH_PAGE


NO_SUCH_PAGE = "No such page."
"""The guard's own words (`knowledge.access.region_guard`)."""
