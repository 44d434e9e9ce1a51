"""The pages of `docs/` tell the truth: their commands run, and what follows from data follows from it."""

from __future__ import annotations

import importlib.util
import io
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType

import pytest
from command import kg
from test_readme import ROOT, desk, shown

DOCS = ROOT / "docs"
PAGES = sorted(path.name for path in DOCS.glob("*.md"))
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)(?P<path>[^)#\s]+)")
_SHORT = {"cookbook.md": 0, "tutorial.md": 20, "serving.md": 0, "ontology.md": 1, "tables.md": 2}  #: commands at least


def maker() -> ModuleType:
    """Load the program that makes pages."""
    spec = importlib.util.spec_from_file_location("make_docs", DOCS / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(maker().PAGES))
def test_made_pages_are_current(name: str) -> None:
    """`python docs/make.py` would write what is there."""
    made = maker()
    assert (DOCS / name).read_text("utf-8") == made.page(made.PAGES[name])


@pytest.mark.parametrize("name", PAGES)
def test_commands_run(name: str, examples_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of a page run one after the other on the examples, and give what is shown; `…` is any text."""
    monkeypatch.chdir(desk(tmp_path, examples_store))
    commands = list(shown((DOCS / name).read_text("utf-8")))
    assert len(commands) >= _SHORT[name]
    for command, output in commands:
        ran = kg(*shlex.split(command)[1:])
        assert ran.code == 0, (command, ran.err)
        pattern = re.escape(output).replace("…\\\n", "(?:.*\\n)*").replace("…", ".*")
        assert re.fullmatch(pattern, ran.out), command


def test_programs_run(examples_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program of the tutorial runs and prints."""
    monkeypatch.chdir(desk(tmp_path, examples_store))
    (program,) = re.findall(r"```python\n(.*?)```", (DOCS / "tutorial.md").read_text("utf-8"), re.DOTALL)
    said = io.StringIO()
    with redirect_stdout(said):
        exec(program, {})
    assert "Meeting" in said.getvalue()


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """Each file that a page points to is there."""
    text = (DOCS / name).read_text("utf-8")
    assert [link["path"] for link in _LINK.finditer(text) if not (DOCS / link["path"]).exists()] == []
