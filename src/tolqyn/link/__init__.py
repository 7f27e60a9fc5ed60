"""Decisions about pairs of documents: which belong together, by which reasons, and who came first."""

from tolqyn.link.attribution import Attribution, Attributions
from tolqyn.link.chain import Step, chain_of, copy_group
from tolqyn.link.copies import find_copies
from tolqyn.link.copying import Copying, copying
from tolqyn.link.directions import Sources, find_directions
from tolqyn.link.evidence import REASONS
from tolqyn.link.families import Family, Taking, families, takings
from tolqyn.link.inputs import LinkInput, link_input
from tolqyn.link.judging import JudgedStories, Standing, judge_stories, standings
from tolqyn.link.marks import Marks, Meanings, Quoted
from tolqyn.link.narratives import NarrativeOptions, find_narratives
from tolqyn.link.options import Options
from tolqyn.link.quoting import find_quote_reuse
from tolqyn.link.stories import Stories, StoryOptions, find_stories

NAME = "link"
VERSION = "2"

__all__ = [
    "NAME",
    "REASONS",
    "VERSION",
    "Attribution",
    "Attributions",
    "Copying",
    "Family",
    "JudgedStories",
    "LinkInput",
    "Marks",
    "Meanings",
    "NarrativeOptions",
    "Options",
    "Quoted",
    "Sources",
    "Standing",
    "Step",
    "Stories",
    "StoryOptions",
    "Taking",
    "chain_of",
    "copy_group",
    "copying",
    "families",
    "find_copies",
    "find_directions",
    "find_narratives",
    "find_quote_reuse",
    "find_stories",
    "judge_stories",
    "link_input",
    "standings",
    "takings",
]
