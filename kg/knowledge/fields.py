"""Grammars read by the types of their fields.

A grammar is a frozen dataclass, and its file has a key for each of its fields: `read_fields` reads the one for the
other. What a key may hold the type of its field says, so that a new word class is a line in the class and one in the
data. A missing key and an unknown one are errors that name file and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Annotated, Any, TypeVar, get_args, get_type_hints

from kg.knowledge.patterns import compiled, known, number, pattern, status, yes_or_no
from kg.model import Status
from kg.tables import Entry

Ending = Annotated[re.Pattern[str], "ending"]  #: matches only where what is searched ends
Signs = Annotated[frozenset[str], "signs"]  #: the signs of one string
Classes = Annotated[Mapping[str, str], "classes"]  #: word to class, of a mapping of classes to words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Groups:
    """The names of the groups that a regular expression must have."""

    names: tuple[str, ...]

    def __init__(self, *names: str) -> None:
        object.__setattr__(self, "names", names)


@dataclass(frozen=True, slots=True)
class OneOf:
    """The words that may stand there."""

    words: tuple[str, ...]
    what: str  #: what they are, for the complaint


def _ending(entry: Entry) -> re.Pattern[str]:
    return pattern(entry, end=True)


def _classes(entry: Entry) -> dict[str, str]:
    return {word: name for name, words in entry.mapping().items() for word in words.texts()}


def _by_number(entry: Entry) -> dict[int, re.Pattern[str]]:
    for key, value in entry.mapping().items():
        if not key.isdecimal():
            raise value.error(f'"{key}" is no number', wrong=key)
    return {int(key): pattern(value) for key, value in entry.mapping().items()}


_READERS: Mapping[Any, Callable[[Entry], Any]] = {
    str: Entry.text,
    str | None: Entry.text,
    int: number,
    bool: yes_or_no,
    Status: status,
    Status | None: status,
    re.Pattern[str]: pattern,
    re.Pattern[str] | None: pattern,
    Ending: _ending,
    Ending | None: _ending,
    tuple[str, ...]: Entry.texts,
    frozenset[str]: lambda entry: frozenset(entry.texts()),
    Signs: lambda entry: frozenset(entry.text()),
    Classes: _classes,
    Mapping[str, str]: lambda entry: {key: value.text() for key, value in entry.mapping().items()},
    Mapping[int, re.Pattern[str]]: _by_number,
    Mapping[str, tuple[str, ...]]: lambda entry: {key: value.texts() for key, value in entry.mapping().items()},
}


def read_fields(kind: type[T], *entries: Entry, besides: Collection[str] = (), **given: Any) -> T:
    """Read a dataclass from mappings that have its fields' names for keys.

    Args:
        kind: the dataclass; a field of it that is a dataclass, or a tuple of one, is read in the same way.
        entries: the mappings; a key stands in any of them.
        besides: keys that the caller reads.
        given: fields that the caller has made, of such keys or of something else.

    Raises:
        DataError: a key is missing, unknown, stands twice, or holds what its field cannot be read from.
    """
    wanted = {field.name: field for field in fields(kind) if field.name not in given}  # type: ignore[arg-type]
    types = get_type_hints(kind, include_extras=True)
    keys = _keys(entries, known=(*wanted, *besides))
    for name, field in wanted.items():
        if name in keys:
            given[name] = _read(types[name], keys[name])
        elif field.default is MISSING and field.default_factory is MISSING:
            files = " and ".join(dict.fromkeys(str(each.path.name) for each in entries))
            raise entries[0].error(f'the key "{name}" is missing' + (f" in {files}" if len(entries) > 1 else ""))
    return kind(**given)


def _keys(entries: Sequence[Entry], known: Collection[str]) -> dict[str, Entry]:
    keys: dict[str, Entry] = {}
    for name, entry in (item for each in entries for item in each.mapping(known=known).items()):
        if name in keys:
            raise entry.error(f'the key "{name}" stands in {keys[name].path.name} as well, line {keys[name].line}')
        keys[name] = entry
    return keys


def _read(kind: Any, entry: Entry) -> Any:
    if kind in _READERS:
        return _READERS[kind](entry)
    if is_dataclass(kind):
        return read_fields(kind, entry)  # type: ignore[arg-type]
    kind, *notes = get_args(kind)
    for note in notes:
        if isinstance(note, Groups):
            return compiled(entry, pattern(entry).pattern, *note.names)
        if isinstance(note, OneOf):
            for item in entry.list():
                known(item, note.words, note.what)
            return _read(kind, entry)
    return tuple(_read(kind, item) for item in entry.list())
