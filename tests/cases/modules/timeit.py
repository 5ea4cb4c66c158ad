# timing of functions
import timeit, time
from timeit import Timer, default_timer
calls = []
taken = timeit.timeit(lambda: calls.append(1), number=10); print(type(taken), taken >= 0, len(calls))
taken = timeit.repeat(lambda: calls.append(1), lambda: calls.clear(), repeat=3, number=5); print(len(taken), len(calls), default_timer is time.perf_counter)
t = Timer(lambda: calls.append(2), setup=lambda: calls.clear()); print(t.timeit(4) >= 0, len(calls), len(t.repeat(2, 3)), len(calls), timeit.timeit(number=10) >= 0, timeit.timeit("pass", "pass", number=5) >= 0, default_timer() > 0)
ticks = iter(range(100)); print(timeit.timeit(lambda: None, timer=lambda: next(ticks), number=3), Timer(lambda: None, timer=lambda: next(ticks)).repeat(2, 1))
print(Timer(lambda: time.sleep(0.3)).autorange(lambda n, taken: print(n, taken >= 0.2))[0])
try: timeit.timeit(5)
except ValueError as e: print(e)
try: timeit.timeit(print, 5)
except ValueError as e: print(e)
