# Order what runs out before the supplier can deliver.
SAFETY_DAYS = 3
UNKNOWN_DAYS = 14


class Plan:
    def __init__(self, supplier, days):
        self.supplier = supplier
        self.days = days
        self.lines = {}

    def need(self, article):
        if article["daily"] == 0:
            return 0
        horizon = self.days + SAFETY_DAYS
        missing = article["daily"] * horizon - article["stock"]
        if missing <= 0:
            return 0
        return int(missing) + (1 if missing % 1 else 0)

    def add(self, article):
        count = self.need(article)
        if count > 0:
            self.lines[article["sku"]] = count
        return count


plans = {}
warnings = []
skipped = 0
for article in stock_list():
    supplier = article["supplier"]
    if supplier not in plans:
        try:
            days = delivery_days(supplier)
        except LookupError as error:
            warnings.append(f"{error}: assuming {UNKNOWN_DAYS} days")
            days = UNKNOWN_DAYS
        plans[supplier] = Plan(supplier, days)
    if plans[supplier].add(article) == 0:
        skipped += 1

references = []
for name in sorted(plans):
    plan = plans[name]
    if plan.lines:
        references.append(place_order(name, lines=plan.lines))

largest = max((count, sku) for plan in plans.values() for sku, count in plan.lines.items())
for warning in warnings:
    notify("purchasing", warning)

{"orders": references, "skipped": skipped, "largest": largest, "warnings": warnings}
