"""Learn the stance coder that the package ships from the examples that it ships.

usage: python tools/train_stances.py [OUT]     (pakru/data/stance_weights.npz)
"""

import sys
from pathlib import Path
from time import process_time

from pakru.stances.coder import StanceCoder
from pakru.stances.examples import digest_examples
from pakru.stances.weights import write_weights

HOME = Path(__file__).parents[1] / "pakru" / "data" / "stance_weights.npz"


def main() -> None:
    """Learn, write, and say how long it took."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else HOME
    started = process_time()
    origin = digest_examples()
    write_weights(StanceCoder().fit().model_, out, origin)
    print(f"{out}  {out.stat().st_size:,} bytes, {process_time() - started:.0f} CPU seconds")


if __name__ == "__main__":
    main()
