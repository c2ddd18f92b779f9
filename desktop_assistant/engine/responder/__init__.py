"""What to answer: built-in skills that work offline, any chat-completions server on this machine, and tools of the client.

May import: core, the engine's values, httpx (`chat.py`).
"""
