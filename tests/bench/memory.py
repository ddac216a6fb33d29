"""How much memory this process has had."""

import resource
from pathlib import Path


def most_memory() -> float:
    """The most megabytes this process has had in memory."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count the parent's before the fork
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
