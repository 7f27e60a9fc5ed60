"""Verbs that check, and that let a person overrule: verify, check, judge."""

import getpass
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tolqyn.brief import Report
from tolqyn.cli.options import HERE, Common, opened, print_json, say
from tolqyn.export import PackReport
from tolqyn.model.run import Verdict
from tolqyn.workspace import Workspace


def verify(
    path: Annotated[Path, Parameter(help="A brief (.html, .md, .json) or a pack of evidence (.wacz).")],
    *,
    common: Common = HERE,
) -> int:
    """Check every citation of a brief, or every record of a pack; exit 1 when one fails."""
    with opened(Workspace, common) as workspace:
        report = workspace.verify(path)
    if common.json:
        failures = [{"what": fault.what, "record": fault.record, "differs": fault.differs} for fault in report.failures]
        print_json({"sound": report.sound, **_counts(report), "failures": failures, "notes": list(report.notes)})
        return 0 if report.sound else 1
    for line in (*map(str, report.failures), *report.notes):
        say(line)
    say(_looked_at(report) + ("all hold" if report.sound else f"{len(report.failures)} do not hold"))
    return 0 if report.sound else 1


def _counts(report: Report | PackReport) -> dict[str, int | str]:
    """How much was checked; the digest of a pack tells it from another that agrees with itself."""
    if isinstance(report, Report):
        return {"citations": report.checked, "statements": report.statements}
    return {"resources": report.resources, "records": report.records, "digest": report.digest}


def _looked_at(report: Report | PackReport) -> str:
    if isinstance(report, Report):
        return f"{report.checked} citations and {report.statements} statements checked against the archived bytes: "
    return f"pack {report.digest}\n{report.resources} entries and {report.records} records checked: "


def judge(
    item_id: Annotated[str, Parameter(help="Any identifier that show knows.")],
    verdict: Annotated[Verdict, Parameter(help="What you decide about it.")],
    *,
    by: Annotated[str | None, Parameter(help="Who decides; default: your user name here.")] = None,
    other: Annotated[str | None, Parameter(help="For merge: what to merge it with.")] = None,
    note: Annotated[str | None, Parameter(help="Why, or for rename the new name.")] = None,
    common: Common = HERE,
) -> int:
    """Note what a person decided; judgements outlive every table and outrank every score."""
    with opened(Workspace, common) as workspace:
        judgement = workspace.judge(item_id, verdict, by or getpass.getuser(), (other, note))
    if common.json:
        print_json(asdict(judgement))
    else:
        say(f"{judgement.judgement_id}: {judgement.item_id} {judgement.verdict}, by {judgement.by}")
    return 0


def check(*, common: Common = HERE) -> int:
    """Check sums, silent sources and damaged records; exit 1 when there are findings."""
    with opened(Workspace, common) as workspace:
        findings, accounts = workspace.check(), workspace.accounts()
    if common.json:
        rows = [{"kind": f.kind, "item": f.item, "detail": f.detail, "remedy": f.remedy} for f in findings]
        print_json({"findings": rows, **accounts})
    else:
        for stage, row in accounts["stages"].items():
            say(f"{stage}: {row['items_in']:,} in = {row['items_out']:,} out + {row['rejected']:,} rejected")
        for reason, count in accounts["rejections"].items():
            say(f"  rejected, {reason}: {count:,}")
        for finding in findings:
            say(f"{finding.kind}: {finding.item}: {finding.detail}\n  {finding.remedy}")
        say("no findings" if not findings else f"{len(findings)} findings")
    return 1 if any(finding.kind != "silent" for finding in findings) else 0
