"""Regular expressions and other values of a language's own, read from entries of its data."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.model import Status
from kg.tables import Entry, did_you_mean


def pattern(entry: Entry, *, end: bool = False) -> re.Pattern[str]:
    """Compile the regular expression of an entry; a list means any of its items."""
    if not all(entry.texts() or [""]):
        raise entry.error("a regular expression is wanted here")
    text = "|".join(f"(?:{part})" for part in entry.texts())
    return compiled(entry, f"(?:{text})$" if end else text)


def compiled(entry: Entry, expression: str, *groups: str) -> re.Pattern[str]:
    """Compile a regular expression that was made of an entry.

    Args:
        groups: the names of the groups that it must have.

    Raises:
        DataError: it does not compile, or lacks a group.
    """
    try:
        made = re.compile(expression)
    except re.error as error:
        raise entry.error(f"no valid regular expression: {error}") from error
    for group in groups:
        if group not in made.groupindex:
            raise entry.error(f'the group "{group}" is missing', advice=f"Write it as (?P<{group}>…).")
    return made


def number(entry: Entry) -> int:
    """Return the whole number that an entry holds."""
    try:
        return int(entry.text())
    except ValueError as error:
        raise entry.error(f'"{entry.text()}" is no number', wrong=entry.text()) from error


def yes_or_no(entry: Entry | None) -> bool:
    """Return whether an entry says yes; one that is left out says no."""
    if entry is None:
        return False
    if entry.text() not in ("yes", "no"):
        raise entry.error(f'"{entry.text()}" is neither yes nor no', wrong=entry.text())
    return entry.text() == "yes"


def known(entry: Entry, words: Collection[str], what: str) -> str:
    """Return the word of an entry, which must be one of those known.

    Args:
        what: what they are, for the complaint: "slot".
    """
    word = entry.text()
    if word not in words:
        raise entry.error(f'unknown {what} "{word}"', advice=did_you_mean(word, words), wrong=word)
    return word


def status(entry: Entry) -> Status:
    """Return the status that an entry names."""
    return Status(known(entry, [each.value for each in Status], "status"))
