"""Regular expressions and other values of a language's own, read from entries of its data."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.model import Status
from kg.tables import Entry, did_you_mean


def pattern(entry: Entry, *, end: bool = False) -> re.Pattern[str]:
    """Compile the regular expression of an entry; a list means any of its items."""
    text = "|".join(f"(?:{part})" for part in entry.texts())
    try:
        return re.compile(f"(?:{text})$" if end else text)
    except re.error as error:
        raise entry.error(f"no valid regular expression: {error}") from error


def flag(keys: Mapping[str, Entry], name: str) -> bool:
    """Tell whether a mapping says yes under a key; a key that is left out says no."""
    return name in keys and keys[name].text() == "yes"


def status(entry: Entry) -> Status:
    """Return the status that an entry names."""
    try:
        return Status(entry.text())
    except ValueError as error:
        advice = did_you_mean(entry.text(), [each.value for each in Status])
        raise entry.error(f'unknown status "{entry.text()}"', advice=advice, wrong=entry.text()) from error
