"""README tells the truth: what it shows is what happens."""

from __future__ import annotations

import io
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from command import kg_process

from kg.query.runner import ask, rows
from kg.store.oxigraph import open_native

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)(?P<path>[^)#\s]+)")


def shown(text: str) -> Iterator[tuple[str, str]]:
    """Yield the `kg` commands of console blocks, each with the output that is shown below it."""
    for block in _BLOCK.finditer(text):
        if block["kind"] == "console":
            for part in re.split(r"^\$ ", block["text"], flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                if command.startswith("kg "):
                    yield command, output


def blocks(kind: str) -> list[str]:
    """Return the code blocks of README in a language."""
    return [block["text"] for block in _BLOCK.finditer(README) if block["kind"] == kind]


def desk(folder: Path, store: Path) -> Path:
    """Make a folder as a reader of README has it: posts of their own, and the graph of them."""
    shutil.copytree(ROOT / "examples" / "articles", folder / "posts")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(store, folder / "kg-store")
    return folder


COMMANDS = list(shown(README))
some_commands = pytest.mark.skipif(not COMMANDS, reason="README shows no command yet")


def test_commands_are_found() -> None:
    """Commands of console blocks are found with their output, and nothing else is."""
    text = "```console\n$ kg a | head\nx\ny\n$ make demo\nz\n```\n```sh\n$ kg b\n```\n"
    assert list(shown(text)) == [("kg a | head", "x\ny\n")]


@some_commands
@pytest.mark.parametrize(("command", "output"), COMMANDS)
def test_commands_run(command: str, output: str, examples_store: Path, tmp_path: Path) -> None:
    """Each command of README does on the examples what is shown; a line `…` or `...` stands for any lines."""
    ran = kg_process(*shlex.split(command.partition(" | ")[0], comments=True)[1:], cwd=desk(tmp_path, examples_store))
    assert (ran.code, ran.err) == (0, "")
    pattern = re.sub(r"(?:…|\\\.\\\.\\\.)\\\n", "(?:.*\\\\n)*", re.escape(output))
    assert re.match(pattern, ran.out)


@pytest.mark.skipif(not blocks("python"), reason="README shows no program yet")
def test_programs_run(examples_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs of README run one after the other, and the first says something."""
    monkeypatch.chdir(desk(tmp_path, examples_store))
    said = io.StringIO()
    with redirect_stdout(said):
        exec("\n".join(blocks("python")), {})
    assert said.getvalue()


@pytest.mark.skipif(not blocks("sparql"), reason="README shows no query yet")
def test_queries_have_answers(examples_store: Path) -> None:
    """Each query of README finds something in the examples."""
    store = open_native(examples_store)
    assert [query for query in blocks("sparql") if not list(rows(ask(store, query)))] == []


def test_links_lead_somewhere() -> None:
    """Each file that README points to is there."""
    assert [link["path"] for link in _LINK.finditer(README) if not (ROOT / link["path"]).exists()] == []
