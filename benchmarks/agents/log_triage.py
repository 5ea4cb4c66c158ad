# Which service was slow or failing, and in which hours?
import re
from collections import Counter, defaultdict

LINE = re.compile(r"(\S+) (INFO|WARNING|ERROR) (\w+) request took (\d+) ms")
SLOW = 250

levels = Counter()
slow = defaultdict(list)
errors = defaultdict(Counter)
unread = []
for hour in range(6):
    for line in read_log(hour).splitlines():
        found = LINE.match(line)
        if found is None:
            unread.append(line)
            continue
        time, level, service, took = found.groups()
        milliseconds = int(took)
        levels[level] += 1
        if level == "ERROR":
            errors[service][hour] += 1
        if milliseconds > SLOW:
            slow[service].append(milliseconds)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


summary = {}
for service in sorted(slow):
    values = slow[service]
    summary[service] = {
        "slow": len(values),
        "median": percentile(values, 0.5),
        "p95": percentile(values, 0.95),
        "errors": sum(errors[service].values()),
    }

worst = sorted(summary, key=lambda name: (-summary[name]["errors"], name))[0]
message = f"{worst} had {summary[worst]['errors']} errors; p95 of its slow requests is {summary[worst]['p95']} ms"
told = notify("on-call", message)

{"levels": dict(levels), "summary": summary, "message": message, "told": told, "unread": len(unread)}
