"""A realtime server on this machine: the offline provider, in a process of its own.

May import: core, protocol, websockets (server only), httpx, pocketsphinx, onnxruntime.
"""
