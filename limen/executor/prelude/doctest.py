"""doctest: a program that ends in `doctest.testmod()` runs; it is told that no example was tried."""

from collections import namedtuple

TestResults = namedtuple("TestResults", "failed attempted")


def testmod(
    m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
    raise_on_error=False, exclude_empty=False,
):
    return TestResults(0, 0)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    pass
