"""What a wave is called and which figures it has, in words that other systems show as they are."""

import re

from tolqyn.queries.findings import WaveFindings

CAVEAT = (
    "A count of what was published, against what the baseline of this press explains. "
    "It says nothing about why, or on whose behalf."
)

_UNSHOWABLE = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+"
)


def title_of(findings: WaveFindings) -> str:
    """Target, press and days of a wave on one line."""
    wave = findings.wave
    tone = "hostile coverage" if wave.series == "hostile" else "coverage"
    days = f"since {wave.onset}" if wave.end is None else f"from {wave.onset} to {wave.end}"
    retracted = "retracted: " if wave.status == "retracted" else ""
    return one_line(f"{retracted}{findings.target_name}: unusual {tone} in {findings.press_name}, {days}")


def figures_of(findings: WaveFindings) -> tuple[tuple[str, str], ...]:
    """Names and values of a wave's figures, in the order in which a reader asks for them."""
    wave = findings.wave
    known = (
        ("wave", wave.wave_id),
        ("status", f"{wave.status}, {wave.tier}"),
        ("onset", f"{wave.onset} (between {wave.onset_from} and {wave.onset_until})"),
        ("peak", str(wave.peak)),
        ("end", None if wave.end is None else str(wave.end)),
        ("detected on", str(wave.detected_on)),
        ("documents", f"{wave.documents}, of them originals {wave.originals}, from {wave.sources} sources"),
        ("observed", f"{wave.observed}, expected {wave.expected:.1f}, excess {wave.excess:.1f}"),
        ("strength", f"{wave.strength:.1f} times the expected"),
        ("e-value", f"{wave.e_value:.3g}"),
        ("hostile share", None if wave.hostile_share is None else f"{wave.hostile_share:.2f}"),
        ("watched", _watched(findings)),
        ("drawn from", f"workspace {one_line(findings.workspace)}, snapshot {findings.snapshot}"),
    )
    return tuple((name, value) for name, value in known if value is not None)


def one_line(text: str) -> str:
    """Text for a title: control characters, line ends and marks that turn the direction of text become blanks.

    >>> one_line("Порт\\n\\u202eжабық ")
    'Порт жабық'
    """
    return " ".join(_UNSHOWABLE.sub(" ", text).split())


def _watched(findings: WaveFindings) -> str:
    monitored = findings.monitored
    alarms = f"{monitored.expected_false_alarms:.2g} false alarms expected among them"
    return f"{monitored.series} series over {monitored.days} days, {alarms}"
