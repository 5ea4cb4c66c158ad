# Read every page of a survey, compute its net promoter score and the words of each group.
import asyncio
import json


async def pages_of(name):
    number = 0
    answers = []
    while True:
        page = json.loads(await fetch_page(name, number))
        answers.extend(page["answers"])
        if page["last"]:
            return answers
        number += 1


def group_of(score):
    if score >= 9:
        return "promoters"
    if score >= 7:
        return "passives"
    return "detractors"


names = ["delivery", "support", "website"]
results = await asyncio.gather(*(pages_of(name) for name in names))

report = {}
for name, answers in zip(names, results):
    groups = {"promoters": 0, "passives": 0, "detractors": 0}
    words = {}
    for answer in answers:
        group = group_of(answer["score"])
        groups[group] += 1
        for word in answer["text"].split():
            if word != "and":
                words.setdefault(group, {})[word] = words.get(group, {}).get(word, 0) + 1
    score = round(100 * (groups["promoters"] - groups["detractors"]) / len(answers))
    top = {}
    for group in sorted(words):
        counts = words[group]
        top[group] = sorted(counts, key=lambda word: (-counts[word], word))[:2]
    report[name] = {"answers": len(answers), "score": score, "groups": groups, "words": top}

worst = min(report, key=lambda name: report[name]["score"])
notify("product", f"{worst} has a score of {report[worst]['score']}")

{"report": report, "worst": worst}
