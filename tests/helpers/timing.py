"""How long something takes, whatever else the machine does."""

import time


def clock(work, runs=3):
    """The least processor time, in seconds, of some runs: others on the machine lengthen a run and never shorten it."""
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)
