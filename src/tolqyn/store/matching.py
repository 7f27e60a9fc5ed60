"""The index's fields, and a reader's query as a tantivy query over them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

import tantivy

from tolqyn.store.analysis import Keys

Must, Should, MustNot = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
Query = tantivy.Query


class Narrowing(TypedDict, total=False):
    """Which documents may be found: by language, by UTC day (`since` and `until` included), by source."""

    language: str | None
    since: date | None
    until: date | None
    sources: Collection[str] | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One part of a query in the terms of one language; several terms make a phrase."""

    keys: tuple[Keys, ...]
    absent: bool


def index_schema() -> Any:
    """Fields of the index. Stems and lemmas come ready, with a space between words."""
    builder = tantivy.SchemaBuilder()
    for name in ("document_id", "language", "analysis", "source_id"):
        builder.add_text_field(
            name, stored=name in ("document_id", "analysis"), tokenizer_name="raw", index_option="basic"
        )
    builder.add_integer_field("day", indexed=True, fast=True)
    for name in ("stem", "lemma"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_bytes_field("reading", stored=True, indexed=False)
    return builder.build()


def match_query(schema: Any, wanted: Mapping[str, Sequence[Wanted]], narrowing: Narrowing) -> Any:
    """Documents that hold every wanted part, read in the language of their own analysis, within the narrowing."""
    branches = [(Should, _branch(schema, analysis, parts)) for analysis, parts in wanted.items()]
    filters = [(Must, Query.const_score_query(part, 0.0)) for part in _filters(schema, narrowing)]
    return Query.boolean_query([(Must, Query.boolean_query(branches)), *filters])


def _branch(schema: Any, analysis: str, parts: Sequence[Wanted]) -> Any:
    """The query as it reads in one language."""
    clauses = [(Must, Query.const_score_query(Query.term_query(schema, "analysis", analysis), 0.0))]
    for part in parts:
        stems = _words(schema, "stem", [key.stem for key in part.keys])
        lemmas = _words(schema, "lemma", [key.lemma for key in part.keys])
        either = Query.disjunction_max_query([stems, lemmas])
        clauses.append((MustNot if part.absent else Must, either))
    return Query.boolean_query(clauses)


def _words(schema: Any, field: str, terms: list[str]) -> Any:
    if len(terms) == 1:
        return Query.term_query(schema, field, terms[0])
    return Query.phrase_query(schema, field, terms)


def _filters(schema: Any, narrowing: Narrowing) -> list[Any]:
    language, sources = narrowing.get("language"), narrowing.get("sources")
    since, until = narrowing.get("since"), narrowing.get("until")
    filters = []
    if language is not None:
        filters.append(Query.term_query(schema, "language", language))
    if sources is not None:
        filters.append(Query.term_set_query(schema, "source_id", sorted(sources)))
    if since is not None or until is not None:
        first, last = (since or date.min).toordinal(), (until or date.max).toordinal()
        filters.append(Query.range_query(schema, "day", tantivy.FieldType.Integer, first, last))
    return filters
