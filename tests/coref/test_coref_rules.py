"""What stands in the table of weights and thresholds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.coref.rules import RULES_FILE, load_rules
from kg.errors import DataError
from kg.knowledge.ontology import ontology_folder
from kg.knowledge.schema import load_schema

MISTAKES = {
    "unknown key": ("  same: 0.70 ", "  sane: 0.70 ", "sane"),
    "unknown table": ("names:", "nouns: {}\nnames:", "nouns"),
    "no number": ("  same: 0.70 ", "  same: high ", '"high" is no number'),
    "no number of days": ("  week: 10 ", "  week: ten ", '"ten" is no whole number of days'),
    "no number of days in a step": ("moved: {1: 0.5", "moved: {one: 0.5", '"one" is no whole number of days'),
    "neither yes nor no": ("    point: yes", "    point: perhaps", '"perhaps" is neither yes nor no'),
    "unknown feature": ("weights: {parties: 0.45", "weights: {partys: 0.45", "partys"),
}


def test_every_event_type_has_a_profile() -> None:
    """The table says of each type of the ontology, and of no other, how its reports are compared."""
    assert load_rules().profiles.keys() == load_schema(ontology_folder()).types.keys()


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_named(mistake: tuple[str, str, str], tmp_path: Path) -> None:
    """A wrong line of the table is named with its number."""
    right, wrong, message = mistake
    path = tmp_path / "coref.yml"
    path.write_text(RULES_FILE.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        load_rules(path)
    assert caught.value.line is not None
    assert wrong.split("\n")[0].strip() in path.read_text(encoding="utf-8").splitlines()[caught.value.line - 1]
