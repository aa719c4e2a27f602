"""Word documents made by hand, as small as they may be."""

from __future__ import annotations

import io
import zipfile

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def types(**parts: str) -> str:
    rows = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f"{rows}</Types>"
    )


def part(root: str, content: str, space: str = SPACE) -> str:
    return (
        f'<w:{root} xmlns:w="{space}" xmlns:mc="{COMPATIBILITY}">{content}</w:{root}>'
    )


def package(files: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def document(body: str, space: str = SPACE, **more: tuple[str, str]) -> bytes:
    """Return a document; ``more`` are its other parts: kind and content by name."""
    kinds = {name: kind for name, (kind, _) in more.items()}
    return package(
        {
            "[Content_Types].xml": types(document="document.main", **kinds),
            "word/document.xml": part("document", f"<w:body>{body}</w:body>", space),
            **{
                f"word/{name}.xml": part(kind, content)
                for name, (kind, content) in more.items()
            },
        }
    )


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(content: str) -> str:
    return f"<w:r><w:t>{content}</w:t></w:r>"
