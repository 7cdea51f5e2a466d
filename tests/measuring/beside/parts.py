"""What is measured of pages, searches and the start, in alternating runs."""

from __future__ import annotations

import itertools
import statistics
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

from tests.measuring.beside import prepare
from tests.measuring.beside.asking import Asked, ask
from tests.measuring.beside.plan import Figures, Plan, alternating
from tests.measuring.beside.proc import Memory, memory_of, processor_seconds, tree_of
from tests.measuring.beside.questions import (
    asked_questions,
    mixed_paths,
    search_paths,
    suggestion_paths,
)
from tests.measuring.beside.sides import (
    Editor,
    Server,
    Side,
    editing,
    running,
    served,
    wait_for_answer,
)
from tests.measuring.beside.table import OLD, OURS, STOCK, Row, at_least, at_most
from tests.running import free_port

CLIENTS = 8
READERS = 50
IN_A_TREE = 200
SEARCHES = 60
SUGGESTIONS = 200
CHANGES = 5
"""Of a page, in one run."""
MOST_ERRORS = 0.05
"""Of all answers."""
QUIET_SHARE = 0.05
QUIET_WITHIN_SECONDS = 180


def pages(plan: Plan) -> list[Row]:
    """Published pages that have not changed since they were last asked for."""
    floor = prepare.floor(plan.workdir, plan.ours)
    with ExitStack() as stack:
        sides = (*plan.all, floor)
        servers = {side.name: stack.enter_context(served(side)) for side in sides}

        def measure(side: Side) -> dict[str, float]:
            return {
                name: rate(plan, side, servers[side.name], path) for name, path in each_once(side)
            }

        figures = like_pages(alternating(plan, sides, measure))
    bare = figures["section"].pop(prepare.FLOOR)
    aims = (at_least(10, STOCK), at_least(25, OLD))
    return [
        *(Row(f"{name}, unchanged, a second", figures[name], aims) for name in prepare.PAGES),
        Row("the floor: a section's bytes without any hub, a second", {OURS: bare}),
    ]


def rate(plan: Plan, side: Side, server: Server, path: str) -> float:
    """Answers a second to all clients."""
    paths = itertools.repeat(path)
    asked = ask(server.port, paths, clients=CLIENTS, seconds=plan.seconds, warm=plan.warm)
    return checked(side, asked).rate


def changed(plan: Plan) -> list[Row]:
    """The first answers after somebody published, asked by one client: how many fit into a second."""
    with ExitStack() as stack:
        servers = {side.name: stack.enter_context(served(side)) for side in plan.all}
        editors = {side.name: stack.enter_context(editing(side)) for side in plan.all}
        for side in plan.all:
            # Each process has compiled its templates then.
            paths = [path for path in side.pages.values() for _ in range(CLIENTS)]
            ask_all(side, servers[side.name].port, paths, clients=CLIENTS)

        def measure(side: Side) -> dict[str, float]:
            seconds: dict[str, list[float]] = {}
            for name, second in _first(editors[side.name], servers[side.name], each_once(side)):
                seconds.setdefault(name, []).append(second)
            return {name: 1 / statistics.fmean(each) for name, each in seconds.items()}

        figures = like_pages(alternating(plan, plan.all, measure))
    return [
        Row(f"{name}, first after a change, a second", figures[name], (at_least(1, STOCK),))
        for name in prepare.PAGES
    ]


def _first(
    editor: Editor, server: Server, pages: list[tuple[str, str]]
) -> Iterator[tuple[str, float]]:
    """After each change every page once, another one first each time; its name, and its seconds."""
    for change in range(CHANGES):
        editor.publish()
        at = change % len(pages)
        for name, path in [*pages[at:], *pages[:at]]:
            asked = ask(server.port, [path])
            if asked.errors:
                raise RuntimeError(asked.errors[0])
            yield name, asked.latencies[0]


def each_once(side: Side) -> list[tuple[str, str]]:
    """Its pages; of several that are the same one, the first."""
    return list({path: (name, path) for name, path in reversed(side.pages.items())}.values())[::-1]


def like_pages(figures: Figures) -> Figures:
    """The stock site has one page, beside which all of ours stand."""
    (one,) = {by_side[STOCK] for by_side in figures.values() if STOCK in by_side}
    return {name: {**by_side, STOCK: one} for name, by_side in figures.items()}


