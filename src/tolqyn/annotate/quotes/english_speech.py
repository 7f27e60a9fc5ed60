"""The grammar of attribution in English."""

from tolqyn.annotate.quotes.drafts import Grammar
from tolqyn.annotate.quotes.english_clauses import rules
from tolqyn.annotate.quotes.english_subjects import after, alone, before

ENGLISH = Grammar(before, after, alone, rules)
