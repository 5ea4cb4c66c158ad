# a Runner runs coroutines one after the other on the same loop
import asyncio

async def double(n):
    await asyncio.sleep(0)
    return n * 2

def main():
    with asyncio.Runner() as runner:
        first = runner.run(double(2))
        second = runner.run(double(first))
        loop = runner.get_loop()
        print(isinstance(loop, asyncio.AbstractEventLoop), runner.get_loop() is loop)
    try:
        runner.run(double(1))
    except RuntimeError as error:
        print(error)
    return second

main()
# ---
# loops of one's own: new_event_loop, set_event_loop, get_event_loop
import asyncio

async def answer():
    running = asyncio.get_event_loop()
    print(running is asyncio.get_running_loop())
    return 42

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop, loop.is_closed())
value = loop.run_until_complete(answer())
loop.close()
print(loop.is_closed())
value
# ---
# to_thread awaits a plain function
import asyncio

def work(a, b=1):
    return a + b

async def main():
    print(await asyncio.to_thread(work, 1, b=4))
    return await asyncio.gather(asyncio.to_thread(work, 1), asyncio.to_thread(work, 2))

asyncio.run(main())
# ---
# a Timeout can be looked at and moved
import asyncio

async def main():
    async with asyncio.timeout(10) as limit:
        print(isinstance(limit, asyncio.Timeout), limit.expired())
        limit.reschedule(None)
        print(limit.when())
        await asyncio.sleep(0)
    try:
        async with asyncio.timeout(0.001) as limit:
            await asyncio.sleep(5)
    except TimeoutError:
        print("late", limit.expired())

asyncio.run(main())
