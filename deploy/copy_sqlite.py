"""Copy a SQLite database that is in use, as of one moment, and check the copy.

Usage: copy_sqlite.py FROM TO
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path


def main(source: str, target: str) -> int:
    if not Path(source).is_file():
        print(f"There is no database at {source}.", file=sys.stderr)
        return 1
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")
        answer = new.execute("PRAGMA integrity_check").fetchone()[0]
    if answer != "ok":
        print(f"The copy is not sound: {answer}", file=sys.stderr)
    return 0 if answer == "ok" else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
