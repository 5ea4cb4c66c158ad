# which words are reserved
import keyword
print(keyword.iskeyword("for"), keyword.iskeyword("fur"), keyword.issoftkeyword("match"), keyword.issoftkeyword("x"), keyword.kwlist[:4], "case" in keyword.softkwlist, [w for w in ("a", "def", "None") if w.isidentifier() and not keyword.iskeyword(w)])
