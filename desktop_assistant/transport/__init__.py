"""The socket shell: owns one connection and runs one codec on it.

May import: core, protocol, websockets; httpx in `credentials` only.
"""
