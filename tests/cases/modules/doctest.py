# a program that tests its docstrings, and says nothing when they are right
import doctest
def square(n):
    """
    >>> square(3)
    9
    """
    return n * n
if __name__ == "__main__":
    result = doctest.testmod()
    doctest.run_docstring_examples(square, {"square": square})
    print(isinstance(result, doctest.TestResults), doctest.DONT_ACCEPT_TRUE_FOR_1, doctest.DONT_ACCEPT_BLANKLINE, doctest.SKIP, doctest.IGNORE_EXCEPTION_DETAIL, doctest.REPORT_UDIFF, doctest.REPORT_CDIFF, doctest.REPORT_NDIFF, doctest.REPORT_ONLY_FIRST_FAILURE, doctest.FAIL_FAST)
    print(square(4), result.failed, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
