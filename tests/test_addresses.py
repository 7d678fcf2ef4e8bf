"""What is taken as an address of the web, and what as one to which others can be added."""

import pytest

from certsite.addresses import is_site_address, is_web_address

SITES = [
    "https://example.org",
    "https://example.org/",
    "http://example.org/cities/",
    "https://example.org:8443/a/b/",
    "http://localhost:8000/",
    "http://127.0.0.1/",
    "https://münchen.example/ö/",
    "https://a-b.c1.example/%C3%A9/",
]
PAGES = [
    "https://example.org?a=b",
    "https://example.org/a?b=c&d=%20#e",
    "https://example.org/O'Fallon_(city);a,b~*!$@[0]?",
    "https://example.org/news%E2%80%8B",
]
NEITHER = [
    "",
    "example.org",
    "//example.org/",
    "ftp://example.org/",
    "HTTPS://example.org/",
    "https:example.org",
    "https://",
    "https:///path",
    "https://?a",
    "https://[::1]/",
    "https://example/",
    "https://example..org/",
    "https://example.org./",
    "https://-a.example/",
    "https://a-.example/",
    "https://a_b.example/",
    f"https://{'a' * 64}.example/",
    f"https://{'a.' * 130}example/",
    "https://256.0.0.1/",
    "https://1.2.3/",
    "https://01.2.3.4/",
    "https://me@example.org/",
    "https://@example.org/",
    "https://me:word@example.org/",
    "https://example.org:/",
    "https://example.org:0/",
    "https://example.org:65536/",
    "https://example.org:080/",
    "https://example.org:a/",
    "https://example.org/a b",
    'https://example.org/"',
    "https://example.org/<",
    "https://example.org/{a}",
    "https://example.org/`",
    "https://example.org/a|b",
    "https://example.org\\a",
    "https://example.org/\n",
    "https://example.org/\x00",
    "https://example.org/\u200b",
    "https://example.org/\u202e",
    "https://example.org/\u3164",
    "https://example.org/%0a",
    "https://example.org/%00",
    "https://example.org/%7F",
    "https://example.org/%",
    "https://example.org/%zz",
    f"https://example.org/{'a' * 2000}",
]
ONLY_PAGES = [
    *PAGES,
    "https://example.org/?",
    "https://example.org/#",
    "https://example.org/%20",
    "https://example.org/%22",
    "https://example.org/%5c",
    "https://example.org/%E2%80%AE",
    "https://example.org/%252",
]


@pytest.mark.parametrize("text", SITES)
def test_a_plain_address_can_be_that_of_a_site(text: str) -> None:
    assert is_web_address(text)
    assert is_site_address(text)


@pytest.mark.parametrize("text", ONLY_PAGES)
def test_nothing_can_be_added_to_a_query_a_fragment_or_what_is_escaped(text: str) -> None:
    assert is_web_address(text)
    assert not is_site_address(text)


@pytest.mark.parametrize("text", NEITHER)
def test_what_leads_nowhere_or_hides_something_is_no_address(text: str) -> None:
    assert not is_web_address(text)
    assert not is_site_address(text)


@pytest.mark.parametrize("port", [1, 80, 65535])
def test_a_port_is_one_that_exists(port: int) -> None:
    assert is_web_address(f"https://example.org:{port}/")
