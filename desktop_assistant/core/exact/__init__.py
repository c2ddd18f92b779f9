"""Exact things in words: what must be seen and copied, found in what is said; and what is written, made fit to be said.

May import: nothing but the standard library.
"""
