"""Which written addresses can be subscribed to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tui_reader.i18n import _

LONGEST_SHOWN = 2_000
"""Characters shown of what was written in place of an address."""
LONGEST_ADDRESS = 8_192
"""Characters; no server takes longer ones."""

_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)|feed://", re.IGNORECASE)
_UNWRITABLE = re.compile(r"[\x00-\x20\x7f-\x9f]")


def subscription_address(written: str) -> tuple[str, str]:
    """The address and no reason, or no address and the reason why not."""
    address = written.strip()
    if wrapped := _FEED_SCHEME.match(address):
        rest = address[wrapped.end() :]
        address = rest if rest.lower().startswith(("http:", "https:")) else "http://" + rest
    if not address or len(address) > LONGEST_ADDRESS or _UNWRITABLE.search(address):
        return "", _("it is no address")
    try:
        parts = urlsplit(address)
        sound = bool(parts.hostname) if parts.scheme in ("http", "https") else parts.scheme == "file"
    except ValueError:
        sound = False
    return (address, "") if sound else ("", _("it is neither an http nor an https address"))
