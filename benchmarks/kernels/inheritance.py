N = 100_000


class Shape:
    sides = 0

    def __init__(self, name):
        self.name = name

    def area(self):
        return 0

    def describe(self):
        return self.area() + self.sides


class Rectangle(Shape):
    sides = 4

    def __init__(self, width, height):
        super().__init__("rectangle")
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, size):
        super().__init__(size, size)
        self.name = "square"

    def __lt__(self, other):
        return self.area() < other.area()


total = 0
smallest = Square(99)
for i in range(N):
    shape = Square(i % 10 + 1) if i % 3 == 0 else Rectangle(i % 7, 3)
    total += shape.describe()
    if isinstance(shape, Square) and shape < smallest:
        smallest = shape

total, smallest.name, smallest.width
