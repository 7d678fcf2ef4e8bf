"""A published page -> the page that is served: one script more, and a policy that lets it in.

Nothing else of a page is changed, so that what is seen is what is published; but the pages come from a build without
the index of the page texts, which takes longer than all the rest, and so do not offer to search these.
"""

import re
from html import escape

_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
_END = re.compile(rb"</head>")


def watched(page: bytes, script: str, host: str) -> bytes:
    """Return a page that loads `script` and may connect to `host`, a name with its port.

    Raises `ValueError` as `refuse_unwatchable` does.
    """
    refuse_unwatchable(page)
    element = f'<script src="{escape(script)}" defer></script>'.encode()
    page = _END.sub(lambda end: element + end[0], page)
    return _POLICY.sub(lambda found: found[1] + _letting_in(found[2].decode(), host) + found[3], page)


def refuse_unwatchable(page: bytes) -> None:
    """Raise `ValueError` where the page has not exactly one policy and one end of its head, in the form of ours."""
    for name, sought in (("policy", _POLICY), ("end of the head", _END)):
        if (count := len(sought.findall(page))) != 1:
            raise ValueError(f"a page has its {name} {count} times, not once")


def _letting_in(policy: str, host: str) -> bytes:
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        directives.setdefault(name.lower(), sources)  # CSP level 3, 2.2.1: the first of a name counts
    directives.pop("", None)
    _allow(directives, "script-src", "'self'")
    _allow(directives, "connect-src", "'self'", f"ws://{host}")
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items()).encode()


def _allow(directives: dict[str, list[str]], name: str, *sources: str) -> None:
    """Allow sources in a directive, beside those that it or the default allows already (CSP level 3, 6.8.3)."""
    held = directives.get(name, directives.get("default-src", []))
    directives[name] = list(dict.fromkeys([*(source for source in held if source.lower() != "'none'"), *sources]))
