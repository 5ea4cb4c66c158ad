# What did each category cost in the third quarter, and where is it over budget?
import asyncio
import math
from collections import defaultdict
from heapq import nlargest

rows = ledger(2025, quarter=3)

pairs = sorted({(row["currency"], row["date"][:7]) for row in rows})
rates = {pair: exchange_rate(*pair) for pair in pairs}

spent = defaultdict(float)
suppliers = defaultdict(float)
largest = {}
for row in rows:
    euros = row["amount"] * rates[row["currency"], row["date"][:7]]
    spent[row["category"]] += euros
    suppliers[row["supplier"]] += round(euros, 2)
    best = largest.get(row["category"])
    if best is None or euros > best[0]:
        largest[row["category"]] = (euros, row["description"])

lines = [f"{'category':<10}{'spent':>10}{'budget':>10}{'used':>7}"]
over = {}
for category in sorted(spent, key=lambda name: -spent[name]):
    allowed = budget(category)
    share = spent[category] / allowed
    lines.append(f"{category:<10}{spent[category]:>10,.2f}{allowed:>10,.2f}{share:>7.0%}")
    if share > 1:
        over[category] = math.ceil(spent[category] - allowed)

total = sum(spent.values())
lines.append(f"{'total':<10}{total:>10,.2f}")
for category, excess in over.items():
    amount, description = largest[category]
    lines.append(f"{category}: {excess} EUR over; the largest booking was {description!r} with {amount:,.2f} EUR")

report = "\n".join(lines)
print(report)
reference = save_report("Third quarter 2025", report)
{"reference": reference, "over_budget": over, "top_suppliers": nlargest(3, suppliers, key=lambda name: suppliers[name])}
