"""`kg query`: SPARQL and shipped questions, on a terminal and in a pipe."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import time
from pathlib import Path

import pytest
from command import Ran, command, kg, kg_process
from rdflib import Graph

from kg.errors import display_width
from kg.query.questions import questions

ROOT = Path(__file__).parent.parent.parent
MEETINGS = """SELECT ?date ?place {
  ?e a dpe:Meeting ; dpe:status dpe:Held ; dpe:edtf ?date ; sem:hasPlace/skos:prefLabel ?place .
  FILTER(LANG(?place) = 'zh-hans')
} ORDER BY ?date"""
ROWS = [["date", "place"], ["2024-11-07", "北京"], ["2024-11-12", "北京"]]
#: A join without end: four times every triple with every other.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?f && ?i != ?l) }"


def asked(store: Path, *arguments: object, stdin: str = "") -> Ran:
    """Ask the small graph, and expect an answer."""
    ran = kg("query", "--store", store, *arguments, stdin=stdin)
    assert (ran.code, ran.err) == (0, "")
    return ran


def test_csv_in_a_pipe(store: Path) -> None:
    """What is no terminal gets CSV: a header and a line a row; our prefixes need no declaration."""
    assert list(csv.reader(io.StringIO(asked(store, MEETINGS).out))) == ROWS


def test_table_when_asked(store: Path) -> None:
    """A table has aligned columns under their names."""
    head, rule, *rows = asked(store, MEETINGS, "--format", "table").out.splitlines()
    assert head.split() == ROWS[0]
    assert set(rule) == {"─", " "}
    assert [row.split() for row in rows] == ROWS[1:]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals can be made there")
def test_table_on_a_terminal(store: Path) -> None:
    """A terminal gets a table unasked."""
    ours, theirs = os.openpty()
    done = subprocess.run(
        command("query", "--store", store, MEETINGS), stdout=theirs, cwd=ROOT, check=False, timeout=60
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert done.returncode == 0
    assert "─" in shown


def test_json(store: Path) -> None:
    """JSON is that of SPARQL 1.1 Query Results."""
    answer = json.loads(asked(store, MEETINGS, "--format", "json").out)
    assert answer["head"]["vars"] == ROWS[0]
    assert [row["date"]["value"] for row in answer["results"]["bindings"]] == [row[0] for row in ROWS[1:]]


@pytest.mark.parametrize(
    ("form", "answer"), [("csv", "true\n"), ("table", "true\n"), ("json", {"head": {}, "boolean": True})]
)
def test_ask(store: Path, form: str, answer: object) -> None:
    """ASK gives true or false in every form of rows."""
    out = asked(store, "ASK { ?a dpe:metWith ?b }", "--format", form).out
    assert (json.loads(out) if form == "json" else out) == answer


@pytest.mark.parametrize("arguments", [(), ("--format", "turtle")])
def test_construct_gives_turtle(store: Path, arguments: tuple[str, ...]) -> None:
    """CONSTRUCT gives Turtle that others read, without being told so."""
    out = asked(store, "CONSTRUCT { ?a dpe:metWith ?b } WHERE { ?a dpe:metWith ?b }", *arguments).out
    assert len(Graph().parse(data=out, format="turtle")) == 8  # each pair of persons and their states, both ways
    assert "dpe:metWith" in out


def test_a_query_of_a_file(store: Path, tmp_path: Path) -> None:
    """`-f FILE` reads the query from a file, `-f -` from standard input; the answers are those of the text itself."""
    (tmp_path / "q.rq").write_text(MEETINGS, encoding="utf-8")
    answers = {asked(store, "-f", tmp_path / "q.rq").out, asked(store, "-f", "-", stdin=MEETINGS).out}
    assert answers == {asked(store, MEETINGS).out}


def test_the_list_names_every_question(store: Path) -> None:
    """`--list` shows each question with its title and parameters, and needs no graph."""
    told = asked(store / "nowhere", "--list").out
    assert [q.name for q in questions().values() if f"{q.name} " not in told or q.title not in told] == []
    assert "--person NAME --since DATE --until DATE" in told


ALL = "SELECT DISTINCT ?n { ?p a foaf:Person ; skos:prefLabel ?n FILTER(LANG(?n) = 'ja') } ORDER BY ?n"


@pytest.mark.parametrize("form", ["csv", "table", "json"])
def test_some_rows_of_many(store: Path, form: str) -> None:
    """`--limit` gives the first rows, and says on stderr that there are more; in a pipe all are given by default."""
    whole = asked(store, ALL, "--format", "csv").out.split()
    ran = kg("query", "--store", store, ALL, "--limit", 2, "--format", form)
    assert (ran.code, "more than these 2 rows" in ran.err) == (0, True)
    assert [name in ran.out for name in (*whole[1:3], *whole[3:5])] == [True, True, False, False]
    assert asked(store, ALL, "--limit", 0).out == asked(store, ALL, "--limit", 10_000).out == asked(store, ALL).out


def test_some_triples_of_many(store: Path) -> None:
    """A limit counts triples as it counts rows."""
    ran = kg("query", "--store", store, "CONSTRUCT { ?a dpe:metWith ?b } { ?a dpe:metWith ?b }", "--limit", 3)
    assert (ran.code, len(Graph().parse(data=ran.out, format="turtle"))) == (0, 3)
    assert "more than these 3 rows" in ran.err


@pytest.mark.parametrize(
    "written", [["--person", "菲佐"], ["--person=菲佐"], ["--person=菲佐", "--since", "2024-11-07"]]
)
def test_a_question_with_parameters(store: Path, written: list[str]) -> None:
    """Parameters are given as options are."""
    rows = list(csv.DictReader(io.StringIO(asked(store, "meetings", *written).out)))
    assert [(row["date"], row["type"], row["with"]) for row in rows] == [("2024-11-07", "Meeting", "李强")]


def test_since_may_be_called_from(store: Path) -> None:
    """The first day is taken by either name."""
    by_either = [asked(store, "trips", name, "2024-11-14").out for name in ("--since", "--from")]
    assert by_either[0] == by_either[1] != asked(store, "trips").out


@pytest.mark.parametrize("question", ["meetings", "trips", "who-met-whom", "dyads", "places"])
def test_what_has_no_date_is_in_no_period(examples_store: Path, question: str) -> None:
    """What has no date is there where no period is asked for, and not where one is, however long."""
    person = ["--person", "特朗普"] if question == "meetings" else []
    whole, since, until = (
        asked(examples_store, question, *person, *period).out
        for period in ((), ("--since", "0001-01-02"), ("--until", "9999-12-30"))
    )
    assert since == until != whole


def test_an_event_is_told_whole(store: Path) -> None:
    """The IRI of an event or its last part is taken; a piece of the end of it is nobody's."""
    _, (iri,) = csv.reader(io.StringIO(asked(store, "SELECT ?e { ?e a dpe:Call }").out))
    assert asked(store, "life", "--event", iri).out == asked(store, "life", "--event", iri.rpartition("/")[2]).out
    ran = kg("query", "life", "--event", iri[-4:], "--store", store)
    assert (ran.out, ran.code, "no event is called" in ran.err) == ("", 2, True)


