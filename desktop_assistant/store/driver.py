"""The one driver of the history: SQLCipher's SQLite, which reads and writes plain files too.

The same driver for both, so that there is one set of errors, one version of SQLite, and nothing that only goes wrong for those
who encrypt. `sqlite3` here is its module; for the type checker it is the standard library's, whose face it copies.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
else:
    from sqlcipher3 import dbapi2 as sqlite3

__all__ = ["sqlite3"]
