# Who has too much in this sprint and the next, and what has no owner?
LIMIT = 12

load = {}
orphans = []
labels = set()
for number in range(1, 3):
    for ticket in tickets(number):
        labels.update(ticket["labels"])
        owner = ticket["owner"]
        if owner is None:
            orphans.append(ticket)
            continue
        load.setdefault(owner.capitalize(), []).append((ticket["points"], ticket["key"]))


def advice(name, items):
    total = sum(points for points, key in items)
    if total <= LIMIT:
        return f"{name} is fine with {total} points"
    largest, key = max(items)
    return f"{name} has {total} points, {total - LIMIT} too many: hand over {key} ({largest})"


notes = [advice(name, items) for name, items in sorted(load.items())]
orphans.sort(key=lambda ticket: (-ticket["points"], ticket["key"]))
written = []
for ticket in orphans[:3]:
    words = ticket["title"].lower().split()
    written.append(comment(ticket["key"], f"{words[0]} of {ticket['points']} points needs an owner"))

{"notes": notes, "comments": written, "labels": sorted(labels), "orphans": len(orphans)}
