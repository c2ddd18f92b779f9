"""Everything between membrane and socket: samples in, samples out, in a process of its own.

May import: core, numpy; onnxruntime in `vad`, livekit in `echo`, QtMultimedia in `devices` and `stream`, QtCore there and in
`__main__`. The parent's side (`process`, `child`, `mirror`, `unheard`) has asyncio and no Qt.
"""
