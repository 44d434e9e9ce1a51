"""The questions that we ship: each runs, says what it answers, and takes values only as terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError, UsageError
from kg.query.questions import FOLDER, Parameter, _question, questions
from kg.query.runner import answer, ask, rows
from kg.store.oxigraph import open_native

NAMES = sorted(questions())


@pytest.fixture(scope="module")
def examples(examples_store: Path) -> pyoxigraph.Store:
    """The graph of the examples."""
    return open_native(examples_store)


def test_every_file_is_a_question() -> None:
    """Each `.rq` file is found, and nothing else."""
    assert sorted(path.stem for path in FOLDER.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_question_says_what_it_answers(name: str) -> None:
    """Title and description are sentences of their own, each parameter has a word of help, and stands in the query."""
    question = questions()[name]
    assert question.title
    assert question.description.endswith(".")
    assert question.title != question.description
    used = {place.removeprefix("$") for place in re.findall(r"\$[a-z_]+", question.text)}
    assert {parameter.name for parameter in question.parameters} == used
    assert all(parameter.help for parameter in question.parameters)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_runs(examples: pyoxigraph.Store, name: str) -> None:
    """With its defaults each question gives rows of its columns, the same and in the same order each time."""
    first, second = (list(rows(answer(examples, questions()[name], {}))) for _ in range(2))
    assert first == second


CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "questions.yml").read_text("utf-8")
)
#: Asked by events, of which no IRI is known beforehand, or of what the examples do not have; tried below.
BY_EVENT = {"evidence", "life", "conflicts"}


def test_every_question_has_a_case() -> None:
    """Each question that we ship has rows that are expected of it."""
    assert {case["question"] for case in CASES} | BY_EVENT == set(NAMES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['question']}-{'-'.join(case.get('with', ()))}")
def test_answers(store: Path, examples_store: Path, case: dict[str, Any]) -> None:
    """A question answers what the posts say, whatever the language of the names that it is given."""
    root = {"small": store, "examples": examples_store}[case["graph"]]
    rows_ = chosen(root, case["question"], case.get("with", {}), case["columns"])
    expected = [tuple(row) for row in case["rows"]]
    assert set(expected) <= set(rows_)
    assert not case.get("all") or sorted(rows_, key=str) == sorted(expected, key=str)
    for name, others in case.get("also", {}).items():
        for other in others:
            assert chosen(root, case["question"], case.get("with", {}) | {name: other}, case["columns"]) == rows_


def test_conflicts_are_shown() -> None:
    """A date that another report contradicts stands beside the one that holds."""
    store = pyoxigraph.Store()
    store.update(
        """PREFIX dpe: <https://w3id.org/dpe/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        INSERT DATA { <urn:e> rdfs:label "e"@zh-hans ; dpe:edtf "2024-11-07" ; dpe:conflict "2024-11-08" }"""
    )
    assert list(rows(answer(store, questions()["conflicts"], {}))) == [("e", "2024-11-07", "2024-11-08", None, "urn:e")]


def test_a_pair_that_met_on_known_days(store: Path) -> None:
    """Who met whom gives the first and the last day, and none where no day is known."""
    pairs = chosen(store, "who-met-whom", {}, "one other events first last")
    assert ("王毅", "苏吉约诺", "1", "2024-11-12", "2024-11-12") in pairs
    assert [pair[3] is None for pair in pairs] == [pair[4] is None for pair in pairs]


def test_a_trip_has_its_days(store: Path) -> None:
    """A visit of known days counts both its first and its last."""
    (trip,) = chosen(store, "trips", {"person": "马克龙"}, "for office from to days")
    assert trip == ("法国", "总统", "2024-11-14", "2024-11-16", "3")


def test_a_month_is_no_number_of_days(examples: pyoxigraph.Store) -> None:
    """A visit of which only the month, or a part of it, is known has no number of days, though it has bounds."""
    vague = "SELECT ?e { ?e a dpe:Visit ; dpe:edtf ?d ; dpe:dateBasis ?b FILTER(STRLEN(?d) = 7 || ?b = dpe:Period) }"
    months = {event for (event,) in rows(ask(examples, vague))}
    trips = list(rows(answer(examples, questions()["trips"], {})))
    assert months
    assert [trip for trip in trips if trip[-1] in months and trip[-2] is not None] == []


