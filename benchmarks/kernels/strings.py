N = 70_000


def clean(count):
    parts = []
    for i in range(count):
        line = "  Order-" + str(i) + ": Shipped , to Berlin  "
        line = line.strip().lower().replace("shipped", "sent")
        name, _, rest = line.partition(":")
        words = [word.strip() for word in rest.split(",")]
        if name.startswith("order") and words[0].endswith("t"):
            parts.append(name[6:] + "/" + "-".join(words))
    text = "\n".join(parts)
    return len(text), text[:40], text.count("berlin"), text.upper()[-12:]


clean(N)
