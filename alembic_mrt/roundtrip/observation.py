"""What the round trip of one revision showed, and the verdict that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from alembic_mrt.finding import Finding, Location, RevisionResult, Severity, Verdict
from alembic_mrt.history.script import RevisionScript
from alembic_mrt.roundtrip.dialects.base import Snapshot

GRAVITY = (
    Verdict.UPGRADE_FAILS,
    Verdict.UPGRADE_FAILS_ON_ROWS,
    Verdict.NOT_WRITTEN,
    Verdict.DOWNGRADE_FAILS,
    Verdict.DATA_LOST,
    Verdict.SCHEMA_DIFFERS,
    Verdict.DOWNGRADE_FAILS_ON_NEW_ROWS,
    Verdict.REUPGRADE_FAILS,
    Verdict.SKIPPED,
    Verdict.IRREVERSIBLE,
    Verdict.UNPROVEN,
)
"""Where several verdicts hold, the first of these is told; the findings tell the rest."""

_VERDICT_OF_GROUP = {"MRT2": Verdict.DATA_LOST, "MRT3": Verdict.SCHEMA_DIFFERS}


@dataclass
class Observation:
    """Collect what was seen of one revision; ``reasons`` says why, by verdict."""

    script: RevisionScript
    findings: list[Finding] = field(default_factory=list)
    reasons: dict[Verdict, list[str]] = field(default_factory=dict)

    _kept: tuple[tuple[Finding, ...], Mapping[Verdict, tuple[str, ...]]] = ((), {})

    def keep(self) -> None:
        """Hold for settled what was seen before the trip."""
        reasons = {verdict: tuple(found) for verdict, found in self.reasons.items()}
        self._kept = (tuple(self.findings), reasons)

    def clear(self) -> None:
        """Forget what the trip has shown, for it is made again."""
        findings, reasons = self._kept
        self.findings = list(findings)
        self.reasons = {verdict: list(found) for verdict, found in reasons.items()}

    def happens_where(self, when: str) -> None:
        """Add to what the trip has shown since :meth:`keep` in which case alone it was seen."""
        for place in range(len(self._kept[0]), len(self.findings)):
            finding = self.findings[place]
            message = f"{finding.message}; this happens where {when}"
            self.findings[place] = replace(finding, message=message)

    def conclude(self, verdict: Verdict, reason: str = "") -> None:
        """Hold a verdict for true, with one clause that says why."""
        self.reasons.setdefault(verdict, []).extend([reason] if reason else [])

    def differs(self, findings: tuple[Finding, ...], where: Location) -> None:
        """Take in what a comparison found, at the function that should have prevented it."""
        for finding in findings:
            self.findings.append(replace(finding, location=finding.location or where))
            if finding.severity is not Severity.NOTE:
                self.conclude(_VERDICT_OF_GROUP[finding.code[:4]])

    def raised(  # noqa: PLR0913, PLR0917
        self,
        code: str,
        verdict: Verdict,
        message: str,
        where: Location,
        remedy: str = "",
        name: str = "",
    ) -> None:
        """Take in that a step failed; ``name`` is what is at stake, if more than the step."""
        finding = Finding(
            code=code,
            severity=Severity.ERROR,
            message=message,
            revision=self.script.revision,
            location=where,
            remedy=remedy,
            object=name or verdict.value,
        )
        self.findings.append(finding)
        self.conclude(verdict)

    def note(self, code: str, message: str, where: Location, remedy: str = "") -> None:
        """Take in something worth knowing that fails nothing."""
        self.findings.append(
            Finding(
                code=code,
                severity=Severity.NOTE,
                message=message,
                revision=self.script.revision,
                location=where,
                remedy=remedy,
            )
        )

    def leaves_uncompared(self, start: Snapshot, now: Snapshot) -> None:
        """Say what is not compared and has come or gone since ``start``."""
        for sentence in now.not_compared:
            if sentence not in start.not_compared:
                self.conclude(Verdict.UNPROVEN, sentence)
        for sentence in start.not_compared:
            if sentence not in now.not_compared:
                self.conclude(Verdict.UNPROVEN, f"{sentence.rstrip('.')}, and has gone or changed")

    def result(self) -> RevisionResult:
        """Return the gravest verdict with every finding."""
        verdict = next((v for v in GRAVITY if v in self.reasons), Verdict.REVERSIBLE)
        return RevisionResult(
            revision=self.script.revision,
            title=self.script.title,
            verdict=verdict,
            reason="; ".join(dict.fromkeys(self.reasons.get(verdict, ()))),
            location=Location(self.script.file, self.script.line),
            findings=tuple(self.findings),
        )
