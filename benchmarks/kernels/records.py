from dataclasses import dataclass, field

N = 40_000


@dataclass
class Item:
    name: str
    price: float
    count: int = 1
    tags: list[str] = field(default_factory=list)

    def value(self) -> float:
        return self.price * self.count


@dataclass(frozen=True)
class Point:
    x: int
    y: int


items = []
points = set()
for i in range(N):
    item = Item(f"item {i % 100}", i % 13 + 0.5, count=i % 4)
    item.tags.append("new" if i % 2 else "used")
    items.append(item)
    points.add(Point(i % 50, i % 7))

sum(item.value() for item in items), items.count(items[0]), len(points), repr(items[3])
