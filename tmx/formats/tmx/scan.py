"""Units one after the other out of the text of a memory, whatever its state."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.xmlevents import DEEPEST
from glossary.xmlsource import UNREAD
from tmx.formats.tmx.ordinary import UNIT, UncommonError, ordinary_unit
from tmx.formats.tmx.window import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.xmlevents import Root
    from tmx.formats.tmx.general import General
    from tmx.formats.tmx.window import Window
    from tmx.model import Attributes, TranslationUnit

_TAG = re.compile(r"""<(/?)([^\s/<>!?&"'=]+)(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+>""")
_MARKS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_SPACE = re.compile(r"[ \t\n]*+")
# White space and any name, so that "the text so far is too short" can be told.
_LONGEST_NAME = 100
_MOST_BEFORE = 1000


class Scanner:
    """Read what stands in ``body``; begin at the window's position."""

    def __init__(self, root: Root, window: Window, general: General) -> None:
        prefix = root.name.removesuffix(root.local)
        self._window, self._general = window, general
        self._root, self._body = root.name, f"{prefix}body"
        self._end = f"</{prefix}tu"
        tu = f"<{re.escape(prefix)}tu(?=[ \\t\\n/>])"
        self._tu = re.compile(tu)
        self._mark = re.compile(
            rf"<!--|<!\[CDATA\[|<\?|</{re.escape(prefix)}tu[ \t\n]*>|{tu}"
        )
        self._open: list[tuple[str, int]] = [(root.name, root.line)]
        self._strays = 0
        self._before: list[str] = []
        self.can_be_ordinary = not prefix
        """Whether the general way would find no more in an ordinary unit."""

    def enter_body(self) -> Attributes:
        """Read the start tag of ``body``, if it is there, and return its attributes."""
        window = self._window
        tag = _TAG.match(window.text, window.position)
        if not tag or tag[2] != self._body:
            return ()
        line = window.line(window.position)
        window.position = tag.end()
        if not tag[0].endswith("/>"):
            self._open.append((self._body, line))
        return self._general.attributes(tag[0], line)

    def units(self) -> Iterator[TranslationUnit]:
        """Yield the units in order; report what else stands there."""
        window = self._window
        while True:
            while self.can_be_ordinary and not self._before:
                match = UNIT.match(window.text, window.position)
                if match is None or (unit := self._ordinary(match)) is None:
                    break
                window.position = match.end()
                yield unit
            blank = _SPACE.match(window.text, window.position)
            assert blank
            window.position = blank.end()
            left = len(window.text) - window.position
            if left < _LONGEST_NAME and window.more():
                continue
            if left <= 0:
                break
            if not self._tu.match(window.text, window.position):
                self._other()
            elif (one := self._unit()) is not None:
                yield self._preceded(one)
        self._finish()

    def _preceded(self, unit: TranslationUnit) -> TranslationUnit:
        if not self._before:
            return unit
        unit = replace(unit, before=tuple(self._before))
        self._before.clear()
        return unit

    def _finish(self) -> None:
        window = self._window
        for one in self._before:
            window.problem(f"{one} stands behind the last unit; it was left out", None)
        if self._open and not window.stopped:
            name, line = self._open[-1]
            window.problem(
                f"the file ends inside <{name}>, which begins in line {line}: "
                "it is cut off",
                window.line(window.position),
            )

    def _ordinary(self, match: re.Match[str]) -> TranslationUnit | None:
        text = match[0]
        if "]]>" in text or (self._window.has_unread and UNREAD.search(text)):
            return None
        try:
            return ordinary_unit(match)
        except UncommonError:
            return None

    def _unit(self) -> TranslationUnit | None:
        """Read the unit that begins here in the general way."""
        window = self._window
        while (end := self._unit_end()) is None:
            if window.more():
                # It may be an ordinary one that the window's edge had cut.
                match = self.can_be_ordinary and UNIT.match(
                    window.text, window.position
                )
                if match and (unit := self._ordinary(match)) is not None:
                    window.position = match.end()
                    return unit
                continue
            self._lost()
            return None
        line = window.line(window.position)
        text = window.text[window.position : end]
        window.position = end
        if window.has_unread and UNREAD.search(text):
            window.problem("the unit holds such bytes; it was left out", line)
            return None
        return self._general.unit(text.rstrip(), line)

    def _unit_end(self) -> int | None:
        """Return where the unit that begins here ends, or ``None`` if not known."""
        window = self._window
        text, place = window.text, window.position + 1
        begun = _TAG.match(text, window.position)
        if begun and begun[0].endswith("/>"):
            return begun.end()
        while mark := self._mark.search(text, place):
            closing = _MARKS.get(mark[0])
            if closing is None:
                is_end = mark[0].startswith("</")
                return mark.end() if is_end else mark.start()
            found = window.find(closing, mark.end())
            if found < 0:
                return None
            place = found + len(closing)
        return None

    def _lost(self) -> None:
        """Report the unit that begins here and does not end; go to the next."""
        window = self._window
        line = window.line(window.position)
        is_long = not window.at_end
        following = self._tu.search(window.text, window.position + 1)
        if following:
            text = window.text[window.position : following.start()]
            window.position = following.start()
            if len(text) > LONGEST:
                window.problem("a value is longer than 10 MB", line)
            else:
                self._general.unit(text.rstrip(), line)
        elif is_long:
            window.problem("a value is longer than 10 MB", line)
            window.position += 1
            window.skip_to(self._tu)
        else:
            window.problem(
                f"the file ends inside <tu>, which begins in line {line}: "
                "it is cut off",
                window.line(len(window.text)),
            )
            window.position = len(window.text)
            self._open.clear()

    def _other(self) -> None:
        """Pass over what is no unit, and report it where it is not expected."""
        window = self._window
        text, place = window.text, window.position
        line = window.line(place)
        for mark, closing in _MARKS.items():
            if text.startswith(mark, place):
                self._pass(mark, closing, line)
                return
        tag = _TAG.match(text, place)
        if tag is None:
            self._between(line)
            return
        window.position = tag.end()
        if tag[1]:
            self._close(tag[2], line)
        elif tag[2] == self._body and len(self._open) < DEEPEST:
            if not tag[0].endswith("/>"):
                self._open.append((tag[2], line))
        else:
            self._stray(tag, line)

    def _pass(self, mark: str, closing: str, line: int) -> None:
        window = self._window
        end = window.text.find(closing, window.position)
        is_kept = mark == "<?" and end > 0 and len(self._before) < _MOST_BEFORE
        if is_kept and not self._strays:
            self._before.append(window.text[window.position : end + len(closing)])
        elif mark != "<!--" and not self._strays:
            said = window.text[window.position : window.position + 40]
            window.problem(
                f"{said!r} stands where TMX has only units; it was left out", line
            )
        window.position += len(mark)
        if not window.skip_past(closing):
            window.problem(f"{mark} is never closed: the file is cut off", line)
            self._open.clear()

    def _stray(self, tag: re.Match[str], line: int) -> None:
        if not self._strays:
            self._window.problem(
                f"<{tag[2]}> stands where TMX has only units; it was left out", line
            )
        if tag[0].endswith("/>"):
            return
        if len(self._open) >= DEEPEST:
            self._window.problem(f"elements are nested deeper than {DEEPEST}", line)
            self._open.clear()
            self._window.stop()
            return
        self._open.append((tag[2], line))
        self._strays += 1

    def _close(self, name: str, line: int) -> None:
        if self._open and self._open[-1][0] == name:
            self._open.pop()
            self._strays = max(0, self._strays - 1)
            return
        names = [one for one, _ in self._open]
        if name in names:
            inner, begun = self._open[-1]
            self._window.problem(
                f"<{inner}> of line {begun} meets </{name}>: an end tag is missing or "
                "misspelt",
                line,
            )
            while self._open.pop()[0] != name:
                self._strays = max(0, self._strays - 1)
        else:
            self._window.problem(f"</{name}> closes nothing", line)

    def _between(self, line: int) -> None:
        """Report text, or a bare sign, between units."""
        window = self._window
        window.position += 1
        said = window.text[window.position - 1 : window.position + 39].partition("<")
        if not self._strays:
            words = said[0] or "<"
            window.problem(
                f"the text {words.strip()!r} stands between units, where TMX has none; "
                "it was left out",
                line,
            )
        window.skip_to(_NEXT)


_NEXT = re.compile("<")
