"""Shared fixtures: no screen, no user's folders."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
