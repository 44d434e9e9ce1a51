"""What commands that read posts share: how they are found, the progress bar, and how faults are told."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

import click

from kg.errors import SourceError, UsageError
from kg.fleet import Outcome
from kg.read.sources import SUFFIXES, Source, discover


def sources_at(paths: Sequence[str]) -> list[Source | SourceError]:
    """Find the posts at some paths; `-` reads one post from standard input."""
    found = list(discover(paths, stdin=sys.stdin.buffer.read() if "-" in paths else None))
    if not found:
        suffixes = ", ".join(sorted(SUFFIXES))
        raise UsageError(f"no posts at {' '.join(paths)}", f"Folders are searched for files that end in {suffixes}.")
    return found


def followed(outcomes: Iterable[Outcome], total: int, label: str) -> Iterator[Outcome]:
    """Pass outcomes on with a progress bar on a terminal, and tell each fault when it comes."""
    shown = sys.stderr.isatty()
    bar = click.progressbar(length=total, label=label, file=sys.stderr, hidden=not shown, show_pos=True)
    with bar:
        for outcome in outcomes:
            tell(outcome, clear=shown)
            bar.update(1)
            yield outcome


def tell(outcome: Outcome, *, clear: bool = False) -> None:
    """Tell what is wrong with a source, on stderr."""
    before = "\r\033[K" if clear else ""
    if outcome.fault is not None:
        click.echo(f"{before}{outcome.fault}", err=True)
    for issue in outcome.issues:
        line = issue.where.rpartition(":")[2]
        click.echo(f"{before}{outcome.source}:{line}: {issue.message}", err=True)