def test_a_fault_is_shown_where_it_stands(store: Path) -> None:
    """Of a query that is no SPARQL the line is shown with a caret below, whatever the width of its signs."""
    ran = kg("query", "SELECT *\n{ ?s skos:prefLabel '习近平' . ?x nope:x ?o }", "--store", store)
    said, line, under = ran.err.splitlines()
    assert "line 2: Prefix not found" in said
    assert display_width(line[: line.index("nope")]) == under.index("^")


def test_a_parameter_excludes(store: Path) -> None:
    """A day after the event leaves nothing but the header."""
    assert len(asked(store, "meetings", "--person", "菲佐", "--since", "2024-11-08").out.splitlines()) == 1


HOSTILE = [
    '菲佐" || true) } #',
    "菲佐' UNION { ?s ?p ?o } '",
    "}} SELECT * { ?s ?p ?o",
    "\\",
    '\\"',
    "$since",
    "a\nb\r\tc",
    "SERVICE <http://localhost/> { ?a ?b ?c }",
    "INSERT DATA { }",
    "?person",
    "\u202e",
    "'\"\"\"'''",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_never_part_of_the_query(store: Path, value: str) -> None:
    """Whatever a value holds, it is a name that nobody has, compared as a term or as plain words."""
    for name, parameter in (("meetings", "--person"), ("first-meetings", "--one")):
        ran = kg("query", name, parameter, value, "--store", store)
        assert (ran.out, ran.code, "nothing in the graph is called" in ran.err) == ("", 2, True)


def test_a_name_in_part_is_answered_with_whole_names(store: Path) -> None:
    """Who gives a part of a name is told the whole ones."""
    ran = kg("query", "trips", "--person", "Macro", "--store", store)
    assert (ran.out, ran.code, "Emmanuel Macron" in ran.err) == ("", 2, True)


MISUSE = {
    "nothing asked": ((), "give one query"),
    "two queries": (("ASK {}", "-f", "-"), "give one query"),
    "no SPARQL": (("SELECT * WHERE",), "no SPARQL that can be read"),
    "unknown prefix": (("SELECT * { ?s nope:x ?o }",), "Prefix not found"),
    "unknown question": (("meetins",), "no question is called 'meetins'"),
    "unknown parameter": (("meetings", "--persn", "a"), 'Did you mean "person"?'),
    "parameter without value": (("meetings", "--person"), "Write parameters as --name value"),
    "stray word": (("meetings", "person"), "Write parameters as --name value"),
    "parameters of SPARQL": (("ASK {}", "--person", "a"), "Only a shipped question takes parameters"),
    "no date": (("meetings", "--since", "gestern"), "'gestern' is no date"),
    "half a date": (("meetings", "--since", "2024-11"), "Write it like 2024-11-07"),
    "no integer": (("who-met-whom", "--least", "many"), "'many' is no integer"),
    "rows in Turtle": (("SELECT * {}", "--format", "turtle"), "Use --format csv or json"),
    "triples in CSV": (("DESCRIBE dpe:Meeting", "--format", "csv"), "Use --format turtle"),
    "no such file": (("-f", "nowhere.rq"), "nowhere.rq"),
    "no such form": (("ASK {}", "--format", "xml"), "'xml' is not one of"),
    "other machines": (("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",), "SERVICE is refused"),
    "an update": (("INSERT DATA { dpe:a dpe:b dpe:c }",), "INSERT is refused"),
    "a load": (("LOAD <file:///etc/hosts>",), "LOAD is refused"),
}


@pytest.mark.parametrize("name", sorted(MISUSE))
def test_misuse(store: Path, name: str) -> None:
    """What cannot be asked gives exit code 2 and a sentence on stderr, and no answer."""
    arguments, said = MISUSE[name]
    ran = kg("query", "--store", store, *arguments)
    assert (ran.out, ran.code) == ("", 2)
    assert said in ran.err


def test_no_graph(tmp_path: Path) -> None:
    """Where nothing is built, the command says how to build, with exit code 1."""
    ran = kg("query", "ASK {}", "--store", tmp_path / "nowhere")
    assert (ran.out, ran.code) == ("", 1)
    assert "kg build PATH" in ran.err


def test_bytes_that_are_no_text(store: Path) -> None:
    """A query or a value that is no UTF-8 is misuse, not a crash."""
    for arguments in (["SELECT * { ?s ?p '\udcff' }"], ["meetings", "--person", "\udcff"]):
        ran = kg_process("query", "--store", store, *arguments)
        assert (ran.code, "Traceback" in ran.err) == (2, False)


def test_an_endless_query_is_ended(examples_store: Path) -> None:
    """`--timeout` ends the command with a sentence and exit code 1."""
    before = time.monotonic()
    ran = kg_process("query", "--timeout", "1", "--store", examples_store, ENDLESS)
    assert (ran.out, ran.code) == ("", 1)
    assert "took longer than 1 s" in ran.err
    assert time.monotonic() - before < 4


def test_nothing_unprintable_reaches_a_table(store: Path) -> None:
    """A table holds no sign that would move the cursor or turn the text around."""
    out = asked(store, r"SELECT ('a\u001B[2J\u202Eb' AS ?x) {}".replace("\\u001B", "\x1b"), "--format", "table").out
    assert "\x1b" not in out
    assert "\u202e" not in out
