"""Posts of a channel as a list, as Telegram Desktop's export, and as a saved page of the web preview."""

import json
import zlib
from datetime import UTC, datetime
from html import escape
from typing import Any

from article import Article
from draw import Draw


def text_of(article: Article, footer: str, advert: str | None) -> str:
    """A post's text: its paragraphs, under every fourth the channel's advert if it has one, then its footer."""
    hung = (advert,) if advert and Draw("hung", article.key).below(4) == 0 else ()
    return "\n\n".join((*article.paragraphs, *hung, footer))


def posts_of(channel: str, articles: list[Article], footer: str, advert: str | None) -> list[dict[str, Any]]:
    """A channel's posts in order of time, with numbers that leave gaps, as deleted messages do."""
    posts, number = [], 100
    for article in articles:
        draw = Draw("post", article.key)
        number += 1 + (draw.below(5) == 0)
        posts.append(
            {
                "message_id": number,
                "sender_id": sender_of(channel),
                "text": text_of(article, footer, advert),
                "date": article.at.astimezone(UTC).isoformat(),
                "channel": channel,
                "views": 400 + draw.below(9000),
            }
        )
    return posts


def sender_of(channel: str) -> int:
    """A number beyond those that Telegram has given out: the channel's own, else derived from its handle."""
    if channel.startswith("c/"):
        return -(1_000_000_000_000 + int(channel.removeprefix("c/")))
    return -(1_009_000_000_000 + zlib.crc32(channel.encode()))


def as_list(posts: list[dict[str, Any]]) -> str:
    """The list form, newest first."""
    return json.dumps(posts[::-1], ensure_ascii=False, indent=1) + "\n"


def as_desktop(channel: str, name: str, posts: list[dict[str, Any]]) -> str:
    """Telegram Desktop's `result.json`: texts in pieces, the number of the channel but no handle."""
    number = -sender_of(channel) - 1_000_000_000_000
    messages = [
        {
            "id": post["message_id"],
            "type": "message",
            "date": post["date"][:19],
            "date_unixtime": _unix(post["date"]),
            "from": name,
            "from_id": f"channel{number}",
            "text": [{"type": "bold", "text": lead}, rest] if rest else lead,
            "text_entities": [{"type": "bold", "text": lead}, {"type": "plain", "text": rest}],
        }
        for post in posts
        for lead, rest in (_halves(post["text"]),)
    ]
    export = {"name": name, "type": "public_channel", "id": number, "messages": messages}
    return json.dumps(export, ensure_ascii=False, indent=1) + "\n"


def as_preview(channel: str, name: str, posts: list[dict[str, Any]]) -> str:
    """A saved page of `t.me/s/CHANNEL`."""
    wraps = "\n".join(_bubble(channel, name, post) for post in posts)
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(name)} – Telegram</title>\n"
        f'<meta property="og:title" content="{escape(name)}">\n<meta property="og:site_name" content="Telegram">\n'
        f'<link rel="canonical" href="https://t.me/s/{channel}">\n</head>\n<body class="widget_frame_base">\n'
        f'<header class="tgme_header"><div class="tgme_channel_info"><div class="tgme_channel_info_header_title">'
        f'<span dir="auto">{escape(name)}</span></div><div class="tgme_channel_info_header_username">'
        f'<a href="https://t.me/{channel}">@{channel}</a></div></div></header>\n<main class="tgme_main" '
        f'data-url="/{channel}">\n<section class="tgme_channel_history js-message_history">\n{wraps}\n</section>\n'
        "</main>\n</body>\n</html>\n"
    )


def _bubble(channel: str, name: str, post: dict[str, Any]) -> str:
    text = escape(post["text"], quote=False).replace("\n", "<br/>")
    here = f"{channel}/{post['message_id']}"
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        f'<div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="{here}">'
        '<div class="tgme_widget_message_bubble">'
        f'<div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="https://t.me/{channel}">'
        f'<span dir="auto">{escape(name)}</span></a></div>'
        f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'
        '<div class="tgme_widget_message_footer"><div class="tgme_widget_message_info">'
        f'<span class="tgme_widget_message_views">{post["views"] / 1000:.1f}K</span>'
        f'<span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="https://t.me/{here}">'
        f'<time datetime="{post["date"]}" class="time">{post["date"][11:16]}</time></a></span>'
        "</div></div></div></div></div>"
    )


def _unix(date: str) -> str:
    return str(int(datetime.fromisoformat(date).timestamp()))


def _halves(text: str) -> tuple[str, str]:
    """The first paragraph, which the channel sets in bold, and the rest."""
    lead, gap, rest = text.partition("\n\n")
    return lead, gap + rest
