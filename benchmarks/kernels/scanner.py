N = 9_500
TEXT = "rate = 12.5 * (price + 3) - discount / 100; total = rate * 2; "


def tokens(text):
    found = []
    i = 0
    while i < len(text):
        char = text[i]
        if char.isspace():
            i += 1
        elif char.isdigit():
            start = i
            while i < len(text) and (text[i].isdigit() or text[i] == "."):
                i += 1
            found.append(("number", text[start:i]))
        elif char.isalpha():
            start = i
            while i < len(text) and text[i].isalnum():
                i += 1
            found.append(("name", text[start:i]))
        else:
            found.append(("sign", char))
            i += 1
    return found


kinds = {}
for _ in range(N):
    for kind, text in tokens(TEXT):
        kinds[kind] = kinds.get(kind, 0) + len(text)

kinds
