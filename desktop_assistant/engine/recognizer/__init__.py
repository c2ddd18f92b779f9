"""Speech to text: a port, one file per backend, and the ear that runs a backend off the event loop.

May import: core, the engine's values, pocketsphinx.
"""