def chosen(store: Path, name: str, values: Mapping[str, str], columns: str) -> list[tuple[str | None, ...]]:
    """Ask a question and return some columns of its rows."""
    result = answer(open_native(store), questions()[name], values)
    assert isinstance(result, pyoxigraph.QuerySolutions)
    at = [[variable.value for variable in result.variables].index(column) for column in columns.split()]
    return [tuple(row[index] for index in at) for row in rows(result)]


@pytest.mark.parametrize("name", ["evidence", "life"])
def test_questions_of_one_event(examples: pyoxigraph.Store, name: str) -> None:
    """The IRI of an event, or its last part, gives the sentences and reports of that event."""
    ((event,), *_) = rows(ask(examples, "SELECT ?e { ?e a dpe:DiplomaticEvent } ORDER BY ?e LIMIT 1"))
    assert event is not None
    whole, part = (
        list(rows(answer(examples, questions()[name], {"event": value}))) for value in (event, event.split("/")[-1])
    )
    assert whole == part != []


@given(st.text(st.characters(codec="utf-8")))
def test_a_string_goes_in_and_comes_out(value: str) -> None:
    """A value is one literal of the query, whatever signs it holds."""
    term = Parameter(name="name", kind="string", default="", help="").term(value)
    ((got,),) = rows(ask(pyoxigraph.Store(), f"SELECT ({term} AS ?x) {{}}"))
    assert got == value


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_a_name_is_looked_up_in_every_language(value: str) -> None:
    """A name is the same words as literals of each language, whatever signs it holds; an empty one is any."""
    terms = Parameter(name="name", kind="name", default="", help="").term(value)
    got = list(rows(ask(pyoxigraph.Store(), f"SELECT ?x (LANG(?x) AS ?l) {{ VALUES ?x {{ {terms} }} }}")))
    assert got == [(value, language) for language in ("", "en", "ja", "zh-hans", "zh-hant")]
    assert Parameter(name="name", kind="name", default="", help="").term("") == "UNDEF"


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("date", "2024-11-07", '"2024-11-07"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("integer", "20", '"20"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("integer", "-1", '"-1"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("integer", "9" * 30, f'"{"9" * 30}"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("string", "2024", '"2024"'),
    ],
)
def test_kinds_make_terms(kind: str, value: str, term: str) -> None:
    """Each kind makes the literal of its datatype."""
    assert Parameter(name="x", kind=kind, default="", help="").term(value) == term


@pytest.mark.parametrize(
    ("kind", "value"),
    [("date", "2024-13-01"), ("date", ""), ("date", "7.11.2024"), ("integer", "1.5"), ("integer", "")],
)
def test_values_of_another_kind_are_refused(kind: str, value: str) -> None:
    """A value that is not of its kind is misuse, and the message names the parameter."""
    with pytest.raises(UsageError, match="--x: "):
        Parameter(name="x", kind=kind, default="", help="").term(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# title: a\nSELECT * {}\n", "`# description: …` is missing"),
        ("# description: a\nSELECT * {}\n", "`# title: …` is missing"),
        ("# title: a\n# description: a.\n# parameter: x number 1 help\nSELECT * {}\n", "3: no parameter"),
    ],
)
def test_a_question_without_its_head(tmp_path: Path, text: str, said: str) -> None:
    """A file that does not say what it answers is our fault, named with its line."""
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        _question(tmp_path / "q.rq")
    assert said in str(caught.value)


def test_articles_and_registers_disagree(examples: pyoxigraph.Store) -> None:
    """An office that an article gives on a day outside the tenure of the tables is listed, with that tenure."""
    found = list(rows(answer(examples, questions()["tenures"], {})))
    assert {status for _, _, _, status, _, _ in found} <= {"Current", "Former", "Elect"}
    assert ("Current", "2024-12-12/2025-08-04") in {(status, tenure) for _, _, _, status, _, tenure in found}
