"""The small language of scoring sheets: facts, figures, comparisons, ``and or not``, ``+ - *``, ``a if b else c``.

``percent(part, whole)`` is an exact fraction; ``known(fact)`` asks whether it is known yet. Nothing else can be said
in it, so that a sheet from elsewhere can be read safely.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from model.vietnamese import percent

Value = int | bool | str | Fraction | None

_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
}  # fmt: skip
_FUNCTIONS = {"percent": 2, "known": 1}

LONGEST = 500
"""Letters in one expression."""


@lru_cache(maxsize=256)
def exact(bound: int | float) -> Fraction:
    """A bound as it is written in a file: 87.5 is 175/2."""
    return Fraction(str(bound))


class UnknownFactError(Exception):
    """A fact that the answer rests on is not known yet."""


@dataclass(frozen=True)
class Expression:
    """A parsed expression; ``names`` are the facts that it asks for."""

    tree: ast.expr
    names: frozenset[str]

    def __call__(self, facts: Mapping[str, Value]) -> Value:
        """Its value; raises :class:`UnknownFactError` where it rests on an unknown fact, or cannot be worked out."""
        try:
            value: Value = _evaluate(self.tree, facts)
        except TypeError as error:  # letters where figures belong
            raise UnknownFactError(str(error)) from None
        return value


@lru_cache(maxsize=1024)
def parse(source: str) -> Expression:
    """The expression written in ``source``; raises :class:`ValueError` with a Vietnamese reason."""
    if len(source) > LONGEST:
        raise ValueError(f"biểu thức “{source[:30]}…” dài quá {LONGEST} chữ")
    try:
        tree = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError):
        raise ValueError(f"không hiểu biểu thức “{source}”") from None
    names: set[str] = set()
    for node in ast.walk(tree):
        _check(node, source)
        if isinstance(node, ast.Name):
            names.add(node.id)
    return Expression(tree, frozenset(names - _FUNCTIONS.keys()))


_ALLOWED = (
    ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Compare, ast.IfExp, ast.Name, ast.Load,
    ast.operator, ast.cmpop,
)  # fmt: skip


def _check(node: ast.AST, source: str) -> None:
    known = isinstance(node, _ALLOWED)
    if isinstance(node, ast.BinOp):
        known = type(node.op) in _ARITHMETIC
    elif isinstance(node, ast.Compare):
        known = all(type(op) in _COMPARE for op in node.ops)
    elif isinstance(node, ast.Constant):
        known = isinstance(node.value, int | str)
    elif isinstance(node, ast.Call):
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        known = _FUNCTIONS.get(called) == len(node.args) and not node.keywords
    if not known:
        raise ValueError(f"biểu thức “{source}” có chỗ không dùng được trong khung chấm điểm")


def _evaluate(node: ast.expr, facts: Mapping[str, Value]) -> Any:
    match node:
        case ast.Constant(value=constant):
            return constant
        case ast.Name(id=name):
            if (value := facts.get(name)) is None:
                raise UnknownFactError(name)
            return value
        case ast.BoolOp(op=op, values=values):
            wanted = isinstance(op, ast.Or)
            return next((wanted for v in values if bool(_evaluate(v, facts)) is wanted), not wanted)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _evaluate(operand, facts)
        case ast.UnaryOp(operand=operand):
            return -_evaluate(operand, facts)
        case ast.BinOp(left=left, op=arithmetic, right=right):
            return _ARITHMETIC[type(arithmetic)](_figure(left, facts), _figure(right, facts))
        case ast.Compare(left=left, ops=ops, comparators=others):
            values_ = [_evaluate(n, facts) for n in (left, *others)]
            return all(_COMPARE[type(o)](a, b) for o, a, b in zip(ops, values_, values_[1:], strict=False))
        case ast.IfExp(test=test, body=body, orelse=other):
            return _evaluate(body if _evaluate(test, facts) else other, facts)
        case ast.Call(func=ast.Name(id="known"), args=[argument]):
            return isinstance(argument, ast.Name) and facts.get(argument.id) is not None
        case ast.Call(args=[part, whole]):
            divisor = _figure(whole, facts)
            if divisor == 0:
                raise UnknownFactError("percent")
            return Fraction(_figure(part, facts) * 100, divisor)
    raise AssertionError(node)


def _figure(node: ast.expr, facts: Mapping[str, Value]) -> Any:
    value = _evaluate(node, facts)
    if isinstance(value, str):
        raise TypeError("letters where figures belong")
    return value


BRACES = re.compile(r"\{([^{}]+)\}")


@lru_cache(maxsize=1024)
def parse_text(template: str) -> tuple[str | Expression, ...]:
    """A text with ``{expression}`` in it, in parts; raises :class:`ValueError`."""
    return tuple(parse(p) if i % 2 else p for i, p in enumerate(BRACES.split(template)) if p)


def fill(parts: tuple[str | Expression, ...], facts: Mapping[str, Value]) -> str:
    """The text with its values; a fraction with one decimal, an unknown fact as an ellipsis; its first letter large."""
    text = "".join(p if isinstance(p, str) else _shown(p, facts) for p in parts)
    return text[:1].upper() + text[1:]


def _shown(expression: Expression, facts: Mapping[str, Value]) -> str:
    try:
        value = expression(facts)
    except UnknownFactError:
        return "…"
    return percent(value / 100) if isinstance(value, Fraction) else str(value)
