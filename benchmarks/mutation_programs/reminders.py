# Remind everybody who has not paid for more than thirty days.
import datetime

today = datetime.date(2026, 10, 1)
sent = {}
unreachable = []
for invoice in invoices(2026, status="open"):
    contact = find_contact(invoice.contact)
    if contact is None:
        unreachable.append(invoice.number)
        continue
    email = contact["email"]
    if email is None:
        unreachable.append(contact["name"])
        continue
    days = (today - invoice.issued).days
    if days <= 30:
        continue
    first = contact["name"].split()[0]
    body = f"Dear {first},\ninvoice {invoice.number} of {invoice.net:.2f} EUR is {days} days old."
    sent[contact["name"]] = send_mail(email, f"Invoice {invoice.number}", body)

lines = [f"{name:<12}{size:>6}" for name, size in sorted(sent.items())]
{"sent": sent, "unreachable": sorted(unreachable), "table": "\n".join(lines)}
