"""The brain without hands: `handle(input, now) -> effects`, pure, synchronous, seeded, without a clock.

May import: core. Never asyncio, threads, time, sockets, randomness: those arrive as arguments.
"""
