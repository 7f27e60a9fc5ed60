"""One Arrow schema for each record, derived from its declaration: a field is declared once."""

import dataclasses
import types
import typing
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

import pyarrow as pa

Record = TypeVar("Record")

_PLAIN: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
    datetime: pa.timestamp("us", tz="UTC"),
    date: pa.date32(),
}


def schema_of(record: type) -> pa.Schema:
    """Arrow schema of a record type; `X | None` becomes nullable, a tuple a list, pairs of strings a list of lists."""
    return _schema(record)


@cache
def _schema(record: Any) -> pa.Schema:
    hints = typing.get_type_hints(record)
    fields = []
    for member in dataclasses.fields(record):
        kind, nullable = _without_none(hints[member.name])
        fields.append(pa.field(member.name, _arrow_type(kind), nullable=nullable))
    return pa.schema(fields)


def to_table(rows: Iterable[object], record: type) -> pa.Table:
    """Table of records, in order; an empty iterable gives an empty table with the right columns."""
    rows = list(rows)
    schema = schema_of(record)
    columns = [
        pa.array([getattr(row, name) for row in rows], field.type)
        for name, field in zip(schema.names, schema, strict=True)
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def from_table(table: pa.Table, record: type[Record]) -> list[Record]:
    """Records of a table, in order; columns that the record does not know are left out."""
    names = schema_of(record).names
    columns: Sequence[list[Any]] = [_tupled(table.column(name).to_pylist(), name, record) for name in names]
    return [record(*values) for values in zip(*columns, strict=True)] if columns else []


def _tupled(values: list[Any], name: str, record: type) -> list[Any]:
    """Lists of a column as the tuples that the record declares."""
    if not pa.types.is_list(schema_of(record).field(name).type):
        return values
    return [tuple(tuple(item) if isinstance(item, list) else item for item in value) for value in values]


def _without_none(kind: Any) -> tuple[Any, bool]:
    """A type without its `None`, and whether it had one."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        rest = [member for member in typing.get_args(kind) if member is not type(None)]
        if len(rest) != len(typing.get_args(kind)):
            return (rest[0] if len(rest) == 1 else typing.Union[tuple(rest)]), True  # noqa: UP007
    return kind, False


def _arrow_type(kind: Any) -> pa.DataType:
    """Arrow type of a declared type."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(_arrow_type(arguments[0]))
    raise TypeError(f"no Arrow type for {kind!r}")
