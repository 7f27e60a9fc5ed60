"""A wave as an RSS 2.0 feed of its originals: headlines and addresses, no text."""

from datetime import datetime
from email.utils import format_datetime
from typing import BinaryIO
from xml.etree import ElementTree as ET

from tolqyn.export.addresses import in_ascii, is_web
from tolqyn.export.wording import CAVEAT, figures_of, one_line, title_of
from tolqyn.queries.findings import Exhibit, WaveFindings

_DC = "http://purl.org/dc/elements/1.1/"
ET.register_namespace("dc", _DC)


def write_rss(findings: WaveFindings, sink: BinaryIO) -> None:
    """The wave as a channel, each original as an item named by its document."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", title_of(findings))
    _add(channel, "link", f"urn:tolqyn:{findings.wave.wave_id}")
    figures = "; ".join(f"{name}: {value}" for name, value in figures_of(findings))
    _add(channel, "description", f"{figures}. {CAVEAT}")
    _add(channel, "lastBuildDate", _moment(findings.drawn_at))
    _add(channel, "generator", "tolqyn")
    feeds = {source.source_id: source.feeds or (source.address,) for source in findings.sources}
    for exhibit in findings.exhibits:
        if exhibit.original:
            _add_item(channel, exhibit, feeds.get(exhibit.document.source_id, ()))
    ET.indent(root, " ")
    sink.write(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _add_item(channel: ET.Element, exhibit: Exhibit, feeds: tuple[str, ...]) -> None:
    """One document; a link only where the address is one that a reader may follow."""
    document = exhibit.document
    item = ET.SubElement(channel, "item")
    _add(item, "title", one_line(document.headline) or one_line(document.address))
    if is_web(document.address):
        _add(item, "link", in_ascii(document.address))
    _add(item, "guid", document.document_id, isPermaLink="false")
    if document.published_at:
        _add(item, "pubDate", _moment(document.published_at))
    name = one_line(exhibit.source_name)
    address = next(filter(is_web, feeds), None)
    if address:
        _add(item, "source", name, url=in_ascii(address))
    _add(item, f"{{{_DC}}}publisher", name)
    if document.language:
        _add(item, f"{{{_DC}}}language", document.language)


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = text


def _moment(at: datetime) -> str:
    return format_datetime(at)
