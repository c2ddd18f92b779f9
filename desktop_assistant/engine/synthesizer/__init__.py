"""Text to speech: a port and one file per backend; sentence by sentence, cancelled within a frame.

May import: core, the engine's values. espeak-ng (GPL-3) is loaded only by `espeak_process.py`, in a process of its own.
"""
