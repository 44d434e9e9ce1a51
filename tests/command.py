"""The command line as a user meets it: arguments and standard input in; both outputs and the exit code out."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from kg.cli.__main__ import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What became of a command."""

    out: str
    err: str
    code: int


def kg(*arguments: object, stdin: str | bytes = b"") -> Ran:
    """Run `kg` in this process: quick, for it shares what is loaded."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    code: object = 0
    with (
        patch.object(sys, "argv", ["kg", *map(str, arguments)]),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8")),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
    out.flush()
    err.flush()
    return Ran(out=_text(out), err=_text(err), code=code if isinstance(code, int) else int(code is not None))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def command(*arguments: object) -> list[str]:
    """Return the command of a `kg` in a process of its own."""
    return [sys.executable, "-m", "kg.cli", *map(str, arguments)]


def kg_process(
    *arguments: object, cwd: Path | None = None, env: Mapping[str, str] | None = None, timeout: float = 60
) -> Ran:
    """Run `kg` in a process of its own."""
    done = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Ran(out=done.stdout.decode(), err=done.stderr.decode(), code=done.returncode)
