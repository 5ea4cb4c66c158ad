# members that came with newer Pythons
import itertools
import math
import sys
import typing

if sys.version_info >= (3, 12):
    print(list(itertools.batched("abcde", 2)), math.sumprod([1, 2], [3, 4]))

    class Base:
        def f(self):
            return 1

    class Sub(Base):
        @typing.override
        def f(self):
            return 2

    print(Sub().f(), isinstance(typing.TypeAliasType("A", int), typing.TypeAliasType))
if sys.version_info >= (3, 13):
    import asyncio
    import copy
    import re
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class Point:
        x: int
        y: int

    async def drained():
        queue = asyncio.Queue()
        await queue.put(1)
        queue.shutdown()
        print(await queue.get())
        try:
            await queue.get()
        except asyncio.QueueShutDown as error:
            print(repr(error))

    def closed():
        import queue

        waiting = queue.Queue()
        waiting.put(1)
        waiting.shutdown()
        print(waiting.get())
        for call in (waiting.get, lambda: waiting.put(2)):
            try:
                call()
            except queue.ShutDown as error:
                print(repr(error))

    class Row(typing.TypedDict):
        id: typing.ReadOnly[int]

    def is_text(value: object) -> typing.TypeIs[str]:
        return isinstance(value, str)

    asyncio.run(drained())
    closed()
    print(math.fma(2.0, 3.0, 1.0), copy.replace(Point(1, 2), y=5), Row(id=1), is_text("a"))
    try:
        re.compile("(")
    except re.PatternError as error:
        print(error, re.PatternError is re.error)
sys.version_info >= (3, 11)
