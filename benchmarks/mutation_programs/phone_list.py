# A phone list by city, and a mail to those without a number.
by_city = {}
asked = 0
for contact in contacts():
    first, last = contact["name"].split()
    if "phone" in contact:
        entry = f"{last}, {first}: {contact['phone']}"
    else:
        entry = f"{last}, {first}: -"
        email = contact["email"]
        if email is not None:
            asked += send_mail(email, "Your phone number", "Dear " + first + ", please send it.")
    by_city.setdefault(contact["city"], []).append(entry)

pages = []
for position, (city, entries) in enumerate(sorted(by_city.items()), start=1):
    head = f"{position}. {city} ({len(entries)})"
    pages.append(head + "\n" + "\n".join(sorted(entries)))

oslo = contacts(city="Oslo")
longest = max((len(contact["name"]), contact["name"]) for contact in oslo)
{"pages": pages, "asked": asked, "longest": longest[1].upper(), "size": longest[0]}
