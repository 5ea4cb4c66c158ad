import json

N = 1_000

orders = [
    {"id": i, "customer": {"name": f"Customer {i}", "vip": i % 3 == 0}, "items": [{"sku": f"S{j}", "price": j * 1.25} for j in range(5)], "note": None}
    for i in range(10)
]
size = 0
total = 0.0
for _ in range(N):
    text = json.dumps(orders)
    size += len(text)
    for order in json.loads(text):
        if order["customer"]["vip"]:
            for item in order["items"]:
                total += item["price"]

size, total
