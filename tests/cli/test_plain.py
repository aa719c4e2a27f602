"""Options have the values that Typer gives them, mostly without pydantic."""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.main import get_command

from cli.plain import quicken


class Colour(StrEnum):
    """A choice."""

    RED = "red"
    GREEN = "green"


def command(*, quick: bool) -> Any:  # noqa: ANN401 - Typer's commands have no public type
    """Return a command that returns what its options are."""

    def values(  # noqa: PLR0913 - an option of every kind
        names: Annotated[list[str] | None, typer.Argument()] = None,
        *,
        text: str | None = None,
        size: Annotated[int | None, typer.Option(min=1, max=9)] = None,
        share: Annotated[float, typer.Option(min=0, max=1)] = 0.5,
        colour: Colour = Colour.RED,
        colours: Annotated[list[Colour] | None, typer.Option()] = None,
        loud: bool = False,
        shouted: Annotated[str, typer.Option(parser=str.upper)] = "a",
    ) -> dict[str, Any]:
        return dict(locals())

    app = typer.Typer(add_completion=False)
    app.command()(values)
    made = get_command(app)
    if quick:
        quicken(made, typer.Context(made))
    return made


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a", "b"],
        ["--text", "", "--size", "9", "--colour", "green"],
        ["--size", "009", "--share", "1", "--loud"],
        ["--size", " 7 ", "--share", ".25"],
        ["--colours", "red", "--colours", "green"],
        ["--shouted", "b", "x"],
    ],
)
def test_values_are_those_of_typer(arguments: list[str]) -> None:
    found, wanted = (
        command(quick=quick).main(arguments, standalone_mode=False)
        for quick in (True, False)
    )
    assert found == wanted
    assert [type(one) for one in found.values()] == [
        type(one) for one in wanted.values()
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--size", "0"],
        ["--size", "10"],
        ["--size", "x"],
        ["--size", "٣٣"],
        ["--colour", "RED"],
        ["--colours", "blue"],
        ["--share", "2"],
    ],
)
def test_errors_are_those_of_typer(arguments: list[str]) -> None:
    said = []
    for quick in (True, False):
        with pytest.raises(Exception, match=r"nvalid|nput|not one") as caught:
            command(quick=quick).main(arguments, standalone_mode=False)
        said.append((type(caught.value), str(caught.value)))
    assert said[0] == said[1]


def test_a_plain_command_needs_no_pydantic(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("وصل الوفد. ثم غادر.", "utf-8")
    code = (
        "import sys; from cli.main import app\n"
        "try: app(['segment', sys.argv[1]])\n"
        "except SystemExit: pass\n"
        "sys.exit('pydantic' in sys.modules)"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(text)], check=True, capture_output=True
    )


def test_another_typer_goes_its_own_way() -> None:
    class Parameter:
        """What a Typer has that calls things otherwise."""

        get_runtime_param = staticmethod(dict)

    class Command:
        """A command with one of them."""

        def get_params(self, _: object) -> list[Parameter]:
            return [parameter]

    parameter = Parameter()
    quicken(Command(), None)
    assert parameter.get_runtime_param is dict
