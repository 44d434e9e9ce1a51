"""Measure what reading costs: `python benchmarks/reading.py [PATH...] [--every N]`.

PATH are posts or folders of posts, the examples by default; `--every 6` reads every sixth. Printed are the processor
time of all that `kg extract` does with posts (front matter, text, events, records) against that of segmenting and
tagging the same text with jieba.posseg; how time grows with the length of one article, which should be ×2 for twice the
length; and how memory grows with the number of posts, which it should not. One process, processor time of that process
alone; the two take turns, part by part, for a machine may be slower for a while.
"""

from __future__ import annotations

import argparse
import logging
import random
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import jieba.posseg

from kg.errors import SourceError
from kg.model import Annotation
from kg.pipeline import Knowledge, annotate, load_knowledge
from kg.read.jekyll import read_article
from kg.read.sources import Source, discover
from kg.records import extract_records, line
from kg.text.html import clean

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
PART = 600  #: posts that one reads before it is the other's turn
LENGTHS = (20_000, 40_000, 80_000, 160_000)  #: signs of one article
HEAD = "---\ntitle: 综述\ndate: 2024-11-07 18:00:00 +0800\n---\n"


def extract(data: bytes, name: str, knowledge: Knowledge) -> Annotation:
    """Do all that `kg extract` does with one post, but for printing."""
    annotation = annotate(read_article(data, name=name, outlet_of=knowledge.outlets.of), knowledge, quiet=False)
    for record in extract_records(annotation):
        line(record)
    return annotation


def extract_all(archive: Sequence[tuple[str, bytes]], knowledge: Knowledge) -> None:
    """Extract post by post, keeping none, as `kg extract` does."""
    for name, data in archive:
        extract(data, name, knowledge)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def memory() -> int:
    """Return the largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def posts(paths: Sequence[str], every: int) -> list[tuple[str, bytes]]:
    """Read the posts that are any, by name."""
    found = [source for source in discover(paths) if isinstance(source, Source)][::every]
    return [(source.name, source.read()) for source in found]


def texts(archive: Sequence[tuple[str, bytes]], knowledge: Knowledge) -> list[str]:
    """Return the text of each post that can be read."""
    told = []
    for name, data in archive:
        try:
            told.append(clean(read_article(data, name=name, outlet_of=knowledge.outlets.of)).text)
        except SourceError as fault:
            print(fault)
    return told


def compare(archive: Sequence[tuple[str, bytes]], knowledge: Knowledge) -> None:
    """Print the cost of extraction beside that of tagging."""
    logging.getLogger("jieba").setLevel(logging.WARNING)
    jieba.initialize()
    archive = [(name, data) for name, data in archive if data.strip()]
    if not archive:
        raise SystemExit("there is no post to read")
    name, data = archive[0]
    extract(data, name, knowledge)  # what is made once is made before
    start, signs = memory(), 0
    ours, theirs, after = [], [], []
    for first in range(0, len(archive), PART):
        part = archive[first : first + PART]
        read = texts(part, knowledge)
        signs += sum(map(len, read))
        ours.append(seconds(lambda part=part: extract_all(part, knowledge)))
        theirs.append(seconds(lambda read=read: [len(list(jieba.posseg.cut(text))) for text in read]))
        after.append(memory())
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    middle = after[(len(after) - 1) // 2]
    print(
        f"{len(archive)} posts, {signs} signs; with jieba {start} MB before, {middle} halfway, {after[-1]} at the end"
    )
    print(f"extraction: {sum(ours):.1f} s of processor time; jieba.posseg: {sum(theirs):.1f} s")
    print(f"ratio {sum(ours) / sum(theirs):.2f}; of parts of {PART} posts {min(ratios):.2f} to {max(ratios):.2f}")


def grow(archive: Sequence[tuple[str, bytes]], knowledge: Knowledge) -> None:
    """Print how time grows with the length of one article, made of the paragraphs of the posts.

    They are shuffled, so that the longer article tells of no more than the shorter one, sign for sign.
    """
    lines = [each for text in texts(archive, knowledge) for each in text.splitlines()]
    random.Random(0).shuffle(lines)
    paragraphs = "\n\n".join(lines)
    while len(paragraphs) < LENGTHS[-1]:
        paragraphs += "\n\n" + paragraphs
    last = 0.0
    for length in LENGTHS:
        data = (HEAD + paragraphs[:length]).encode()
        taken = min(seconds(lambda data=data: extract(data, "long.md", knowledge)) for _ in range(2))
        print(f"one article of {length} signs: {taken:.2f} s" + (f", ×{taken / last:.1f}" if last else ""))
        last = taken


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", default=[str(EXAMPLES)], metavar="PATH")
    parser.add_argument("--every", type=int, default=1, help="read every so manieth post")
    arguments = parser.parse_args()
    knowledge = load_knowledge()
    archive = posts(arguments.paths, arguments.every)
    compare(archive, knowledge)
    grow(archive, knowledge)


if __name__ == "__main__":
    main()
