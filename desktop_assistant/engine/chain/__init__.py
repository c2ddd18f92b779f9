"""Recogniser, text model and voice in a row, each over plain HTTP: what is left when no realtime service can be reached.

They stand in the places of the engine's own recogniser, skills and voices, so turns, events, interruptions and history are the
engine's, and nobody above it notices a difference. A stage without an address is the engine's own.

A stage that cannot be reached ends the client's connection with 1013, as a realtime service does whose own stages fail: whoever
keeps what was said until it is answered says it again, and lets somebody else stand in if that goes on.
"""
