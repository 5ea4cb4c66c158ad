N = 300_000


class Account:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 0
        self.moves = 0

    def deposit(self, amount):
        self.balance += amount
        self.moves += 1

    def withdraw(self, amount):
        if amount > self.balance:
            return False
        self.balance -= amount
        self.moves += 1
        return True

    @property
    def is_empty(self):
        return self.balance == 0


account = Account("Ada")
refused = 0
for i in range(N):
    account.deposit(i % 7)
    if not account.withdraw(i % 11):
        refused += 1
    if account.is_empty:
        account.deposit(1)

account.balance, account.moves, refused
