# a Template with another delimiter or another pattern of names
from string import Template

class Percent(Template):
    delimiter = "%"
    idpattern = "[a-z]+_[a-z]+"

class At(Template):
    delimiter = "@"

class Braced(Template):
    flags = 0
    idpattern = "[A-Z]+"
    braceidpattern = "[0-9]+"

print(Percent("%% %with_x %without %{with_y}").safe_substitute(with_x=1, with_y=2))
print(At("@who and @{what} @@ $x").substitute(who="me", what=3), At("@a $b @{c} @a").get_identifiers())
print(Braced("$ABC ${12} $abc").safe_substitute({"ABC": 1, "12": 2}), Template("$a ${b} $$").get_identifiers())
[At("@ 1").is_valid(), At("@x").is_valid(), Template("$").is_valid(), Template("$Who ${who}").substitute(Who=1, who=2)]
# ---
# wrong placeholders say where they are
from string import Template

for text in ("$", "a\nb $ c", "${1}", "${a", "$1", "line\n\n  $-"):
    try:
        print(Template(text).substitute(a=1))
    except ValueError as error:
        print(error)
    print(repr(Template(text).safe_substitute()))
try:
    Template("$missing").substitute({})
except KeyError as error:
    print(repr(error))
# ---
# a Formatter formats like str.format
from string import Formatter

f = Formatter()
print(f.format("{0} {a!r:>5} {0:{width}}|", 1, a="x", width=4), f.format("{} {}", 1, 2), f.vformat("{0[k]} {1.real}", ({"k": 5}, 7), {}))
print(list(f.parse("a{b!r:c}d{{ {x[!]:{y}} }} {}")), f.get_field("a.real", (), {"a": 3}))
for call in (lambda: f.format("{0} {}", 1), lambda: f.format("{} {0}", 1), lambda: f.format("{a}"), lambda: f.format("{"), lambda: f.format("}"),
             lambda: f.format("{a!x}", a=1), lambda: f.format("{1}", 1), lambda: f.format("{a!r }", a=1)):
    try:
        print(call())
    except (ValueError, KeyError, IndexError) as error:
        print(type(error).__name__, error)
# ---
# a Formatter may be changed by its methods
from string import Formatter

class Careful(Formatter):
    def get_value(self, key, args, kwargs):
        if isinstance(key, str):
            return kwargs.get(key, f"<{key}>")
        return super().get_value(key, args, kwargs)
    def format_field(self, value, spec):
        return value.upper() if spec == "up" else super().format_field(value, spec)
    def check_unused_args(self, used, args, kwargs):
        print(sorted(map(str, used)), set(kwargs) - used)

print(Careful().format("{a} {b} {0:up}", "text", a=1, c=2))
