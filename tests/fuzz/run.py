"""Give one reader bad inputs, in a process of its own with bounded memory.

`python tests/fuzz/run.py READER SEED COUNT` prints what went wrong and exits 1, or prints how many
inputs were read and how many refused. An input may take ten seconds and a gibibyte.
"""

from __future__ import annotations

import base64
import json
import random
import resource
import signal
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.errors import SoftmixError
from tests.fuzz.mutate import mutated
from tests.fuzz.readers import READERS

MOST_MEMORY = 2**30
LONGEST = 10


class TooSlow(Exception):
    """An input took too long."""


def _too_slow(*_: object) -> None:
    raise TooSlow


def main(name: str, seed: int, count: int) -> int:
    """Run; returns the exit code."""
    reader = READERS[name]
    samples = reader.samples()
    for sample in samples:
        reader.read(sample)  # a good one must be read, or the bad ones say nothing
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = used * resource.getpagesize() + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    signal.signal(signal.SIGALRM, _too_slow)
    rng = random.Random(f"{name}{seed}")
    read = refused = 0
    for _ in range(count):
        data = mutated(samples, rng)
        signal.alarm(LONGEST)
        try:
            reader.read(data)
            read += 1
        except SoftmixError as error:
            refused += 1
            str(error)
        except BaseException:
            signal.alarm(0)
            print(traceback.format_exc()[-3000:])
            print("input:", base64.b64encode(data).decode()[:20000])
            return 1
        finally:
            signal.alarm(0)
    print(json.dumps({"read": read, "refused": refused}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
