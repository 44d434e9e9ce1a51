"""The invariants of the house: what may import what, what may know a word, what may touch the world outside."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))
LEVELS = {
    "model": 0, "edtf": 0, "errors": 0,
    "tables": 1, "records": 1, "atomic": 1, "text": 1, "match": 1, "read": 1,
    "knowledge": 2,
    "extract": 3, "coref": 3, "network": 3, "evaluate": 3,
    "rdf": 4,
    "store": 5, "query": 5,
    "pipeline": 6, "nearmisses": 6, "reading": 6, "fleet": 6, "ledger": 6, "derive": 6, "update": 6, "compose": 6,
    "build": 6, "asof": 6, "api": 6, "export": 6, "view": 6, "web": 6,
    "cli": 7,
}  # fmt: skip
ONLY = {
    "rdflib": {"knowledge.schema", "rdf", "store", "query", "export", "api"},
    "pyoxigraph": {"knowledge.ontology", "rdf", "store", "query", "export", "derive", "asof", "api", "web"},
    "oxrdflib": {"api"},
    "networkx": {"network", "view", "api"},
    "matplotlib": {"view.plots"},
    "starlette": {"web"},
    "uvicorn": {"cli.serve"},
    "pyvis": {"view"},
    "click": {"cli"},
    "bs4": {"text.markup"},
    "markdown_it": {"text.markup"},
    "frontmatter": {"read"},
}
EFFECTS = {"logging", "random", "socket", "subprocess", "urllib.request", "time", "requests", "httpx"}
HAN_OR_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff]")


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "kg").with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def top(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down(path: Path) -> None:
    """A module imports only from levels below its own, or from its own package."""
    own = name_of(path)
    ours = {name.removeprefix("kg.") for name in imports(path) if name.startswith("kg.")}
    wrong = sorted(
        name for name in ours
        if own and top(name) in LEVELS and top(name) != top(own) and LEVELS[top(name)] >= LEVELS[top(own)]
        and not (LEVELS[top(name)] == LEVELS[top(own)] == 6)
        and not (LEVELS[top(name)] == LEVELS[top(own)] == 0)
    )  # fmt: skip
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_has_a_level(path: Path) -> None:
    """Each part of the house stands on a level."""
    assert name_of(path) == "" or top(name_of(path)) in LEVELS


@pytest.mark.parametrize("library", sorted(ONLY))
def test_libraries_keep_to_their_rooms(library: str) -> None:
    """A library is seen in its own packages alone."""
    rooms = ONLY[library]
    wrong = [
        name_of(path) for path in MODULES
        if any(top(name) == library for name in imports(path))
        and not any(name_of(path) == room or name_of(path).startswith(room + ".") for room in rooms)
    ]  # fmt: skip
    assert not wrong


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the string literals of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_code_knows_no_word(path: Path) -> None:
    """No Han or kana stands in a string of the code: words are data."""
    assert [(line, text) for line, text in strings(path) if HAN_OR_KANA.search(text)] == []


@pytest.mark.parametrize("path", [p for p in MODULES if LEVELS.get(top(name_of(p)), 0) <= 3], ids=name_of)
def test_the_core_is_pure(path: Path) -> None:
    """Levels 0 to 3 ask no clock and no network, roll no dice, and log nothing."""
    called = {
        ast.unparse(n.func) for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)
    }
    assert not {name for name in imports(path) if name in EFFECTS}
    assert not called & {"print", "open", "date.today", "datetime.now", "datetime.utcnow", "dt.datetime.now"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_catches_everything(path: Path) -> None:
    """No bare or blanket except."""
    handlers = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ExceptHandler)]
    assert not [h.lineno for h in handlers if h.type is None or ast.unparse(h.type) in ("Exception", "BaseException")]


def test_the_repository_speaks_of_the_product_alone() -> None:
    """No file names a machine path, or a registry."""
    told = re.compile(r"/work/|/tmp/|/root/|/home/\w|pypi\.org/simple|index-url")
    files = [
        p
        for folder in ("kg", "ontology", "tests", "examples", "docs", "benchmarks")
        for p in (ROOT / folder).rglob("*")
    ]
    texts = [
        p for p in files if p.suffix in (".py", ".md", ".yml", ".ttl", ".rq", ".csv", ".html") and p != Path(__file__)
    ]
    assert [p for p in texts if told.search(p.read_text(encoding="utf-8"))] == []
