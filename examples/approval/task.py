order = find_order("O-17")
days = order["days_since_delivery"]
if days > 30:
    answer = "Returns are possible for 30 days; this order is older."
else:
    decision = approve_refund(order["id"], order["total"], f"returned after {days} days")
    if decision == "yes":
        receipt = refund(order["id"], order["total"])
        answer = f"{order['total']:.2f} EUR refunded, receipt {receipt}."
    else:
        answer = f"Not refunded: {decision}"
answer
