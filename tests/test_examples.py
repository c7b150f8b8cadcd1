"""Every public name shows an example, and it runs as printed."""

import doctest

import pytest

import analysis

NAMES = sorted({*analysis.__all__} - {"__version__"})


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_a_public_name_runs_as_printed(name):
    thing = getattr(analysis, name)
    found = doctest.DocTestFinder(recurse=False).find(thing, name)
    examples = [example for test in found for example in test.examples]
    assert examples, f"analysis.{name} shows no example"
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for test in found:
        said = []
        runner.run(test, out=said.append)
        assert not runner.failures, "".join(said)
