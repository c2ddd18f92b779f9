"""The conductor: takes one input at a time, asks the brain, performs its answer through ports.

May import: core, session, settings. Knows ports, never the adapters behind them, and no Qt.
"""
