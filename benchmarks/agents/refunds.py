# Pay back the returned orders of the first quarter, loyal customers in full, and report.
LOYAL_SINCE = 2018
FEE = 0.15

returned = []
for month in range(1, 4):
    for order in list_orders(month):
        if order["status"] == "returned":
            returned.append(order)

customers = {}
for order in returned:
    key = order["customer"]
    if key not in customers:
        customers[key] = get_customer(key)


def amount_of(order, customer):
    if customer["since"] <= LOYAL_SINCE:
        return order["total"]
    return round(order["total"] * (1 - FEE), 2)


paid = {}
references = []
for order in sorted(returned, key=lambda order: (order["customer"], order["id"])):
    customer = customers[order["customer"]]
    amount = amount_of(order, customer)
    reason = f"order {order['id']} of {customer['name']} came back"
    references.append(refund(order["id"], amount, reason=reason))
    name = customer["name"]
    paid[name] = paid.get(name, 0) + amount

try:
    get_customer(99)
except LookupError as error:
    references.append(str(error))

lines = [f"{name:<10}{amount:>10.2f}" for name, amount in sorted(paid.items())]
text = "\n".join(lines)
sent = notify("accounts", text)

{"refunds": len(references), "first": references[:2], "last": references[-1], "report": text, "sent": sent}
