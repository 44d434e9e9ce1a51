"""`kg serve`: an explorer and a SPARQL endpoint on a built graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import STORE
from kg.errors import UsageError
from kg.export.void import base_of
from kg.store.oxigraph import open_native


@click.command()
@STORE
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any that is free.")
@click.option("--name", "names", multiple=True, help="A further host name by which it may be called. Repeatable.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Seconds of a query.")
@click.option("--rows", type=click.IntRange(min=1), default=100_000, show_default=True, help="Rows of an answer.")
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True, help="Queries at one time.")
@click.option("--cors", "origins", multiple=True, help="Whose pages may ask, as https://example.org; or *. Repeatable.")
@click.option("--allow-service", is_flag=True, help="Let SERVICE in queries ask other machines.")
def serve(
    store: Path,
    host: str,
    port: int,
    names: tuple[str, ...],
    timeout: float,
    rows: int,
    workers: int,
    origins: tuple[str, ...],
    allow_service: bool,
) -> None:
    """Serve the graph: an explorer at /, SPARQL at /sparql (queries only) and /query, each thing at /id/….

    \b
    Examples:
      kg serve                     then open http://127.0.0.1:8000/
      kg serve --port 8080 --timeout 10 --cors https://example.org
    """
    try:
        import uvicorn  # noqa: PLC0415

        from kg.web.app import Service, create_app, loopback_hosts  # noqa: PLC0415
        from kg.web.workers import Limits  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(f"serving needs {error.name}", "pip install 'kg[serve]'") from error
    service = Service(
        store=store,
        base=base_of(open_native(store)),
        hosts=loopback_hosts(host, names),
        workers=workers,
        seconds=timeout,
        limits=Limits(rows=rows, services=allow_service),
        origins=origins,
    )
    click.echo(f"kg: http://{host}:{port}/ (SPARQL at /sparql); Ctrl-C ends it", err=True)
    uvicorn.run(create_app(service), host=host, port=port, log_level="warning", server_header=False)
