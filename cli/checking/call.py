"""One call of ``gloss check``: what was asked for, done once or again and again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cli import config, files, session
from cli.checking import baseline as baselines
from cli.checking import waivers as waiving
from cli.checking.glossaries import concepts
from cli.checking.inputs import Inputs
from cli.checking.output import chosen, write
from cli.checking.review import Job
from cli.checking.settings import Plan, plan
from cli.exchange import version
from cli.render.findings.content import Format
from cli.render.findings.text import summary
from glossary.errors import FileError, GlossError

if TYPE_CHECKING:
    from cli.checking.kinds import Kind
    from cli.checking.review import Outcome
    from cli.checking.settings import Asked
    from cli.config import Workspace
    from glossary.check import Finding

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2


@dataclass(slots=True, kw_only=True)
class Call:
    """The options, by name."""

    session: session.Session
    asked: Asked
    paths: tuple[str, ...]
    texts: tuple[str, str] | None = None
    source: str | None = None
    target: str | None = None
    kind: Kind | None = None
    strict: bool = False
    no_glossary: bool = False
    format: Format | None = None
    output: str | None = None
    show_waived: bool = False
    write_baseline: str | None = None
    fix: bool = False
    in_place: bool = False
    watched: bool = False
    _workspace: Workspace | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._workspace = self.session.workspace()
        if not self.paths and self.texts is None:
            if self._workspace is None:
                raise FileError("name what to check: FILE..., or --texts SOURCE TARGET")
            self.paths = tuple(
                str(self._workspace.root / one)
                for one in self._workspace.config.articles
            )
        refused = (
            (self.texts and self.paths, "--texts names what to check: leave FILE out"),
            (self.no_glossary and self.asked.glossary, "--no-glossary or --glossary?"),
            (self.in_place and not self.fix, "--in-place goes with --fix"),
            (self.in_place and self.output, "--in-place changes the files: no -o"),
            (self.fix and self.texts, "--fix mends files of units, not --texts"),
            (self.fix and self.watched, "--fix and --watch would chase each other"),
            (self.watched and files.STDIN in self.paths, "--watch needs files, not -"),
            (self.fix and self.write_baseline, "--fix or --write-baseline?"),
        )
        for is_wrong, problem in refused:
            if is_wrong:
                raise FileError(problem)

    def run(self) -> int:
        """Check once, write what was found, and return the status."""
        settings = self.session.settings(self.source, self.target)
        asked = plan(self.asked, settings, self._root)
        format_ = chosen(self.format, None if self.fix else self.output)
        inputs = Inputs(
            names=self.paths,
            languages=(settings.source, settings.target),
            kind=self.kind,
            strict=self.strict,
        )
        outcome = self._job(asked, inputs, format_).run()
        left = outcome.fresh
        if self.write_baseline:
            text = baselines.written(outcome.fresh)
            files.write_text(self.write_baseline, [text])
            session.say(f"{self.write_baseline}: {len(left)} findings remembered")
            left = []
        elif self.fix:
            left = self._fix(outcome, inputs, format_)
        else:
            write(outcome.review, format_, self.output)
        hidden = outcome.hidden(asked.least.value)
        session.say(summary(outcome.review, hidden))
        if inputs.problems:
            return UNREADABLE
        return FINDINGS if any(map(asked.fails, left)) else CLEAN

    def watch(self) -> None:
        """Check now and whenever a file changes, until the user interrupts."""
        from cli.checking.watch import rounds

        for _ in rounds(self._watched()):
            try:
                self.run()
            except GlossError as error:
                session.say(str(error))
            session.say("watching for changes; Ctrl-C ends")

    def _watched(self) -> list[str]:
        asked = self.asked
        names = [*self.paths, *(self.texts or ()), *asked.glossary]
        names += [one for one in (asked.waivers, asked.baseline) if one]
        if self._workspace is not None:
            names += [str(self._workspace.root / config.FILE)]
            names += [str(self._workspace.root / waiving.FILE)]
            if "://" not in self._workspace.store:
                names.append(self._workspace.store)
        return names

    @property
    def _root(self) -> Path | None:
        return self._workspace.root if self._workspace else None

    def _job(self, asked: Plan, inputs: Inputs, format_: Format) -> Job:
        known = (
            []
            if self.no_glossary
            else concepts(
                asked.glossary, self._workspace, inputs.languages, inputs.problems
            )
        )
        old = None
        if asked.baseline and not self.write_baseline:
            old = baselines.read(files.read_text(asked.baseline), asked.baseline)
        return Job(
            plan=asked,
            inputs=inputs,
            concepts=known,
            waivers=waiving.Waivers(
                self._waivers(asked), datetime.now(UTC).astimezone().date()
            ),
            texts=self.texts,
            baseline=old,
            show_waived=self.show_waived,
            lists_units=format_ is Format.JUNIT,
            version=version(),
        )

    def _waivers(self, asked: Plan) -> list[waiving.Waiver]:
        from glossary.check import RULES

        name = asked.waivers
        if name is None and self._root is not None:
            name = str(self._root / waiving.FILE)
            if not Path(name).is_file():
                return []
        if name is None:
            return []
        return waiving.read(files.read_text(name), name, frozenset(RULES))

    def _fix(self, outcome: Outcome, inputs: Inputs, format_: Format) -> list[Finding]:
        """Mend what can be; return what is left, printed unless a diff goes out."""
        from cli.checking.mending import fix

        done = fix(outcome.fresh, inputs, self.output, in_place=self.in_place)
        if done is None:
            return outcome.fresh
        left = [one for one in outcome.fresh if one not in done]
        write(replace(outcome.review, findings=left, waived={}), format_, None)
        return left
