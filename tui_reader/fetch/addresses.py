"""Which IP addresses are out in the world, and which are this machine, this network or a trick to get there.

Names are never judged, only the address that is going to be dialled: a name can point anywhere, and again elsewhere
the next time it is looked up.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

NOT_PUBLIC_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network; Linux dials itself there
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT, some clouds' metadata
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's host agent, public only by its number
        "169.254.0.0/16",  # link-local, most clouds' metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # IETF protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays, withdrawn
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
"""IANA's IPv4 special-purpose registry (RFC 6890), kept here because Python's own table differs between versions."""

GLOBAL_UNICAST_6 = IPv6Network("2000::/3")
"""All that is assigned for global unicast: everything else in IPv6 is not public."""

NOT_PUBLIC_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # IETF protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are an IPv4 address behind a translator."""


@lru_cache(maxsize=4096)
def is_public_address(address: str) -> bool:
    """Whether an IP address (as text, a zone is allowed) belongs to the open internet; False for what is no address.

    IPv4 addresses inside IPv6 ones (mapped, 6to4, NAT64) are judged as the IPv4 address they lead to.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        inner = _embedded(parsed)
        if inner is None:
            return parsed in GLOBAL_UNICAST_6 and not any(parsed in network for network in NOT_PUBLIC_6)
        parsed = inner
    return not any(parsed in network for network in NOT_PUBLIC_4)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    if address in NAT64:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour


def is_address(host: str) -> bool:
    """Whether a host is written as an IP address (IPv6 without brackets) and needs no look-up."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
