"""What a query may not do is refused, however it is written; what only looks like it is not."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.query.guard import refuse_effects

CALL = "SERVICE <http://localhost/> { ?a ?b ?c }"
REFUSED = {
    "plain": f"SELECT * {{ {CALL} }}",
    "small letters": f"SELECT * {{ {CALL.lower()} }}",
    "silent": "SELECT * { SERVICESILENT<http://localhost/>{ ?a ?b ?c } }",
    "glued to its name": "PREFIX x: <http://localhost/> SELECT * { SERVICEx: { ?a ?b ?c } }",
    "glued to a variable": "SELECT * { BIND(<http://localhost/> AS ?u) SERVICE?u { ?a ?b ?c } }",
    "glued to a number": f"SELECT * {{ ?s ?p 1{CALL} }}",
    "glued to a word": f"SELECT * {{ ?s ?p true{CALL} }}",
    "after a comment that a carriage return ends": f"SELECT * {{ # here\r{CALL} }}",
    "behind a quote in a name": f"SELECT * {{ ?s dpe:a\\' ?o . {CALL} #'\n}}",
    "behind a hash in a name": f"SELECT * {{ ?s dpe:a\\# ?o . {CALL} }}",
    "behind a quote in an IRI": f"SELECT * {{ ?s <http://a'b> ?o . {CALL} #'\n}}",
    "behind a quote in an IRI with a space that IRIs may have": f"SELECT * {{ ?s <http://a\u00a0'b> ?o . {CALL} #'\n}}",
    "behind a hash in an IRI with an escape": f"SELECT * {{ ?s <http://a\\u0041#b> ?o . {CALL} }}",
    "between less and greater": f"SELECT * {{ FILTER(1<2) {CALL} FILTER(2>1) }}",
    "after an empty string": f"SELECT * {{ ?s ?p '' . {CALL} }}",
    "after a long string": f"SELECT * {{ ?s ?p '''it's''' . {CALL} #'\n}}",
    "insert": "INSERT DATA { dpe:a dpe:b dpe:c }",
    "delete": "DELETE WHERE { ?s ?p ?o }",
    "load": "LOAD <http://localhost/>",
    "clear": "CLEAR ALL",
    "drop": "drop graph <http://localhost/>",
}
ALLOWED = {
    "in a string": "SELECT * { ?s ?p 'SERVICE <x>' }",
    "in a string with escapes": r"SELECT * { ?s ?p 'it\'s a SERVICE' }",
    "in a long string": 'SELECT * { ?s ?p """INSERT "DATA" and SERVICE""" }',
    "in a comment": "SELECT * { ?s ?p ?o } # SERVICE, LOAD",
    "in an IRI": "SELECT * { ?s <http://localhost/service#add> ?o }",
    "in a variable": "SELECT ?service $add { ?service ?p $add }",
    "in a name": "SELECT * { ?s schema:serviceType ?o ; schema:add ?x }",
    "in a longer word": "SELECT * { ?s dpe:loads ?o }",
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_effects_are_refused(name: str) -> None:
    """A query that would reach another machine or change something is refused."""
    with pytest.raises(UsageError, match="is refused"):
        refuse_effects(REFUSED[name])


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_words_alone_are_no_effects(name: str) -> None:
    """The same words in a place where they do nothing are nobody's business."""
    refuse_effects(ALLOWED[name])


def test_other_machines_may_be_asked() -> None:
    """Who allows it lets a query ask other machines, and nothing more."""
    refuse_effects(REFUSED["plain"], services=True)
    with pytest.raises(UsageError, match="LOAD is refused"):
        refuse_effects(REFUSED["load"], services=True)
