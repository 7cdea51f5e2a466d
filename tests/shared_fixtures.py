"""What many tests begin with is made once and shared by the tests that ask for it.

For each set of shared fixtures there is a database in which it is committed, made when the first test asks
for it and kept to the end. A test changes it in a transaction that is rolled back; one that commits runs in a
copy, which goes with it. No test sees what it did not ask for.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, models

from knowledge.caching.triggers import move_stamps
from tests import template_database

_makers: dict[str, Callable[..., Any]] = {}
_kept: dict[tuple[str, ...], _Kept] = {}
"""For these names."""
_active: dict[str, _Made] = {}
"""What is in the database to which every connection leads."""
_entered = ExitStack()
"""That database."""


@dataclasses.dataclass(frozen=True)
class _Made:
    thing: Any
    files: dict[Path, bytes]


@dataclasses.dataclass(frozen=True)
class _Kept:
    database: str
    made: dict[str, _Made]
    """What is committed in it."""


def shared_fixture(make: Callable[..., Any]) -> Any:
    """A fixture of that name whose value `make` gives; its parameters are other shared fixtures.

    The value is a model, or a dataclass, dictionary or list of them. Every test gets it read afresh.
    """
    name = make.__name__
    assert name not in _makers, f"Two shared fixtures have the name {name}."
    _makers[name] = make

    @pytest.fixture(name=name)
    def fixture(request: pytest.FixtureRequest, db: None) -> Any:
        _write_files(_active)
        return _afresh(_active[name].thing)

    return fixture


def activate(fixtures: list[str]) -> None:
    """Of all shared fixtures, exactly those that a test with these fixtures asks for."""
    names = _wanted(fixtures)
    if names == tuple(_active):
        return
    clear()
    if names:
        here = connection.settings_dict["NAME"]
        assert _kept[()].database == f"{here}_kept", f"{here} is another database, without them."
        kept = _kept_with(names)
        _enter(kept.database, kept.made)


def clear() -> None:
    """No shared fixture is active any more."""
    _active.clear()
    _entered.close()


def begin(whole: str) -> None:
    """Keep that database as it is now, before anybody else is in it."""
    connection.close()
    _kept[()] = _Kept(f"{whole}_kept", {})
    template_database.copy(whole, _kept[()].database)


def end() -> None:
    """Take away what is kept."""
    clear()
    connection.close()
    for kept in _kept.values():
        template_database.drop(kept.database)
    _kept.clear()


@contextmanager
def own_copy(fixtures: list[str]) -> Iterator[None]:
    """Every connection leads to a copy of the database, with the shared fixtures among these committed in it."""
    clear()
    kept = _kept_with(_wanted(fixtures))
    copy = f"{_kept[()].database}_copy"
    template_database.copy(kept.database, copy)
    _enter(copy, kept.made)
    yield
    clear()
    template_database.drop(copy)


def _enter(database: str, made: dict[str, _Made]) -> None:
    _entered.enter_context(template_database.connected_to(database))
    # Whatever lives longer than a test knows things of the database before.
    move_stamps()
    _active.update(made)


def _kept_with(names: tuple[str, ...]) -> _Kept:
    if names not in _kept:
        before = _kept_with(names[:-1])
        database = f"{_kept[()].database}{len(_kept)}"
        template_database.copy(before.database, database)
        with template_database.connected_to(database):
            _write_files(before.made)
            made = {**before.made, names[-1]: _make(names[-1], before.made)}
        _kept[names] = _Kept(database, made)
    return _kept[names]


def _wanted(fixtures: list[str]) -> tuple[str, ...]:
    """What these ask for, each after what it needs; in one order, whatever the order of these."""
    asked = [name for name in _makers if name in fixtures]
    return tuple(dict.fromkeys(name for each in asked for name in _with_what_it_needs(each)))


def _make(name: str, made: dict[str, _Made]) -> _Made:
    before = set(_files())
    needs = inspect.signature(_makers[name]).parameters
    thing = _makers[name](*(_afresh(made[need].thing) for need in needs))
    return _Made(thing, {path: path.read_bytes() for path in set(_files()) - before})


def _with_what_it_needs(name: str) -> list[str]:
    if name not in _makers:
        return []
    needs = inspect.signature(_makers[name]).parameters
    return [*(each for need in needs for each in _with_what_it_needs(need)), name]


def _afresh(value: Any) -> Any:
    if isinstance(value, models.Model):
        return type(value)._base_manager.get(pk=value.pk)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
        return type(value)(**_afresh(fields))
    if isinstance(value, dict):
        return {key: _afresh(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_afresh(each) for each in value]
    return value


def _files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def _write_files(made: dict[str, _Made]) -> None:
    for each in made.values():
        for path, content in each.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
