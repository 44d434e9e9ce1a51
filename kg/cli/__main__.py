"""The entry point of `kg`: finds the command, and turns our errors into a sentence and an exit code.

Exit codes: 0 done, 1 some input was faulty (named, counted, the rest done), 2 misuse, 130 interrupted.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from kg import __version__
from kg.errors import KgError, UsageError

#: Where each command lives; a module is loaded only when its command is called.
COMMANDS = {
    "build": "kg.cli.build",
    "extract": "kg.cli.extract",
    "explain": "kg.cli.explain",
    "evaluate": "kg.cli.evaluate",
    "query": "kg.cli.query",
    "export": "kg.cli.export",
    "tables": "kg.cli.tables",
    "network": "kg.cli.network",
    "view": "kg.cli.view",
    "serve": "kg.cli.serve",
    "validate": "kg.cli.validate",
    "stats": "kg.cli.stats",
    "world": "kg.cli.world",
}


class _Lazy(click.Group):
    """A group that loads a command when it is wanted."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; one that is interrupted says how to go on."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nkg: interrupted; the same command goes on or begins anew", err=True)
            ctx.exit(130)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """Turn an archive of news articles into a knowledge graph of diplomatic events.

    \b
    Examples:
      kg build posts/                       read posts, write the graph to kg-store/
      kg query trips --person 石破茂         ask a question that kg ships
      kg view -o graph.html                 an interactive page
    """


def main() -> None:
    """Run `kg`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        cli(standalone_mode=True)
    except UsageError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(2)
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
