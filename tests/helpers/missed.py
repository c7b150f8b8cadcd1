"""What is known to be missed in the sample coverage, and why."""

import pytest

THIRD_OF_JANUARY = pytest.mark.xfail(
    strict=True,
    reason="3 January is a peak in 74.9 % of samples and 75 % are needed: *would bear the consequences* on that day is "
    "not read as a threat, and *would stop anyone from harming a mission* on 31 December is",
)
