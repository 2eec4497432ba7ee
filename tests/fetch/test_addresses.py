"""Which addresses are out in the world."""

from __future__ import annotations

import pytest

from tui_reader.fetch.addresses import is_public_address

PUBLIC = ["8.8.8.8", "193.49.1.1", "100.63.255.255", "172.32.0.1", "2001:660::1", "2606:4700::1111", "::ffff:8.8.8.8"]
PUBLIC_THROUGH_IPV4 = ["2002:0808:0808::1", "64:ff9b::8.8.8.8"]
OF_THIS_MACHINE = ["127.0.0.1", "127.9.9.9", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1", "2002:7f00:0001::"]
OF_THIS_NETWORK = ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd00::1", "fc00::1", "fe80::1%eth0"]
TRICKS = ["64:ff9b::10.0.0.1", "64:ff9b:1::1", "::ffff:a00:1", "2002:c0a8:0101::", "::10.0.0.1", "2001:0:4136:e378::1"]
CLOUD_METADATA = ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "168.63.129.16", "192.0.0.192"]
OF_NOBODY = ["100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "2001:db8::1", "ff02::1"]
NO_ADDRESS = ["", "localhost", "0x7f.1", "2130706433", "0177.0.0.1", "127.1", "1.2.3.4.5"]


@pytest.mark.parametrize("address", PUBLIC + PUBLIC_THROUGH_IPV4)
def test_the_open_internet_is_public(address: str) -> None:
    assert is_public_address(address)


@pytest.mark.parametrize(
    "address", OF_THIS_MACHINE + OF_THIS_NETWORK + TRICKS + CLOUD_METADATA + OF_NOBODY + NO_ADDRESS
)
def test_all_else_is_not(address: str) -> None:
    assert not is_public_address(address)
