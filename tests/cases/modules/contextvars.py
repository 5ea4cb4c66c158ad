# variables, tokens, contexts
import contextvars
from contextvars import ContextVar, Context, Token, copy_context
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
user = ContextVar("user", default="nobody"); depth = ContextVar("depth")
print(user.get(), user.name, user.get("x"), depth.get(0), repr(user).split(" at ")[0], repr(depth).split(" at ")[0]); t(depth.get)
token = user.set("ada"); print(user.get(), user.get("x"), token.var is user, token.old_value is Token.MISSING, repr(token).split(" at ")[0], type(token.MISSING).__name__ != "")
second = user.set("bob"); print(second.old_value, user.get()); user.reset(second); print(user.get()); user.reset(token); print(user.get()); t(lambda: user.reset(token)); t(lambda: depth.reset(user.set("x"))); t(lambda: user.reset(5)); t(Token); t(lambda: ContextVar(5))
user.set("main")
def inside(n, *, m=0):
    user.set(f"inside {n} {m}"); depth.set(n); return user.get(), depth.get()
c = copy_context(); print(c.run(inside, 1, m=2), user.get(), depth.get("unset"), c[user], c[depth], c.get(depth), user in c, len(c), sorted(v.name for v in c), sorted(map(str, c.values())), sorted((k.name, v) for k, v in c.items()), [k.name for k in c.keys()] != [])
t(lambda: c.run(c.run, print)); t(lambda: c["user"]); t(lambda: c[ContextVar("z")]); print(c.get(ContextVar("z"), 5), Context().run(depth.get, 7), len(Context()), c == c.copy(), c.copy() is c)
outer = user.set("x"); t(lambda: copy_context().run(user.reset, outer)); t(lambda: c.run(lambda: 1 / 0)); print(user.get(), {user: 1}[user], type(c), type(user), type(token))
# ---
# tasks and threads
import asyncio, contextvars, threading, decimal
with decimal.localcontext(decimal.Context(prec=3)): print(decimal.Decimal(1) / 3)
request = contextvars.ContextVar("request", default=None)
async def step(): await asyncio.sleep(0); return request.get()
async def handle(n):
    request.set(n); before = request.get(); await asyncio.sleep(0.001 * (3 - n)); inner = await asyncio.create_task(step()); return before, request.get(), await step(), inner
async def main():
    request.set("main")
    print(await asyncio.gather(*(handle(n) for n in range(3))), request.get())
    c = contextvars.copy_context(); await asyncio.create_task(handle(9), context=c); print(c[request], request.get())
    print(await handle(5), request.get())
    print(await asyncio.to_thread(request.get))
request.set("outside"); asyncio.run(main()); print(request.get())
seen = []
def work(): seen.append(request.get()); request.set("thread"); seen.append(request.get())
t = threading.Thread(target=work); t.start(); t.join(); print(seen, request.get())
t = threading.Thread(target=contextvars.copy_context().run, args=(lambda: seen.append(request.get()),)); t.start(); t.join(); print(seen[-1])
