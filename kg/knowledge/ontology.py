"""Where `ontology/` lies, and the roles that the parties of each event type may have.

`schema` reads all of the ontology with rdflib, which takes long to load; what the rules of a language need of it is
read here in a hundredth of a second, so that a command may begin with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import DataError

_PACKAGE = Path(__file__).parents[1]
_DPE = "https://w3id.org/dpe/ns#"
_EVENT = NamedNode(_DPE + "DiplomaticEvent")
_BELOW = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_CODE = NamedNode("http://www.w3.org/2004/02/skos/core#notation")
_ROLES = (NamedNode(_DPE + "role"), NamedNode(_DPE + "requiredRole"))


def ontology_folder() -> Path:
    """Return the folder of the ontology: in the package where it is installed, beside it in a checkout.

    Raises:
        DataError: there is none.
    """
    for folder in (_PACKAGE / "ontology", _PACKAGE.parent / "ontology"):
        if folder.is_dir():
            return folder
    raise DataError(_PACKAGE.parent / "ontology", None, "there is no ontology", "Install kg again.")


def roles_by_type(folder: Path) -> Mapping[str, frozenset[str]]:
    """Return the codes of the roles of each event type, by the name of the type.

    Args:
        folder: `ontology/`.

    Raises:
        DataError: a file is missing or no Turtle.
    """
    facts = [quad for name in ("dpe.ttl", "lists.ttl") for quad in _quads(folder / name)]
    codes = {str(q.subject): q.object.value for q in facts if q.predicate == _CODE and isinstance(q.object, Literal)}
    types = [str(quad.subject) for quad in facts if quad.predicate == _BELOW and quad.object == _EVENT]
    roles = [(str(quad.subject), codes[str(quad.object)]) for quad in facts if quad.predicate in _ROLES]
    return {
        kind.strip("<>").removeprefix(_DPE): frozenset(role for each, role in roles if each == kind) for kind in types
    }


def _quads(path: Path) -> list[Quad]:
    try:
        return list(parse(path=path, format=RdfFormat.TURTLE))
    except FileNotFoundError as error:
        raise DataError(path, None, "there is no such file") from error
    except SyntaxError as error:
        raise DataError(path, error.lineno, f"no valid Turtle: {error.msg}") from error
