"""Grammars read by the types of their fields.

A grammar is a frozen dataclass, and its file has a key for each of its fields: `read_fields` reads the one for the
other. What a key may hold the type of its field says, so that a new word class is a line in the class and one in the
data. A missing key and an unknown one are errors that name file and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Annotated, Any, TypeVar, get_args, get_type_hints

from kg.knowledge.patterns import pattern
from kg.tables import Entry

Ending = Annotated[re.Pattern[str], "ending"]  #: matches only where what is searched ends
Signs = Annotated[frozenset[str], "signs"]  #: the signs of one string
Classes = Annotated[Mapping[str, str], "classes"]  #: word to class, of a mapping of classes to words

T = TypeVar("T")


def _classes(entry: Entry) -> dict[str, str]:
    return {word: name for name, words in entry.mapping().items() for word in words.texts()}


def _number(entry: Entry) -> int:
    try:
        return int(entry.text())
    except ValueError as error:
        raise entry.error(f'"{entry.text()}" is no number') from error


def _answer(entry: Entry) -> bool:
    if entry.text() not in ("yes", "no"):
        raise entry.error(f'"{entry.text()}" is neither yes nor no')
    return entry.text() == "yes"


_READERS: Mapping[Any, Callable[[Entry], Any]] = {
    str: Entry.text,
    str | None: Entry.text,
    int: _number,
    bool: _answer,
    re.Pattern[str]: pattern,
    Ending: lambda entry: pattern(entry, end=True),
    tuple[str, ...]: Entry.texts,
    frozenset[str]: lambda entry: frozenset(entry.texts()),
    Signs: lambda entry: frozenset(entry.text()),
    Classes: _classes,
    Mapping[str, str]: lambda entry: {key: value.text() for key, value in entry.mapping().items()},
    Mapping[int, re.Pattern[str]]: lambda entry: {int(key): pattern(value) for key, value in entry.mapping().items()},
    Mapping[str, tuple[str, ...]]: lambda entry: {key: value.texts() for key, value in entry.mapping().items()},
}


def read_fields(kind: type[T], *entries: Entry, besides: Collection[str] = (), **given: Any) -> T:
    """Read a dataclass from mappings that have its fields' names for keys.

    Args:
        kind: the dataclass; a field of it that is a dataclass, or a tuple of one, is read in the same way.
        entries: the mappings; a key stands in any of them.
        besides: keys that are no fields, which the caller reads.
        given: fields that are no keys, or whose keys the caller has read.

    Raises:
        DataError: a key is missing, unknown, or holds what its field cannot be read from.
    """
    wanted = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    types = get_type_hints(kind, include_extras=True)
    keys = {name: entry for each in entries for name, entry in each.mapping(known=(*wanted, *besides)).items()}
    for name, field in wanted.items():
        if name in given:
            continue
        if name in keys:
            given[name] = _read(types[name], keys[name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise entries[0].error(f'the key "{name}" is missing')
    return kind(**given)


def _read(kind: Any, entry: Entry) -> Any:
    if kind in _READERS:
        return _READERS[kind](entry)
    if is_dataclass(kind):
        return read_fields(kind, entry)  # type: ignore[arg-type]
    return tuple(_read(get_args(kind)[0], item) for item in entry.list())
