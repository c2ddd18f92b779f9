"""A virtual sound card for tests: a microphone to speak into, a loudspeaker that is recorded, an echo between them, and faults.

May import: the standard library and numpy. Nothing here knows the program under test.
"""
