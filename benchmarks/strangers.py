"""Print how many names that no table knows are found whole: `python benchmarks/strangers.py TABLE ARCHIVE [--misses]`.

TABLE is a CSV of officials as the posts of ARCHIVE name them: polity (or iso3, org_id), office_zh and name_zh as
written. All people are left out of our tables; then each official whom a post names in full, polity, office and name in
one, must be found as a person, from the first sign of the name to the last. `--misses` lists what was found instead.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import ahocorasick_rs

from kg.errors import SourceError
from kg.extract.annotator import Extractor
from kg.knowledge.gazetteer import build_gazetteer
from kg.knowledge.world import World
from kg.model import Document, EntityId, Span
from kg.pipeline import Knowledge, load_knowledge
from kg.read.jekyll import read_article
from kg.read.sources import discover
from kg.text.html import clean


def read_titles(table: Path, world: World) -> Mapping[str, int]:
    """Return each polity with office and name in one, with the length of the name."""
    with table.open(encoding="utf-8", newline="") as lines:
        return {
            polity + row["office_zh"] + row["name_zh"]: len(row["name_zh"])
            for row in csv.DictReader(lines)
            for polity in polity_names(row, world)
        }


def polity_names(row: Mapping[str, str], world: World) -> list[str]:
    """Return the name of a polity as the row has it, else all its names that may stand alone."""
    code = EntityId(f"state:{row['iso3']}" if row["iso3"] else f"org:{row['org_id']}")
    return [row["polity"]] if row["polity"] else [n.form for n in world.forms_of(code) if n.strength == "strong"]


def without_people(knowledge: Knowledge) -> Extractor:
    """Return an extractor that knows all but people."""
    names = tuple(name for name in knowledge.world.names if name.kind != "person")
    world, words = replace(knowledge.world, names=names), knowledge.language
    return Extractor(language=words, world=world, gazetteer=build_gazetteer(world, words), times=knowledge.times)


def read_documents(archive: str, knowledge: Knowledge) -> Iterator[Document]:
    """Yield the posts of an archive that can be read."""
    for source in discover([archive]):
        if isinstance(source, SourceError):
            continue
        yield clean(read_article(source.read(), name=source.name, outlet_of=knowledge.outlets.of, path=source.path))


def main(arguments: list[str]) -> None:
    """Print the counts and the rates."""
    table, archive = (each for each in arguments if not each.startswith("--"))
    knowledge = load_knowledge()
    titles = read_titles(Path(table), knowledge.world)
    forms = sorted(titles)
    automaton = ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    extractor = without_people(knowledge)
    counts: Counter[str] = Counter()
    for document in read_documents(archive, knowledge):
        named = [
            Span(start=end - titles[forms[index]], end=end)
            for index, _, end in automaton.find_matches_as_indexes(document.folded)
        ]
        found = [each.span for each in extractor.read(document).mentions if each.kind == "person"] if named else []
        for name in named:
            near = [span.of(document.text) for span in found if span.overlaps(name)]
            verdict = "whole" if name in found else "in part, or more" if near else "none"
            counts[verdict] += 1
            if "--misses" in arguments and verdict != "whole":
                print(name.of(document.text), "; ".join(near), document.article.file, sep=" | ")
    for verdict, count in sorted(counts.items()):
        print(f"{verdict:<20}{count:>6}{count / counts.total():>8.1%}")


if __name__ == "__main__":
    main(sys.argv[1:])
