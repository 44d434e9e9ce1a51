"""Measure building a graph from an archive: `python benchmarks/build.py FOLDER [POSTS]`.

A quarter of the posts of a folder is built from nothing, then all of them (or the first POSTS), then all and one more.
Printed are seconds by the clock and of processors, what four times the posts cost, and the most memory that one process
took. Source of the posts: any folder that `kg build` reads.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from kg.build import Setting, build
from kg.errors import SourceError
from kg.query.runner import ask
from kg.read.sources import Source, discover
from kg.store.oxigraph import open_native

POST = """---
title: 李强会见斯洛伐克总理菲佐
date: 2024-11-07 18:00:00 +0800
---
<p>国务院总理李强7日在北京会见来访的斯洛伐克总理菲佐。</p>
"""


def measured(posts: Sequence[Source | SourceError], store: Path) -> tuple[float, float]:
    """Build a graph and return the seconds by the clock and of processors, those of other processes among them."""
    clock, processors = time.perf_counter(), _processors()
    summary = build(posts, store, Setting())
    clock, processors = time.perf_counter() - clock, _processors() - processors
    print(
        f"{summary.articles} articles ({summary.read} read), {summary.quads} quads: "
        f"{clock:.1f} s, {processors:.1f} s of processors"
    )
    return clock, processors


def _processors() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    """Print the figures."""
    posts = list(discover([sys.argv[1]]))
    posts = posts[: int(sys.argv[2])] if len(sys.argv) > 2 else posts
    with tempfile.TemporaryDirectory() as folder:
        quarter = measured(posts[::4], Path(folder) / "quarter")
        whole = measured(posts, Path(folder) / "whole")
        clock, processors = (one / other for one, other in zip(whole, quarter, strict=True))
        print(f"four times the posts: x{clock:.1f} by the clock, x{processors:.1f} of processors")
        measured([*posts, Source("2024-11-07-one-more.md", POST.encode())], Path(folder) / "whole")
        ask(open_native(Path(folder) / "whole"), "ASK { ?meeting a dpe:Meeting }")
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"most memory of one process: {most // 1024} MB")


if __name__ == "__main__":
    main()
