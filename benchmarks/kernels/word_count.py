from collections import Counter, defaultdict

N = 7_000
TEXT = """The gate checks a program, and the program runs; the runs are metered.
A tool call leaves the program: the host answers, and the program goes on.
What a program may use is written down, and what it used is counted."""

counts = Counter()
places = defaultdict(list)
for round in range(N):
    for number, line in enumerate(TEXT.lower().splitlines()):
        for word in line.split():
            word = word.strip(".,;:")
            counts[word] += 1
            if round % 50 == 0:
                places[word].append(number)

counts.most_common(5), len(places["program"]), sum(counts.values())
