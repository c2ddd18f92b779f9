"""Sans-IO codecs: a wire message in, core events out; a core command in, wire messages out.

May import: core. Pure: no I/O, no clock, no threads.
"""
