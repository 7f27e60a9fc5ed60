"""What stands around a wave: events near its onset, what the figures cannot show, and how to check."""

from tolqyn.brief.citing import Scribe, Told, row, row_of
from tolqyn.brief.parts import Block, Column, Command, Listing, Paragraph, Phrase, Section, Sentence, Table
from tolqyn.brief.phrases import Name, Slot
from tolqyn.queries.findings import NearbyEvent


def events(scribe: Scribe) -> Section:
    """Entries of the calendar near the onset, nearest first, each with how often chance would do the same."""
    near = sorted(
        scribe.findings.events, key=lambda e: (abs((scribe.findings.wave.onset - e.event.day).days), e.event.day)
    )
    label, said = scribe.words.label, tuple(_event(scribe, event) for event in near)
    block: Block = Listing(label("events.label"), said, numbered=False)
    if not said:
        onset = scribe.told("wave.onset")
        block = Paragraph((scribe.say("events.none", onset=onset, also=(scribe.figure("events.near"),)),))
    return Section("events", label("events.heading"), (block,))


def _event(scribe: Scribe, near: NearbyEvent) -> Sentence:
    cited = scribe.figure("event.row", event_id=near.event.event_id)
    values = cited.value if isinstance(cited.value, tuple) else ()
    slots: dict[str, Told | Slot] = dict(zip(("title", "day", "lag", "chance"), values, strict=True))
    slots["title"] = Name(str(slots["title"]))
    onset = scribe.findings.wave.onset
    key = "same" if near.event.day == onset else "before" if near.event.day < onset else "after"
    chance = "events.untestable" if near.alignment.chance is None else "events.chance"
    return scribe.say(f"events.{key}", chance, also=(cited, scribe.figure("wave.onset")), given=slots)


def limits(scribe: Scribe) -> Section:
    """Short history, sources that joined or fell silent, dates not believed, items set aside, false alarms."""
    said = [_history(scribe), *_presence(scribe), *_dates(scribe), *_monitored(scribe)]
    said.append(scribe.say("limits.scope", workspace=scribe.named("brief.workspace")))
    blocks: list[Block] = [Listing(scribe.words.label("limits.label"), tuple(said), numbered=False)]
    if any(seen.state != "steady" for seen in scribe.findings.presences):
        blocks.append(_unsteady(scribe))
    if scribe.findings.limits.rejected:
        blocks.append(_rejected(scribe))
    return Section("limits", scribe.words.label("limits.heading"), tuple(blocks))


def checking(scribe: Scribe) -> Section:
    """Where the figures come from, and the commands that ask for them again."""
    wave, label = scribe.findings.wave, scribe.words.label
    drawn = scribe.say(
        "check.drawn",
        drawn=scribe.told("brief.drawn_at"),
        snapshot=scribe.told("brief.snapshot"),
        workspace=scribe.named("brief.workspace"),
        exhibits=scribe.told("wave.exhibits"),
    )
    verify = Command(label("check.file"), "tolqyn verify FILE")
    show = Command(label("check.show"), f"tolqyn show {wave.wave_id}")
    return Section("check", label("check.heading"), (Paragraph((drawn,)), verify, show))


def _history(scribe: Scribe) -> Sentence:
    history = scribe.told("limits.history_days")
    if scribe.findings.wave.immature:
        return scribe.say("limits.history", "limits.immature", history=history, also=(scribe.figure("wave.immature"),))
    return scribe.say("limits.history", history=history)


def _presence(scribe: Scribe) -> list[Sentence]:
    """How steadily the sources were seen; those that were not are named."""
    unsteady = [p for p in scribe.findings.presences if p.state != "steady"]
    everyone = scribe.told("presence.sources")
    if not scribe.findings.presences:
        return []
    if not unsteady:
        return [scribe.say("limits.steady", all=everyone, also=(scribe.figure("presence.state", state="steady"),))]
    states: dict[str, Told | Slot] = {s: scribe.told("presence.state", state=s) for s in ("joined", "silent", "gaps")}
    return [scribe.say("limits.presence", all=everyone, given=states)]


def _unsteady(scribe: Scribe) -> Table:
    """Sources that joined late, fell silent or had gaps, by name."""
    label, rows = scribe.words.label, []
    columns = (
        Column(label("who.source")),
        Column(label("limits.seen"), "short"),
        Column(label("limits.first"), "short"),
        Column(label("limits.last"), "short"),
        Column(label("who.documents"), "number"),
    )
    unsteady = [p for p in scribe.findings.presences if p.state != "steady"]
    for seen in sorted(unsteady, key=lambda p: (p.state, p.first_day, p.source_id)):
        cited = scribe.figure("presence.row", source_id=seen.source_id)
        name, state, first, last, documents = row_of(cited.value)
        said = Phrase(label(f"limits.{state}"))
        cells = (scribe.cell(Name(str(name))), said, scribe.cell(first), scribe.cell(last), scribe.cell(documents))
        rows.append(row(cells, cited))
    return Table(label("limits.unsteady"), columns, tuple(rows))


def _dates(scribe: Scribe) -> list[Sentence]:
    """Texts without a date, items set aside, and texts in an unknown language."""
    known = scribe.findings.limits
    documents = scribe.told("limits.documents")
    undated = scribe.told("limits.undated")
    said = [scribe.say("limits.undated" if known.undated else "limits.dated", undated=undated, documents=documents)]
    rejected = scribe.told("limits.rejected")
    said.append(scribe.say("limits.rejected" if known.rejected else "limits.rejected-none", rejected=rejected))
    if known.unknown_language:
        said.append(scribe.say("limits.language", unknown=scribe.told("limits.unknown_language")))
    return said


def _monitored(scribe: Scribe) -> list[Sentence]:
    alarms = scribe.told("monitored.expected_false_alarms")
    few = scribe.findings.monitored.expected_false_alarms < 1
    return [
        scribe.say(
            "limits.monitored-few" if few else "limits.monitored",
            series=scribe.told("monitored.series"),
            days=scribe.told("monitored.days"),
            alarms=alarms,
        )
    ]


def _rejected(scribe: Scribe) -> Table:
    label = scribe.words.label
    columns = (Column(label("limits.reason")), Column(label("limits.items"), "number"))
    rows = []
    for reason, _ in sorted(scribe.findings.limits.rejected, key=lambda pair: (-pair[1], pair[0])):
        counted = scribe.told("limits.rejected_for", reason=reason)
        rows.append(row((scribe.cell(Name(reason)), scribe.cell(counted.slot)), counted.citation))
    return Table(label("limits.rejected-table"), columns, tuple(rows))
