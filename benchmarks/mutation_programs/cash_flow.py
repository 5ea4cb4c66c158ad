# How long do customers take to pay, by quarter, and how much is open?
from collections import defaultdict
from statistics import mean


def quarter_of(date):
    return (date.month - 1) // 3 + 1


def days_to_pay(invoice):
    if invoice.paid is None:
        return None
    return (invoice.paid - invoice.issued).days


delays = defaultdict(list)
volume = {}
open_total = 0.0
for invoice in invoices(2025):
    quarter = quarter_of(invoice.issued)
    volume[quarter] = volume.get(quarter, 0) + invoice.net
    days = days_to_pay(invoice)
    if days is None:
        open_total += invoice.net
    else:
        delays[quarter].append(days)

summary = {}
for quarter in sorted(volume):
    summary[f"Q{quarter}"] = {
        "volume": round(volume[quarter], 2),
        "delay": round(mean(delays[quarter]), 1),
        "slowest": max(delays[quarter]),
    }

text = "; ".join(f"{name}: {values['volume']:.1f} EUR, {values['delay']} days" for name, values in summary.items())
size = send_mail("cfo@firm.example", "Cash flow", text)
{"summary": summary, "open": round(open_total, 2), "size": size}
