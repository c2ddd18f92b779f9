"""What the user chose: one frozen tree, kept as commented TOML; secrets elsewhere.

May import: core, tomlkit, and keyring in `secrets` only.
"""
