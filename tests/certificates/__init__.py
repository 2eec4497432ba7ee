"""Certificates of the loopback server, made by ``make.sh``. The keys are public: for tests only."""

from __future__ import annotations

import ssl
from pathlib import Path

_HERE = Path(__file__).parent


def server_context(name: str) -> ssl.SSLContext:
    """What a server shows: ``trusted``, ``self-signed``, ``expired`` or ``wrong-host``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_HERE / f"{name}.pem")
    return context


def client_context() -> ssl.SSLContext:
    """A client that trusts the authority of these certificates and no other."""
    return ssl.create_default_context(cafile=str(_HERE / "authority.pem"))
