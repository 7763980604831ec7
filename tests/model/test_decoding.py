"""Types that threads meet at the same moment: a program of its own, since the fault would end this one."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

_THREADS = """
import sys, threading
from msgspec import defstruct
from model.decoding import convert, decode

sys.setswitchinterval(1e-6)
for _ in range(150):
    parts = [defstruct(f"Part{n}", [("rows", list[dict[str, int]]), ("next", int | None, None)]) for n in range(20)]
    whole = defstruct("Whole", [(f"part{n}", part) for n, part in enumerate(parts)])
    values = {f"part{n}": {"rows": [{"one": n}]} for n in range(20)}
    start, made = threading.Barrier(2), []

    def meet(kind, values):
        start.wait()
        made.append(convert(values, kind))

    threads = [threading.Thread(target=meet, args=(whole, values)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [value.part7.rows for value in made] == [[{"one": 7}]] * 2
    assert decode(b"[1]", list[int]) == [1]
"""


def test_two_threads_meet_a_type_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", _THREADS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
