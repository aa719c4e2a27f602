"""Web pages that need nothing else: one file, one style, a policy that forbids more."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from glossary.lang import direction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Assets(NamedTuple):
    """A page's style and script: names of files in its package's ``templates``."""

    styles: Sequence[str]
    scripts: Sequence[str] = ()


def page(
    package: str, template: str, assets: Assets, **content: object
) -> Iterator[str]:
    """Yield a page in pieces, from a template of a package.

    Every text is escaped. By its own policy nothing may be loaded and no script may run
    but that of ``assets``; a template prints ``style``, ``script`` and ``policy``.
    """
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # A character that HTML forbids is shown as U+FFFD, not obeyed, not dropped.
        finalize=_legal,
    )
    style = "".join(_asset(package, name) for name in assets.styles)
    script = "".join(_asset(package, name) for name in assets.scripts)
    return environment.get_template(template).generate(
        direction=direction,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - the same
        policy=(
            "default-src 'none'; base-uri 'none'; form-action 'none'; "
            f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
        ),
        **content,
    )


def _asset(package: str, name: str) -> str:
    found = resources.files(package).joinpath("templates", name)
    return found.read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return the expression of CSP level 3 that allows this text and no other."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _legal(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    return _CONTROLS.sub("\ufffd", value) if type(value) is str else value
