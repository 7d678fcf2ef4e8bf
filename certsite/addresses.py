"""What an address of the web is: one answer for the schema, the command line and the text of the pages."""

import re
from ipaddress import AddressValueError, IPv4Address
from urllib.parse import unquote

LENGTH = 2000  # characters: what every browser and server still takes
HOST_LENGTH = 253  # RFC 1035, 2.3.4: 255 bytes, of which two are not written
LAST_PORT = 65535

# The port is optional, a user name has no place, and whatever follows the host begins with one of three signs.
_FORM = re.compile(r"https?://(?P<host>[^/?#:@]+)(:(?P<port>[1-9][0-9]{0,4}))?([/?#].*)?")
# RFC 1034, 3.5, with the letters of every script as in RFC 5890.
_LABEL = re.compile(r"[^\W_]([^\W_]|-){0,62}(?<!-)")
# RFC 3986, appendix A: what no address may hold. Browsers read `\` as `/`. Then characters that show nothing.
_NEVER = re.compile('[ "<>\\\\^`{|}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]')
# A percent sign stands before two hexadecimal digits, which name no control character.
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})|%[01][0-9A-Fa-f]|%7[Ff]")


def is_web_address(text: str) -> bool:
    """Say whether the text is an absolute http or https address whose host can exist and in which nothing is hidden."""
    form = _FORM.fullmatch(text) if len(text) <= LENGTH and _is_tidy(text) else None
    return form is not None and int(form["port"] or 1) <= LAST_PORT and _is_host(form["host"])


def is_site_address(text: str) -> bool:
    """Say whether other addresses can be made by adding to this one: it has no query, no fragment, nothing escaped."""
    return is_web_address(text) and not re.search(r"[?#]", text) and _is_tidy(unquote(text))


def _is_tidy(text: str) -> bool:
    return text.isprintable() and not _NEVER.search(text) and not _BAD_ESCAPE.search(text)


def _is_host(host: str) -> bool:
    labels = host.split(".")
    if labels[-1].isdecimal():
        return _is_ipv4(host)
    named = len(labels) > 1 or host.casefold() == "localhost"
    return named and len(host) <= HOST_LENGTH and all(_LABEL.fullmatch(label) for label in labels)


def _is_ipv4(host: str) -> bool:
    try:
        IPv4Address(host)
    except AddressValueError:
        return False
    return True
