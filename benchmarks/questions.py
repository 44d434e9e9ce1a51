"""How long each shipped question takes on the default store, and how much longer on rdflib's own memory store.

    python benchmarks/questions.py [--store kg-store] [--limit 60] [--alone]

Both engines hold the same graph, are warm, and are asked the same queries: with their defaults, and those that take
names also (`*`) about the people, states and event that the graph tells most of. The best of three runs counts, in
seconds of the processor, so that other programs on the machine do not. A query that rdflib has not answered within the
limit counts with the limit (`>`); one that it cannot evaluate is `nan` and not in the sum. `--alone` asks the default
store only.
"""

from __future__ import annotations

import argparse
import math
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pyoxigraph import Store
from rdflib import Dataset
from rdflib.plugins.sparql.sparql import SPARQLError

from kg.query.questions import questions
from kg.query.runner import ask, rows
from kg.rdf.vocabulary import PREFIXES
from kg.store.layout import Layout
from kg.store.oxigraph import open_native

_BUSY = """SELECT ?name {{
  {{ SELECT ?x (COUNT(*) AS ?n) {{ {} }} GROUP BY ?x }} ?x skos:prefLabel ?name FILTER(LANG(?name) = "zh-hans")
}} ORDER BY DESC(?n) ?name LIMIT 2"""
_BUSY_PEOPLE = _BUSY.format("?x a foaf:Person . ?p dpe:agent ?x")
_BUSY_STATES = _BUSY.format("?p dpe:onBehalfOf ?x")
_TOLD = "SELECT ?e { ?r dpe:reports ?e } GROUP BY ?e ORDER BY DESC(COUNT(?r)) ?e LIMIT 1"
_TICK = 1e-4  #: seconds: what takes less cannot be told from nothing


def main() -> None:
    """Print a line for each question, and their sum."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, default=Path("kg-store"))
    parser.add_argument(
        "--limit", type=int, default=60, help="seconds of the processor that a query may take on rdflib"
    )
    parser.add_argument("--alone", action="store_true", help="ask the default store only")
    chosen = parser.parse_args()
    signal.signal(signal.SIGPROF, _stop)
    native = open_native(chosen.store)
    slow = None if chosen.alone else _loaded(chosen.store)
    print(f"{'question':<20} {'rows':>6} {'kg':>9} {'rdflib':>9}  {'ratio':>7}")
    sums = [0.0, 0.0]
    for name, query in _asked(native):
        count, ours = _best(lambda query=query: sum(1 for _ in rows(ask(native, query))), runs=3)  # type: ignore[misc]
        line = f"{name:<20} {count:>6} {ours:>9.4f}"
        if slow is not None:
            theirs = _timed(slow, query, chosen.limit)
            if not math.isnan(theirs):  # a number: rdflib has an answer, or none within the limit
                sums = [sums[0] + ours, sums[1] + theirs]
            line += f" {theirs:>9.3f}{'>' if theirs >= chosen.limit else ' '} {theirs / ours:>7.1f}"
            line += "  slower" if theirs < ours else ""
        print(line, flush=True)
    if slow is not None:
        print(f"{'all':<20} {'':>6} {sums[0]:>9.4f} {sums[1]:>9.3f}  {sums[1] / sums[0]:>7.1f}")


def _asked(native: Store) -> Iterator[tuple[str, str]]:
    """Yield the queries that are asked, each with a name."""
    people, states = ([name for (name,) in rows(ask(native, query))] for query in (_BUSY_PEOPLE, _BUSY_STATES))
    ((event,),) = rows(ask(native, _TOLD))
    told = {"person": people[0], "event": event}
    for name, question in questions().items():
        yield name, question.asked({})
        pair = people if any(each.kind == "label" for each in question.parameters) else states
        values = told | dict(zip(("one", "other"), pair, strict=True)) | dict(zip(("by", "against"), pair, strict=True))
        chosen = {each.name: values[each.name] or "" for each in question.parameters if each.name in values}
        if chosen:
            yield f"{name} *", question.asked(chosen)


def _loaded(store: Path) -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(Layout(store).current() / "graph.nq", format="nquads")
    return dataset


def _timed(dataset: Dataset, query: str, limit: int) -> float:
    """Return the seconds that rdflib takes, at most the limit; one run where one takes more than a second."""
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        run: Callable[[], int] = lambda: len(list(dataset.query(query, initNs=PREFIXES)))  # noqa: E731
        _, first = _best(run, runs=1)
        return first if first > 1 else min(first, _best(run, runs=2)[1])
    except TimeoutError:
        return float(limit)
    except SPARQLError:  # it cannot evaluate GROUP_CONCAT over what is not bound
        return float("nan")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _best(run: Callable[[], int], *, runs: int) -> tuple[int, float]:
    best, count = float("inf"), 0
    for _ in range(runs):
        began = time.process_time()
        count = run()
        best = min(best, time.process_time() - began)
    return count, max(best, _TICK)


def _stop(signum: int, frame: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    main()
