# How much does the efficiency of a heat pump fall when it is cold outside?
import asyncio
import re
from collections import defaultdict

queries = ["heat pump COP cold weather", "air-source heat pump winter efficiency", "heat pump COP -10 outside"]
results = await asyncio.gather(*[search(query, max_results=4) for query in queries])

scores = defaultdict(int)
for hits in results:
    for position, hit in enumerate(hits):
        scores[hit["url"]] += hit["score"] * 10 - position

ranked = sorted(scores, key=lambda url: (-scores[url], url))[:5]
pages = await asyncio.gather(*[fetch(url, timeout=10) for url in ranked])


def plain(page):
    text = page.text
    if page.kind == "html":
        text = re.sub(r"<(style|title)>.*?</\1>", " ", text, flags=re.DOTALL)
        text = re.sub(r"<[^>]+>", " ", text).replace("&deg;", "°")
    else:
        text = re.sub(r"^---.*?^---", " ", text, flags=re.DOTALL | re.MULTILINE)
    return " ".join(re.sub(r"[#*]", " ", text).split())


findings = []
for page in pages:
    for sentence in re.split(r"(?<=[.!?])\s+", plain(page)):
        for clause in re.split(r",? and ", sentence):
            temperature = re.search(r"(-?\d+) °C", clause)
            cop = re.search(r"(?:COP\D*|fell to )(\d\.\d)", clause)
            if temperature and cop:
                findings.append((int(temperature.group(1)), float(cop.group(1)), page))

findings.sort(key=lambda finding: (finding[0], finding[2].url))
for degrees, cop, page in findings:
    print(f"{degrees:>4} °C  COP {cop:.1f}  {page.title} ({page.published.year})")

cold = [cop for degrees, cop, page in findings if degrees == -10 and "air-source" in page.text]
mild = max(cop for degrees, cop, page in findings if degrees == 7)
drop = 1 - sum(cold) / len(cold) / mild
{
    "answer": f"At -10 °C an air-source heat pump loses about {drop:.0%} of its efficiency at 7 °C.",
    "sources": list(dict.fromkeys(page.url for degrees, cop, page in findings)),
}
