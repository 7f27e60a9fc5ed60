"""The title and the first sentences: is there a wave, since when, how strong, over or not."""

import math

from tolqyn.brief.citing import Scribe, Told
from tolqyn.brief.numerals import interval
from tolqyn.brief.parts import Citation, Sentence
from tolqyn.brief.phrases import Slot

EVERY_SOURCE = "all"
"""The press that every workspace has; a sentence names it in its own language."""

MOST_TIMES = 1000.0
"""A ratio beyond this says that next to nothing was expected, which the sentence says already."""


def title(scribe: Scribe) -> Sentence:
    """Target, press, and the wave's days."""
    wave = scribe.findings.wave
    slots: dict[str, Told | Slot] = {**_whose(scribe), "onset": scribe.told("wave.onset")}
    if wave.status == "retracted":
        return scribe.titled("title.retracted", slots)
    again = "again-" if scribe.findings.earlier else ""
    also = (scribe.figure("wave.earlier"),) if again else ()
    if wave.end is None:
        return scribe.titled(f"title.{again}on", slots, also)
    slots |= {"end": scribe.told("wave.end")}
    if wave.end == wave.onset:
        return scribe.titled(f"title.{again}one-day", slots, also)
    slots |= {"span": _interval(scribe, "wave.onset", "wave.end")}
    return scribe.titled(f"title.{again}over", slots, also)


def lead(scribe: Scribe) -> tuple[Sentence, ...]:
    """The answer in three sentences, and one more where the history is short or the evidence slight."""
    wave = scribe.findings.wave
    sentences = [began(scribe), strength(scribe), now(scribe)]
    if wave.immature:
        history = scribe.told("limits.history_days")
        sentences.append(scribe.say("answer.immature", history=history, also=(scribe.figure("wave.immature"),)))
    if wave.tier == "notice" and wave.status != "retracted":
        noticed = scribe.told("wave.detected_on")
        sentences.append(scribe.say("answer.notice", detected=noticed, also=(scribe.figure("wave.tier"),)))
    return tuple(sentences)


def began(scribe: Scribe) -> Sentence:
    """Is there a wave, and since when, with the days that the counts allow."""
    wave = scribe.findings.wave
    slots: dict[str, Told | Slot] = {**_whose(scribe), "onset": scribe.told("wave.onset")}
    also: tuple[Citation, ...] = (scribe.figure("wave.status"),)
    if wave.status == "retracted":
        return scribe.say("answer.retracted", also=also, given=slots)
    keys = ["answer.on" if wave.end is None else "answer.over"]
    if wave.onset_from < wave.onset_until:
        keys.append("answer.onset-interval")
        slots |= {"onset_days": _interval(scribe, "wave.onset_from", "wave.onset_until")}
        also += (scribe.figure("wave.onset_from"), scribe.figure("wave.onset_until"))
    return scribe.say(*keys, also=also, given=slots)


def strength(scribe: Scribe) -> Sentence:
    """How many originals, in how many days, where about how many were to be expected."""
    wave = scribe.findings.wave
    slots: dict[str, Told | Slot] = {
        "days": scribe.told("wave.length_days"),
        "sources": scribe.told("wave.sources"),
        "observed": scribe.told("wave.observed"),
    }
    expected = scribe.told("wave.expected")
    hostile = "-hostile" if wave.series == "hostile" else ""
    keys = [f"answer.strength-few{hostile}" if wave.expected < 1 else f"answer.strength{hostile}"]
    slots |= {"expected": expected}
    if wave.expected >= 1 and math.isfinite(wave.strength) and wave.strength <= MOST_TIMES:
        keys.append("answer.times")
        slots |= {"strength": scribe.told("wave.strength")}
    return scribe.say(*keys, given=slots)


def now(scribe: Scribe) -> Sentence:
    """Over or still on, the strongest day, and whether the press had such waves before."""
    wave, earlier = scribe.findings.wave, scribe.findings.earlier
    slots: dict[str, Told | Slot] = {"peak": scribe.told("wave.peak")}
    also: tuple[Citation, ...] = ()
    if wave.status == "retracted":
        keys = ["answer.withdrawn"]
        slots |= {"detected": scribe.told("wave.detected_on")}
    elif wave.end is None:
        keys = ["answer.still"]
        slots |= {"last": scribe.told("wave.last_day")}
    else:
        keys = ["answer.ended"]
        slots |= {"end": scribe.told("wave.end")}
        if wave.end_from and wave.end_until and wave.end_from < wave.end_until:
            keys.append("answer.end-interval")
            slots |= {"end_days": _interval(scribe, "wave.end_from", "wave.end_until")}
            also = (scribe.figure("wave.end_from"), scribe.figure("wave.end_until"))
        keys.append("answer.peak")
    if earlier:
        keys.append("answer.again-one" if len(earlier) == 1 else "answer.again-many")
        slots |= {"earlier": scribe.told("wave.earlier")}
        slots |= {"earlier_onset": scribe.told("wave.latest_earlier_onset")}
    return scribe.say(*keys, also=also, given=slots)


def _interval(scribe: Scribe, first: str, last: str) -> str:
    """Two days of the wave as prose has them; whoever uses it cites both."""
    days = scribe.told(first).slot, scribe.told(last).slot
    return interval(scribe.words.locale, str(days[0]), str(days[1]), scribe.words.text["days.interval"])


def _whose(scribe: Scribe) -> dict[str, Told | Slot]:
    """Target, press and what kind of series: the subject of every opening sentence."""
    kind, everyone = scribe.findings.wave.series, scribe.findings.wave.press == EVERY_SOURCE
    press = scribe.named("wave.press_name")
    if everyone:
        press = Told(scribe.words.text["press.all"], scribe.figure("wave.press"))
    return {
        "target": scribe.named("wave.target_name"),
        "press": press,
        "kind": Told(scribe.words.text[f"kind.{kind}"], scribe.figure("wave.series")),
    }
