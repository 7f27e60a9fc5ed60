"""What counts as a copy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Thresholds of copies. The figures were fitted on the Telegram stream (docs/explanation/copies.md).

    `containment`: least share of the shorter text's shingles of `width` words; `series_containment`: the same for two
    texts more than `series_days` apart, which are more often a series than a reprint, and whose first words may not
    name other figures unless they share `reprint`. `least_words`: a text with fewer is compared whole, and only when it
    has `least_letters` (half of that in scripts without spaces). `figures`: share of contradicting numbers that is
    still a correction; `news_figures`: the same for two sources within `news_hours`, which correct each other more
    often. `floor`: overlap with its original that a copy of a copy must keep. `boilerplate_share`,
    `boilerplate_least`: share and number of a source's different texts in which boilerplate stands. `reach`: neighbours
    in time that are read of one posting list, on each side.
    """

    window_days: float = 14
    containment: float = 0.5
    series_containment: float = 0.6
    series_days: float = 1
    reprint: float = 0.8
    width: int = 5
    least_words: int = 8
    least_letters: int = 40
    figures: float = 0.2
    news_figures: float = 0.5
    news_hours: float = 6
    floor: float = 0.3
    boilerplate_share: float = 0.05
    boilerplate_least: int = 5
    reach: int = 128
