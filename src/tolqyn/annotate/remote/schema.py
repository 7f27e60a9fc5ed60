"""Whether a value fits the few words of JSON Schema that our questions use."""

from collections.abc import Mapping
from typing import Any

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def misfit(value: object, schema: Mapping[str, Any], where: str = "answer") -> str | None:
    """What does not fit, `None` where all does.

    >>> misfit({"сөз": 1}, {"type": "object", "properties": {"сөз": {"type": "string"}}})
    'answer.сөз is no string'
    """
    types = schema.get("type", [])
    named = [types] if isinstance(types, str) else list(types)
    if named and not any(_is(value, name) for name in named):
        return f"{where} is no {' or '.join(named)}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{where} is none of {schema['enum']}"
    if isinstance(value, dict):
        return _misfit_object(value, schema, where)
    if isinstance(value, list):
        found = (misfit(item, schema.get("items", {}), f"{where}[{at}]") for at, item in enumerate(value))
        return next((one for one in found if one), None)
    return None


def _is(value: object, name: str) -> bool:
    return isinstance(value, _TYPES[name]) and not (isinstance(value, bool) and name in ("integer", "number"))


def _misfit_object(value: Mapping[str, Any], schema: Mapping[str, Any], where: str) -> str | None:
    missing = [name for name in schema.get("required", []) if name not in value]
    if missing:
        return f"{where} has no {missing[0]}"
    properties = schema.get("properties", {})
    found = (misfit(value[name], inner, f"{where}.{name}") for name, inner in properties.items() if name in value)
    return next((one for one in found if one), None)
