"""Addresses: one spelling each, nothing that must not be fetched."""

import pytest

from tolqyn.collect.addresses import host_of, join, normal_form, site_of


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("http://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a/./b/../c/", "https://example.org/a/c/"),
        ("http://example.org:8080/x", "http://example.org:8080/x"),
        ("https://example.org/a?b=2&a=1&b=", "https://example.org/a?b=2&a=1&b="),
        ("https://example.org/a?utm_source=x&UTM_Medium=y&fbclid=1&ysclid=2", "https://example.org/a"),
        ("https://example.org/a?from=rss&page=2", "https://example.org/a?page=2"),
        ("https://example.org/a?from=20", "https://example.org/a?from=20"),
        ("https://кремль.рф/а", "https://xn--e1ajeds9e.xn--p1ai/%D0%B0"),
        ("https://xn--e1ajeds9e.xn--p1ai/%d0%b0", "https://xn--e1ajeds9e.xn--p1ai/%D0%B0"),
        ("https://example.org/%7Euser/%41", "https://example.org/~user/A"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a b?q=ә ж", "https://example.org/a%20b?q=%D3%99%20%D0%B6"),
        ("https://example.org/#!/путь", "https://example.org/"),
        ("https://example.org./", "https://example.org/"),
        ("https://a_b.example.org/", "https://a_b.example.org/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("https://example.org/../../a", "https://example.org/a"),
        ("  https://example.org/\na ", "https://example.org/a"),
    ],
)
def test_normal_form(address: str, form: str) -> None:
    assert normal_form(address) == form
    assert normal_form(form) == form


@pytest.mark.parametrize(
    "address",
    ["", "ftp://example.org/", "mailto:a@b", "//example.org", "/a", "https://", "https://u:p@example.org/", "http://:80/",
     "https://exa mple.org/", "https://example.org:99999/", "https://example.org:0/", "data:text/html,x", "https://a..b/",
     "https://[::g]/", "https://" + "a" * 5000, "https://u@example.org/", "http://-.рф/"],
)  # fmt: skip
def test_refused(address: str) -> None:
    assert normal_form(address) is None


def test_join_and_hosts() -> None:
    assert join("https://example.org/a/b", "?p=1") == "https://example.org/a/b?p=1"
    assert join("https://example.org/a/b", "//сайт.рф/x") == "https://xn--80aswg.xn--p1ai/x"
    assert join("https://example.org/", "javascript:void(0)") is None
    assert join("https://example.org/", "http://[bad") is None
    assert host_of("http://example.org:81/") == "example.org:81"
    assert site_of("https://www.example.org:81/") == "example.org"
