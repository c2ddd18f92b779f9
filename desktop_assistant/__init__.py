"""Desktop Assistant: a live spoken conversation in a window."""

__version__ = "0.1.0"