def search(plan: Plan) -> list[Row]:
    """Processor time of the web server for a search and for suggestions, on the demo's data."""
    questions = asked_questions()
    half = [text[: max(3, len(text) // 2)] for text in questions]
    results = list(itertools.islice(itertools.cycle(search_paths(questions)), SEARCHES))
    hints = list(itertools.islice(itertools.cycle(suggestion_paths(half)), SUGGESTIONS))
    with ExitStack() as stack:
        servers = {side.name: stack.enter_context(served(side)) for side in plan.hubs}
        for side in plan.hubs:
            server = servers[side.name]
            ask_all(side, server.port, results[:10] + hints[:10])

        def measure(side: Side) -> dict[str, float]:
            server = servers[side.name]
            return {"search": cost(side, server, results), "suggestions": cost(side, server, hints)}

        figures = alternating(plan, plan.hubs, measure)
    return [
        Row("search page, the demo, CPU ms", figures["search"], (at_most(0.35, OLD),)),
        Row("suggestions, the demo, CPU ms", figures["suggestions"], (at_most(0.25, OLD),)),
    ]


def cost(side: Side, server: Server, paths: list[str]) -> float:
    """Processor milliseconds for each."""
    processes = tree_of(server.pid)
    before = processor_seconds(processes)
    ask_all(side, server.port, paths, clients=2)
    return (processor_seconds(processes) - before) * 1000 / len(paths)


def ask_all(side: Side, port: int, paths: Iterable[str], clients: int = 1) -> None:
    """All of them. An older build may fail at some: that is told, and more than a few are too many."""
    checked(side, ask(port, paths, clients=clients))


def checked(side: Side, asked: Asked) -> Asked:
    """What came of it, if it is worth a figure."""
    if asked.errors:
        print(f"{side.name}: {len(asked.errors)} failed, first {asked.errors[0]}", file=sys.stderr)
    if len(asked.errors) > MOST_ERRORS * asked.count:
        raise RuntimeError(f"{side.name} answers too little to be measured")
    return asked


def memory(plan: Plan) -> list[Row]:
    """Of a web worker after a morning's requests, and of all processes of `make demo`. Once: it scatters little."""
    workers = {side.name: _workers_memory(side, plan.mixed) for side in plan.all}
    trees = {side.name: _demos_memory(side) for side in plan.hubs}
    said = f"web worker after {plan.mixed:,} requests, MB"
    return [
        Row(f"{said} (PSS)", sizes(workers, "proportional"), (at_most(1.15, STOCK),)),
        Row(f"{said}, its own alone", sizes(workers, "private")),
        Row(f"{said}, with all that is shared (RSS)", sizes(workers, "resident")),
        Row("`make demo`, all processes, MB (PSS)", sizes(trees, "proportional"), (at_most(0.65, OLD),)),
        Row("`make demo`, all processes, MB (sum of RSS)", sizes(trees, "resident")),
    ]  # fmt: skip


def sizes(memories: dict[str, Memory], name: str) -> dict[str, float]:
    """One figure of each side."""
    return {side: getattr(memory, name) for side, memory in memories.items()}


def _workers_memory(side: Side, requests: int) -> Memory:
    paths = list(itertools.islice(mixed_paths(side), requests))
    with served(side) as server:
        ask_all(side, server.port, paths, clients=CLIENTS)
        workers = server.workers
        total = memory_of(workers)
    return Memory(
        *(figure / len(workers) for figure in (total.resident, total.proportional, total.private))
    )


def _demos_memory(side: Side) -> Memory:
    port = free_port()
    with running(side, ["manage.py", "demo", "--port", str(port)], port) as demo:
        wait_for_answer(port)
        ask_all(side, port, itertools.islice(mixed_paths(side), IN_A_TREE), clients=2)
        _wait_for_quiet(demo.pid)
        return memory_of(tree_of(demo.pid))


def _wait_for_quiet(pid: int) -> None:
    """Until the worker has done what there was to do after the start."""
    ends = time.monotonic() + QUIET_WITHIN_SECONDS
    while time.monotonic() < ends:
        processes = tree_of(pid)
        before = processor_seconds(processes)
        time.sleep(5)
        if tree_of(pid) == processes and processor_seconds(processes) - before < 5 * QUIET_SHARE:
            return


def readers(plan: Plan) -> list[Row]:
    """Fifty who read without a pause while somebody publishes each second. Once, for it takes minutes."""
    latencies, errors, published = {}, {}, {}
    for side in plan.hubs:
        with served(side) as server, editing(side) as editor, _Publishing(editor) as publishing:
            asked = ask(
                server.port, itertools.cycle(side.pages.values()),
                clients=READERS, seconds=plan.reader_seconds, warm=plan.warm,
            )  # fmt: skip
        failed = asked.errors + publishing.errors
        latencies[side.name] = asked.percentile(0.95)
        errors[side.name] = len(failed)
        published[side.name] = publishing.count
        for said in failed[:3]:
            print(f"{side.name}: {said}", file=sys.stderr)
    said = f"{READERS} readers and an editor, {plan.reader_seconds:g} s"
    return [
        Row(f"{said}: p95, ms", latencies, (at_most(0.1, OLD),)),
        Row(f"{said}: errors", errors, (at_most(0),)),
        Row(f"{said}: changes published meanwhile", published),
    ]


class _Publishing:
    """Somebody publishes once a second inside."""

    def __init__(self, editor: Editor) -> None:
        self.editor, self.count, self.ended = editor, 0, threading.Event()
        self.errors: list[str] = []
        self.thread = threading.Thread(target=self._publish)

    def _publish(self) -> None:
        while not self.ended.wait(1):
            try:
                self.editor.publish()
                self.count += 1
            except (OSError, RuntimeError) as error:
                self.errors.append(f"not published: {error}")

    def __enter__(self) -> _Publishing:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()


def cold(plan: Plan) -> list[Row]:
    """From the command until the first page is there."""

    def measure(side: Side) -> dict[str, float]:
        began = time.perf_counter()
        with served(side):
            return {"": time.perf_counter() - began}

    for side in plan.all:
        # Once for the files that Python compiles.
        measure(side)
    figures = alternating(plan, plan.all, measure)[""]
    return [Row("first answer after a cold start, s", figures, (at_most(0.6, OLD),))]
