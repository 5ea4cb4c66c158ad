# Find the earliest slots of 45 minutes in a week in which everyone is free.
PEOPLE = ["Ada", "Grace", "Barbara", "Edsger"]
OPENS, CLOSES = 9 * 60, 17 * 60
LENGTH = 45


def merged(intervals):
    result = []
    for start, end in sorted(intervals):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def gaps(intervals):
    at = OPENS
    found = []
    for start, end in intervals:
        if start - at >= LENGTH:
            found.append((at, start))
        at = max(at, end)
    if CLOSES - at >= LENGTH:
        found.append((at, CLOSES))
    return found


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


slots = []
load = {person: 0 for person in PEOPLE}
for day in range(5):
    taken = []
    for person in PEOPLE:
        for start, end in busy(person, day):
            taken.append((start, end))
            load[person] += end - start
    for start, end in gaps(merged(taken)):
        slots.append((day, start, end))

names = ["Mon", "Tue", "Wed", "Thu", "Fri"]
offers = [f"{names[day]} {clock(start)}-{clock(end)}" for day, start, end in slots]
busiest = max(load, key=load.get)
sent = [person for person in PEOPLE if notify(person, f"Dear {person}, please choose: " + ", ".join(offers[:5]))]

{"offers": offers[:5], "free": sum(end - start for _, start, end in slots), "busiest": busiest, "sent": len(sent)}
