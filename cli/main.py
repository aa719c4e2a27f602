"""The app, and the one place where errors become words and an exit status."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import Annotated, NoReturn

from glossary.collecting import uncollected

with uncollected():  # what is imported is no garbage
    import typer

    from cli.lazy import LazyGroup
    from cli.session import Session, say
    from glossary.errors import GlossError

OUR_FAULT = 70
INTERRUPTED = 130

app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Glossaries and translation memories for translators of Arabic articles.\n\n"
    "Start with: gloss init --sample demo && cd demo && gloss extract",
)


class _Interrupt(BaseException):
    """Ctrl-C; not ``KeyboardInterrupt``, which the option parser takes for its own."""


def _version(value: bool) -> None:  # noqa: FBT001 - an option's callback
    if value:
        from importlib.metadata import version

        typer.echo(f"gloss {version('glosskit')}")
        raise typer.Exit


@app.callback()
def options(
    ctx: typer.Context,
    *,
    workspace: Annotated[
        str | None,
        typer.Option("-w", "--workspace", metavar="DIR", help="The workspace to use."),
    ] = None,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show a traceback for a fault of ours.")
    ] = False,
    _shown: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say which."),
    ] = False,
) -> None:
    """Take the options that stand before the command."""
    ctx.obj = Session(directory=workspace, debug=debug)


def _interrupt(_number: int, _frame: object) -> NoReturn:
    raise _Interrupt


def main() -> None:
    """Run ``gloss``: errors of the user's making end as one line and status 2."""
    # Our matrices are small: a second thread would mostly wait, and busily.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    signal.signal(signal.SIGINT, _interrupt)
    if hasattr(signal, "SIGPIPE"):  # `gloss … | head` ends as any filter does
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    gc.freeze()
    try:
        app()
    except GlossError as error:
        say(str(error))
        sys.exit(2)
    except _Interrupt:
        say("interrupted")
        sys.exit(INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is ours
        if "--debug" in sys.argv:
            import traceback

            traceback.print_exc()
            sys.exit(OUR_FAULT)
        say(f"a fault of ours: {type(error).__name__}: {error}")
        say("please report it with what 'gloss --debug …' prints")
        sys.exit(OUR_FAULT)
    finally:
        gc.freeze()  # the process ends: whoever looks for garbage now looks in vain


if __name__ == "__main__":
    main()
