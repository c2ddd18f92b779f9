"""The words everybody uses: frozen values with no behaviour beyond arithmetic.

May import: the standard library and numpy. Every room may import this one.
"""
