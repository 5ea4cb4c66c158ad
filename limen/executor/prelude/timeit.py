"""timeit."""

from time import perf_counter as default_timer

default_number = 1000000
default_repeat = 5


def _nothing():
    pass


def _callable(given, what):
    if callable(given):
        return given
    if not isinstance(given, str):
        raise ValueError(f"{what} is neither a string nor callable")
    if given.strip() in ("", "pass"):
        return _nothing
    raise ValueError(f"{what} is text, and no text is run here: give a function, as in timeit(lambda: f(1))")


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self._setup = _callable(setup, "setup")
        self._stmt = _callable(stmt, "stmt")
        self.timer = timer

    def timeit(self, number=default_number):
        stmt = self._stmt
        timer = self.timer
        self._setup()
        start = timer()
        for _ in range(number):
            stmt()
        return timer() - start

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        scale = 1
        while True:
            for factor in (1, 2, 5):
                number = scale * factor
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return (number, taken)
            scale *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
