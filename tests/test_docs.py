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
from serving import serving
from test_readme import ROOT, desk, shown

DOCS = ROOT / "docs"
PAGES = sorted(path.name for path in DOCS.glob("*.md"))
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)(?P<path>[^)#\s]+)")
_SHORT = {
    "cookbook.md": 0,
    "tutorial.md": 20,
    "serving.md": 0,
    "explorer.md": 0,
    "ontology.md": 1,
    "tables.md": 2,
}  #: commands at least


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


SERVING = (DOCS / "serving.md").read_text("utf-8")


def test_blocks_are_run() -> None:
    """No block of a page has a command that is not run here: those that are no console only start servers."""
    blocks = [
        block for name in PAGES for block in re.findall(r"```sh\n(.*?)```", (DOCS / name).read_text("utf-8"), re.S)
    ]
    assert blocks
    assert [line for block in blocks for line in block.splitlines() if not line.startswith("kg serve")] == []


@pytest.mark.parametrize("command", re.findall(r"^kg serve.*", SERVING, re.MULTILINE))
def test_servers_run(command: str, examples_store: Path) -> None:
    """A server that is started as a page says answers, and the page's program gets rows from it."""
    (program,) = re.findall(r"```python\n(.*?)```", SERVING, re.DOTALL)
    said = io.StringIO()
    with serving(examples_store, *shlex.split(command, comments=True)[2:]) as client, redirect_stdout(said):
        exec(program.replace("http://127.0.0.1:8000", str(client.base_url)), {})
    assert said.getvalue().count("https://") == 2 * 3


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """Each file that a page points to is there."""
    text = (DOCS / name).read_text("utf-8")
    assert [link["path"] for link in _LINK.finditer(text) if not (DOCS / link["path"]).exists()] == []
