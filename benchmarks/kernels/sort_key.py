N = 40_000

rows = [{"name": f"n{i * 7919 % 10007}", "age": i * 31 % 83, "score": i * 17 % 1013 / 10} for i in range(N)]
by_age = sorted(rows, key=lambda row: (row["age"], row["name"]))
by_score = sorted(rows, key=lambda row: -row["score"])
oldest = max(rows, key=lambda row: row["age"])
rows.sort(key=lambda row: row["name"], reverse=True)

by_age[0], by_score[-1], oldest, rows[0]
