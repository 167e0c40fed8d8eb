"""Small mistakes that could be made in a module: its tree with one thing changed at a time."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import Any, NamedTuple

_COMPARE: dict[type, list[type]] = {
    ast.Lt: [ast.LtE, ast.GtE], ast.LtE: [ast.Lt, ast.Gt], ast.Gt: [ast.GtE, ast.LtE], ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq], ast.Is: [ast.IsNot], ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn], ast.NotIn: [ast.In],
}  # fmt: skip
_RECKON: dict[type, type] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
                             ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr}  # fmt: skip
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
#: Parts of a tree that decide nothing when the module runs.
_IDLE = {"annotation", "returns", "decorator_list", "type_params", "bases", "format_spec", "ctx", "op", "ops"}


class Change(NamedTuple):
    """One change: the line, what stood there, what stands there now, and the whole module with it."""

    line: int
    before: str
    after: str
    tree: ast.Module

    def __str__(self) -> str:
        return f"{self.line}: {self.before}  ->  {self.after}"


def changes(source: str) -> list[Change]:
    """Every change that is made in a module, in order; none twice."""
    whole = ast.parse(source)
    found: list[Change] = []
    seen = {ast.dump(whole)}
    for path, node in _places(whole, ()):
        for other in _others(node):
            tree = copy.deepcopy(whole)
            _put(tree, path, ast.copy_location(other, node))
            ast.fix_missing_locations(tree)
            if (key := ast.dump(tree)) not in seen:
                seen.add(key)
                found.append(Change(node.lineno, _short(node), _short(other), tree))
    return found


def _short(node: Any) -> str:
    return " ".join(ast.unparse(node).split())[:120]


def _places(node: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every statement and expression that is run, with the way to it from the top."""
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.Assert)) or _is_said(node) or _is_for_types(node):
        return
    if isinstance(node, (ast.stmt, ast.expr)):
        yield path, node
    if isinstance(node, ast.JoinedStr):  # words
        return
    for name, held in ast.iter_fields(node):
        if name in _IDLE or name == "target" or (name == "targets" and isinstance(node, ast.Assign)):
            continue
        several = held if isinstance(held, list) else [held]
        for place, inner in enumerate(several):
            if isinstance(inner, ast.AST):
                yield from _places(inner, (*path, (name, place if held is several else None)))


def _is_said(node: Any) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_for_types(node: Any) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _put(tree: ast.Module, path: tuple[Any, ...], other: Any) -> None:
    node: Any = tree
    for name, place in path[:-1]:
        node = getattr(node, name) if place is None else getattr(node, name)[place]
    name, place = path[-1]
    if place is None:
        setattr(node, name, other)
    else:
        getattr(node, name)[place] = other


def _with(node: Any, **parts: Any) -> Any:
    other = copy.copy(node)
    for name, value in parts.items():
        setattr(other, name, value)
    return other


def _others(node: Any) -> Iterator[Any]:
    """What could stand in the place of ``node`` by mistake."""
    match node:
        case ast.Expr() | ast.Raise() | ast.AugAssign() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.If() | ast.IfExp() | ast.While():
            yield _with(node, test=ast.Constant(True))
            yield _with(node, test=ast.Constant(False))
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            for place, loop in enumerate(node.generators):
                for at in range(len(loop.ifs)):
                    left = _with(loop, ifs=[*loop.ifs[:at], *loop.ifs[at + 1 :]])
                    yield _with(node, generators=[*node.generators[:place], left, *node.generators[place + 1 :]])
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                for kind in _COMPARE[type(operator)]:
                    yield _with(node, ops=[*node.ops[:place], kind(), *node.ops[place + 1 :]])
        case ast.BoolOp():
            yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
            for place in range(len(node.values)):
                left = [*node.values[:place], *node.values[place + 1 :]]
                yield left[0] if len(left) == 1 else _with(node, values=left)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.BinOp() if type(node.op) in _RECKON:
            yield _with(node, op=_RECKON[type(node.op)]())
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int(number)):
            yield ast.Constant(number + 1)
            yield ast.Constant(number - 1)
        case ast.Name() if node.id in _NAMES and isinstance(node.ctx, ast.Load):
            yield ast.Name(_NAMES[node.id], ast.Load())
        case ast.Call():
            for place, keyword in enumerate(node.keywords):
                if keyword.arg not in ("strict", "says", None):
                    yield _with(node, keywords=[*node.keywords[:place], *node.keywords[place + 1 :]])
        case ast.Tuple() | ast.List() | ast.Set() if isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            for place in range(len(node.elts)):
                yield _with(node, elts=[*node.elts[:place], *node.elts[place + 1 :]])
        case ast.Dict():
            for place in range(len(node.keys)):
                keys, values = list(node.keys), list(node.values)
                del keys[place], values[place]
                yield _with(node, keys=keys, values=values)


def _is_none(node: Any) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
