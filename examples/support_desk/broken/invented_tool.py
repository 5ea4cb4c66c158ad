# Ada Brandt wants to return her desk lamp and the kettle; neither is damaged.
import datetime
import math
import re

customer = find_customer("ada@brandt.example")
orders = get_customer_orders(customer["id"], status="delivered")
policy = get_refund_policy()
now = today()

match = re.search(r"within (\d+) days of delivery for a full refund", policy)
full_days = int(match.group(1)) if match else 0
late = re.search(r"Between \d+ and (\d+) days .* fee of (\d+) percent", policy)
late_days, fee = (int(late.group(1)), int(late.group(2))) if late else (full_days, 0)

wanted = {"LAMP-02", "KETT-1L"}
receipts = []
explanations = []

for order in orders:
    if order["delivered"] is None:
        continue
    age = (now - datetime.date.fromisoformat(order["delivered"])).days
    returned = [line for line in order["lines"] if line["sku"] in wanted and line["kind"] == "goods"]
    if not returned:
        continue
    price = sum(line["price"] * line["quantity"] for line in returned)
    titles = ", ".join(line["title"] for line in returned)
    if age <= full_days:
        amount, why = price, "full refund"
    elif age <= late_days:
        amount, why = math.floor(price * (100 - fee)) / 100, f"less {fee}% restocking fee"
    else:
        explanations.append(f"{titles}: {age} days after delivery, too late")
        continue
    receipt = await refund(order["id"], amount, reason=f"return after {age} days")
    receipts.append(receipt)
    explanations.append(f"{titles}: {receipt.amount:.2f} EUR ({why}), receipt {receipt.number}")

total = sum(receipt.amount for receipt in receipts)
reply = (
    f"Dear {customer['name'].split()[0]},\n"
    + "\n".join(f"- {line}" for line in explanations)
    + f"\nIn all: {total:.2f} EUR."
)
sent = await send_reply(customer["id"], reply)

print(reply)
{"customer": customer["id"], "refunded": round(total, 2), "receipts": [r.number for r in receipts], "sent": sent}
