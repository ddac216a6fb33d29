"""Scripts that measure something in a process of its own, and tell what by printing it."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def run_probe(script: str, *arguments: str) -> str:
    """What a script of this folder printed; it may import from `tests`."""
    done = subprocess.run(
        [sys.executable, str(HERE / script), *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(HERE.parents[1])},
    )
    return done.stdout
