"""Every command says what it does and shows how."""

from __future__ import annotations

import shlex
from importlib.metadata import entry_points

import click
import pytest
from command import kg

from kg import __version__
from kg.cli.__main__ import COMMANDS, cli, main
from kg.query.questions import questions

NAMES = sorted(COMMANDS)


def examples(text: str) -> list[str]:
    """Return the command lines under `Example:` or `Examples:`."""
    below = text.partition("Example")[2].partition("Options:")[0].splitlines()[1:]
    return [line.strip() for line in below if line.strip().startswith("kg ")]


@pytest.mark.parametrize("name", NAMES)
def test_help_ends_in_an_example(name: str) -> None:
    """`kg X --help` says what X does, ends what it says in examples of X, and documents each option."""
    ran = kg(name, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert examples(ran.out)
    assert all(line.startswith(f"kg {name}") for line in examples(ran.out))


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_commands(name: str) -> None:
    """Each example has options that the command, or a question, has."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    parts = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
    known = {option for part in parts for parameter in part.params for option in parameter.opts} | {"--help"}
    known |= {f"--{parameter.name}" for question in questions().values() for parameter in question.parameters}
    used = {word for line in examples(kg(name, "--help").out) for word in shlex.split(line) if word.startswith("--")}
    assert used <= known


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_explained(name: str) -> None:
    """Each option has a word of help, or speaks for itself by its default."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help and not option.show_default] == []


def test_the_program_lists_its_commands() -> None:
    """`kg --help` names each command, and shows examples."""
    ran = kg("--help")
    assert ran.code == 0
    assert [name for name in NAMES if f"  {name}" not in ran.out] == []
    assert examples(ran.out)


def test_the_version() -> None:
    """`kg --version` is that of the package."""
    assert kg("--version").out == f"kg, version {__version__}\n"


def test_the_installed_command_is_this_one() -> None:
    """The script that is installed runs this program."""
    (script,) = entry_points(group="console_scripts", name="kg")
    assert script.load() is main


@pytest.mark.parametrize("arguments", [["nonsense"], ["--nonsense"], ["build", "--nonsense"]])
def test_what_is_unknown_is_misuse(arguments: list[str]) -> None:
    """An unknown command or option gives exit code 2."""
    ran = kg(*arguments)
    assert (ran.out, ran.code) == ("", 2)
