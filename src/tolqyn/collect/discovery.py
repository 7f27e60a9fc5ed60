"""From a site's address to a source: its feeds, sitemaps or channel."""

from dataclasses import replace

from tolqyn.collect.addresses import join, normal_form, site_of
from tolqyn.collect.channel_page import channel_name, read_channel_page
from tolqyn.collect.feeds import Listing
from tolqyn.collect.fetch import Fetched, Fetcher
from tolqyn.collect.front_page import read_front_page, usual_places
from tolqyn.collect.sitemaps import read_listing
from tolqyn.model.rejected import Reason, Rejected
from tolqyn.model.settings import Source

TELEGRAM = "https://t.me"


async def discover(address: str, fetcher: Fetcher, telegram: str = TELEGRAM) -> Source | Rejected:
    """The source that stands at an address, with feeds that were read and found to name articles.

    Takes a site's address (with or without `https://`), a feed's, a sitemap's, `@NAME` or `t.me/NAME`. Feeds are
    looked for in `<link rel=alternate>`, then robots.txt, then where they usually stand.
    """
    if channel := channel_name(address):
        return await _channel(channel, fetcher, telegram)
    fetched = await _front(address, fetcher)
    if fetched.response is None:
        return fetched.rejected or Rejected(Reason.BAD_RESPONSE, "no answer")
    final = fetched.final_address or fetched.address
    home = join(final, "/") or final
    listing = _read(fetched, fetcher)
    if isinstance(listing, Listing):
        return _source(home, listing.title, None, (normal_form(address) or final,))
    page = read_front_page(fetched.body, fetched.response.header("content-type"), final)
    feeds = await _that_name_articles(page.feeds, fetcher, len(page.feeds))
    if not feeds:
        feeds = await _that_name_articles((await fetcher.robots_of(final)).sitemaps()[:8], fetcher, 3)
    if not feeds:
        feeds = await _that_name_articles(usual_places(final), fetcher, 1)
    if not feeds:
        return Rejected(Reason.BAD_FEED, f"no feed or sitemap found from {final}; add the address of one")
    return _source(home, page.name, page.language, feeds)


async def _front(address: str, fetcher: Fetcher) -> Fetched:
    """The page at an address; a bare host is tried with https, then http."""
    if "://" in address:
        return await fetcher.fetch(address)
    fetched = await fetcher.fetch(f"https://{address}")
    if fetched.rejected and fetched.rejected.reason is Reason.CONNECTION:
        return await fetcher.fetch(f"http://{address}")
    return fetched


async def _that_name_articles(addresses: tuple[str, ...], fetcher: Fetcher, wanted: int) -> tuple[str, ...]:
    """Those addresses that hold a feed or sitemap with something in it, at most `wanted`."""
    found: list[str] = []
    for address in addresses:
        if len(found) >= wanted:
            break
        listing = _read(await fetcher.fetch(address), fetcher)
        if isinstance(listing, Listing) and (listing.entries or listing.nested):
            found.append(address)
    return tuple(found)


def _read(fetched: Fetched, fetcher: Fetcher) -> Listing | Rejected | None:
    if fetched.response is None:
        return None
    declared, limit = fetched.response.header("content-type"), fetcher.politeness.max_decoded_bytes
    return read_listing(fetched.body, declared, fetched.final_address or fetched.address, limit)


async def _channel(channel: str, fetcher: Fetcher, telegram: str) -> Source | Rejected:
    """A channel whose posts anyone may read on the web."""
    fetched = await fetcher.fetch(f"{telegram}/s/{channel}")
    if fetched.response is None:
        return fetched.rejected or Rejected(Reason.BAD_RESPONSE, "no answer")
    page = read_channel_page(fetched.body, fetched.response.header("content-type"))
    if not page.posts:
        return Rejected(Reason.NO_TEXT, f"@{channel} shows no posts on the web; it is private, or no channel")
    name = page.title or channel
    return Source(f"t.me/{channel.lower()}", name, f"https://t.me/{channel}", channel=channel, verified=True)


def _source(home: str, name: str | None, language: str | None, feeds: tuple[str, ...]) -> Source:
    site = site_of(home)
    plain = Source(site, name or site, home, feeds=feeds, verified=True)
    return replace(plain, languages=(language,)) if language else plain
