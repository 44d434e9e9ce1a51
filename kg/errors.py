"""The errors of the house: one class for each thing that a caller may do about it.

Fields come first and the sentence is made in `__str__`, so that a caller can sort, count and show faults in its
own way. Every message says what is wrong, where, and what to do.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path


def display_width(text: str) -> int:
    """Count the terminal columns of a text; wide characters take two.

    >>> display_width("kg"), display_width("会谈")
    (2, 4)
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def caret(line: str, wrong: str) -> str:
    """Show a line with the wrong part underlined; only the line where the part is not in it.

    >>> print(caret("arguments: {particpant: subject}", "particpant"))
    arguments: {particpant: subject}
                ~~~~~~~~~~
    """
    if not wrong or wrong not in line:
        return line
    before = line[: line.index(wrong)]
    return f"{line}\n{' ' * display_width(before)}{'~' * display_width(wrong)}"


class KgError(Exception):
    """Any fault that kg names itself; catch this to catch them all."""


@dataclass(eq=False)
class _LocatedError(KgError):
    """A fault at a line of a file."""

    path: Path | str  #: the file; "-" for standard input
    line: int | None  #: counted from 1; None where the whole file is meant
    message: str  #: what is wrong
    advice: str = ""  #: what to do about it
    source: str = ""  #: the line at fault, where it helps
    wrong: str = ""  #: the part of `source` to underline

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else str(self.path)
        parts = [f"{where}: {self.message}"]
        if self.source:
            parts += ["    " + part for part in caret(self.source, self.wrong).splitlines()]
        if self.advice:
            parts.append("  " + self.advice)
        return "\n".join(parts)


class DataError(_LocatedError):
    """Our own data or a user's table is wrong: mend the file."""


class SourceError(_LocatedError):
    """An article cannot be read: skip it and count it."""


@dataclass(eq=False)
class UsageError(KgError):
    """The command line or a call was wrong: call again, corrected."""

    message: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.message}\n  {self.advice}" if self.advice else self.message


class QueryError(KgError):
    """A query was read but cannot be answered: ask it otherwise, or see whether who else is asked is there."""


@dataclass(eq=False)
class StoreError(KgError):
    """A store cannot be opened or written: look at the folder."""

    path: Path | str
    message: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" + (f"\n  {self.advice}" if self.advice else "")
