"""Everything between membrane and socket: samples in, samples out, in a process of its own.

May import: core, numpy, scipy, onnxruntime, livekit; QtCore and QtMultimedia in `devices` and `stream` only.
"""
