"""Tools described by JSON Schema are tools like others: in the stub, in the check, in a run."""

from __future__ import annotations

import pytest

import limen

ORDERS = {
    "name": "search-orders",
    "description": "Find orders.",
    "inputSchema": {
        "type": "object",
        "properties": {
            "customer-id": {"type": "string", "description": "Whose orders."},
            "status": {"enum": ["open", "paid"]},
            "limit": {"type": "integer", "default": 10},
            "since": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            "address": {"$ref": "#/$defs/address"},
            "tags": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["customer-id"],
        "$defs": {
            "address": {
                "type": "object",
                "properties": {"street": {"type": "string"}, "zip": {"type": ["integer", "string"]}},
                "required": ["street"],
            }
        },
    },
    "outputSchema": {
        "type": "object",
        "properties": {"orders": {"type": "array", "items": {"$ref": "#/$defs/order"}}, "more": {"type": "boolean"}},
        "required": ["orders"],
        "$defs": {
            "order": {
                "type": "object",
                "properties": {
                    "id": {"type": "string"},
                    "total": {"type": "number"},
                    "parent": {"$ref": "#/$defs/order"},
                },
                "required": ["id", "total"],
            }
        },
    },
}


@pytest.fixture
def asked() -> list[dict[str, object]]:
    """What the tool was asked."""
    return []


@pytest.fixture
def pipeline(asked: list[dict[str, object]]) -> limen.Pipeline:
    """One tool, whose answer is the same."""

    def call(arguments: dict[str, object]) -> object:
        asked.append(arguments)
        return {"orders": [{"id": "O-1", "total": 4.5}]}

    return limen.Pipeline(tools=[limen.tool_from_schema(ORDERS, call)])


def test_it_runs_with_the_names_of_the_schema(pipeline: limen.Pipeline, asked: list[dict[str, object]]) -> None:
    code = "found = search_orders(customer_id='ada', status='open', address={'street': 'x', 'zip': 7})\nfound['orders'][0]['total']"
    outcome = pipeline.run(code)
    assert outcome.value == 4.5, outcome.feedback()
    assert asked == [{"customer-id": "ada", "status": "open", "address": {"street": "x", "zip": 7}}]


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("search_orders()", "missing-argument"),
        ("search_orders(customer_id=5)", "invalid-argument-type"),
        ("search_orders(customer_id='a', status='closed')", "invalid-argument-type"),
        ("search_orders(customer='a')", "unknown-argument"),
        ("search_orders(customer_id='a', tags=[1])", "invalid-argument-type"),
        ("search_orders(customer_id='a')['order']", "invalid-typed-dict-key"),
        ("search_orders(customer_id='a')['orders'][0]['price']", "invalid-typed-dict-key"),
    ],
)
def test_mistakes_are_found(pipeline: limen.Pipeline, code: str, rule: str) -> None:
    assert rule in [d.rule for d in pipeline.check(code).diagnostics]


def test_an_openai_function_that_is_async() -> None:
    async def call(arguments: dict[str, object]) -> object:
        return arguments

    tool = limen.tool_from_schema(
        {"type": "function", "function": {"name": "echo", "parameters": {"properties": {"class": {"type": "number"}}}}},
        call,
    )
    assert limen.Pipeline(tools=[tool]).run("await echo(class_=1.5)").value == {"class": 1.5}


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        ({}, "needs a name"),
        ({"name": "t", "inputSchema": 5}, "not an object"),
        (
            {"name": "t", "inputSchema": {"properties": {"a": {"type": "strin"}}}},
            "#/properties/a/type 'strin' is no type",
        ),
        ({"name": "t", "inputSchema": {"properties": {"a": {"$ref": "#/$defs/b"}}}}, "leads nowhere"),
        ({"name": "t", "inputSchema": {"properties": {"a": {"$ref": "http://x/y"}}}}, "outside of the schema"),
        ({"name": "t", "inputSchema": {"properties": {"a": {"enum": []}}}}, "must be a list of values"),
        ({"name": "t", "inputSchema": {"properties": {"a-b": {}, "a_b": {}}}}, "two parameters"),
        ({"name": "t", "inputSchema": {"properties": [1]}}, "#/properties must be an object"),
    ],
)
def test_broken_schemas(definition: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("$", r"\$")):
        limen.tool_from_schema(definition, lambda arguments: None)
