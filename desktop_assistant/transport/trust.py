"""Whose certificates are believed: those that this computer believes, one's own included."""

import ssl


def trusted() -> ssl.SSLContext:
    """The system's store; `SSL_CERT_FILE` and `SSL_CERT_DIR` in the environment take its place, as for other programs."""
    return ssl.create_default_context()
