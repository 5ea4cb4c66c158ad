# ---- literal_eval
import ast

for text in ["1", "-2.5", "'a' 'b'", "[1, (2, 3), {4}, {'k': None}]", "True", "b'x'", "1+2j", "  3", "()", "{}", "-0x1F"]:
    print(ast.literal_eval(text))
for text in ["f()", "a", "1 + 1", "[x for x in y]", "not 1"]:
    try:
        ast.literal_eval(text)
    except ValueError as error:
        print(type(error).__name__, str(error)[:24])
try:
    ast.literal_eval("[1")
except SyntaxError as error:
    print("SyntaxError")
try:
    ast.literal_eval("{[]}")
except TypeError as error:
    print(error)
# ---- eval of literals and operators
for text in ["1 + 2 * 3", "2 ** 3 ** 2", "7 // 2 - 1", "-(3 - 5)", "1 < 2 < 3", "1 < 2 > 3", "not 1 or 2", "'a' * 3", "[1, 2] + [3]",
             "0 and 1", "1 if 2 > 1 else 3", "~5 & 6 | 8 ^ 3", "1 << 4 >> 2", "10 % 4", "1 == 1.0 != 2"]:
    print(eval(text))
for text in ["1 / 0", "1 + 'a'", "[] < 1", "-'a'"]:
    try:
        eval(text)
    except Exception as error:
        print(type(error).__name__, error)
try:
    eval(3)
except TypeError as error:
    print(error)
