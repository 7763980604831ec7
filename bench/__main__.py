"""``python3 -m bench`` prints the table; ``python3 -m bench NAME …`` only the rows whose names begin so."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from bench.fixtures import Folders
from bench.table import ROWS, Scale, heading, run


def main() -> int:
    """Measure and print; 1 where a budget is missed."""
    parser = argparse.ArgumentParser(prog="python3 -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(row.name for row in ROWS))
    parser.add_argument("--runs", type=int, default=Scale.kills, help="how often the program is killed")
    parser.add_argument("--examples", type=int, default=Scale.examples, help="random evenings, spoilt files of a kind")
    parser.add_argument("--soak", type=int, default=Scale.soak, help="entries typed in one go")
    parser.add_argument("--folder", type=Path, help="where the data are made; a disk, not memory")
    given = parser.parse_args()
    chosen = [row for row in ROWS if not given.names or row.name.startswith(tuple(given.names))]
    if not chosen:
        parser.error(f"no such row; there are {', '.join(row.name for row in ROWS)}")
    print(heading())
    begun, kept = time.monotonic(), True
    with tempfile.TemporaryDirectory(prefix="bienban-bench-", dir=given.folder) as place:
        folders, scale = Folders(Path(place)), Scale(kills=given.runs, examples=given.examples, soak=given.soak)
        for row in chosen:
            line, good = run(row, folders, scale)
            print(line, flush=True)
            kept = kept and good
    print(f"{time.monotonic() - begun:.0f} s")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
