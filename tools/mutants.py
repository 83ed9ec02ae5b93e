"""Checks changed by one slip each → the slips that no example of a card notices.

    python tools/mutants.py [CODE…]   print every change that no example notices
    python tools/mutants.py --helpers the same for the modules that checks share (minutes)

A change is a comparison turned, a guard dropped or negated, a place moved, a number off by one.
It is caught when some line of a card's table, or what `tests/checks/said.json` says the example's
finding looks like, comes out otherwise; a module from which other rules' checks import is judged
by their cards too. `EQUAL` lists the changes that no example shows, and why.
"""

from __future__ import annotations

import ast
import copy
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from cardcases import PLAN_RULES, Example, examples  # noqa: E402, I001 - found by the line above
from workbook_tool.checks import CHECKS  # noqa: E402

EQUAL = tomllib.loads((ROOT / "tools/mutants.toml").read_text(encoding="utf-8"))
"""By module: the changes that are no change, each with its reason."""

HELPERS = (
    *("conditions", "context", "grades", "hits", "issues", "kept", "mentions", "names"),
    *("progress", "silence", "spell", "texts", "words"),
)
TURNED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
PLACED = ("row_hit", "field_hit")
WRAPPED = ("__wrapped__", "func", "fget", "__func__")


def mutants(tree: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """Every change of a module, by what it changes: "a < b -> a <= b in check"."""
    order = list(ast.walk(tree))
    for function in [node for node in order if isinstance(node, ast.FunctionDef)]:
        own = set(map(id, ast.walk(function)))
        for n, node in enumerate(order):
            for change in _changes(node) if id(node) in own else ():
                mutant = copy.deepcopy(tree)
                after = change(list(ast.walk(mutant))[n])
                name = f"{ast.unparse(node)} -> {after} in {function.name}"
                yield " ".join(name.split()), ast.fix_missing_locations(mutant)


def _changes(node: ast.AST) -> Iterator[Callable[[ast.AST], str]]:
    if isinstance(node, ast.Compare):
        turned = [(n, TURNED[type(op)]) for n, op in enumerate(node.ops) if type(op) in TURNED]
        yield from (partial(_turn, n=n, op=op) for n, op in turned)
    elif isinstance(node, ast.BoolOp):
        yield from (_exchange, *(partial(_drop, n=n) for n in range(len(node.values))))
    elif isinstance(node, ast.If | ast.IfExp):
        yield from (partial(_test, negated=True), partial(_test, negated=False))
    elif isinstance(node, ast.comprehension):
        yield from (partial(_unguard, n=n) for n in range(len(node.ifs)))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield _affirm
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield from (partial(_count, step=1), partial(_count, step=-1))
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in PLACED:
        yield from (partial(_move, n=n) for n in range(1, len(node.args)))


def _turn(twin: ast.AST, *, n: int, op: type[ast.cmpop]) -> str:
    assert isinstance(twin, ast.Compare)
    twin.ops[n] = op()
    return ast.unparse(twin)


def _exchange(twin: ast.AST) -> str:
    assert isinstance(twin, ast.BoolOp)
    twin.op = ast.Or() if isinstance(twin.op, ast.And) else ast.And()
    return ast.unparse(twin)


def _drop(twin: ast.AST, *, n: int) -> str:
    assert isinstance(twin, ast.BoolOp)
    twin.values[n] = ast.Constant(value=isinstance(twin.op, ast.And))
    return ast.unparse(twin)


def _test(twin: ast.AST, *, negated: bool) -> str:
    assert isinstance(twin, ast.If | ast.IfExp)
    twin.test = ast.UnaryOp(ast.Not(), twin.test) if negated else ast.Constant(value=True)
    return f"if {ast.unparse(twin.test)}"


def _unguard(twin: ast.AST, *, n: int) -> str:
    assert isinstance(twin, ast.comprehension)
    del twin.ifs[n]
    return ast.unparse(twin)


def _affirm(twin: ast.AST) -> str:
    assert isinstance(twin, ast.UnaryOp)
    twin.op = ast.Not()
    twin.operand = ast.UnaryOp(ast.Not(), twin.operand)
    return ast.unparse(twin)


def _count(twin: ast.AST, *, step: int) -> str:
    assert isinstance(twin, ast.Constant)
    twin.value += step
    return ast.unparse(twin)


def _move(twin: ast.AST, *, n: int) -> str:
    assert isinstance(twin, ast.Call)
    twin.args[n] = ast.Constant(value="action.criterion")
    return ast.unparse(twin)


def survivors(module: ModuleType, cases: Mapping[str, list[Example]]) -> list[str]:
    """The changes of a module that none of some examples (by code) notices."""
    left = []
    for name, tree in mutants(ast.parse(source(module))):
        if not _caught(module, compile(tree, str(module.__file__), "exec"), cases):
            left.append(name)
    return left


def source(module: ModuleType) -> str:
    """The text of a module."""
    return Path(str(module.__file__)).read_text(encoding="utf-8")


def _caught(module: ModuleType, code: CodeType, cases: Mapping[str, list[Example]]) -> bool:
    changed: dict[str, object] = {"__name__": module.__name__}
    try:
        exec(code, changed)
    except Exception:
        return True
    kept = {function: function.__code__ for function in _functions(vars(module), module)}
    try:
        for function in kept:
            twin = _twin(function, changed)
            if twin.co_freevars == function.__code__.co_freevars:
                function.__code__ = twin
        return any(example.differs() for own in cases.values() for example in own)
    finally:
        for function, original in kept.items():
            function.__code__ = original


def _functions(names: Mapping[str, object], module: ModuleType) -> Iterator[FunctionType]:
    """The functions and methods that a module defines itself."""
    for value in list(names.values()):
        members = vars(value).values() if isinstance(value, type) else [value]
        for found in map(_bare, members):
            if isinstance(found, FunctionType) and found.__module__ == module.__name__:
                yield found


def _bare(value: object) -> object:
    """What decorators, properties and class methods wrap."""
    for key in WRAPPED:
        value = getattr(value, key, value)
    return value


def _twin(function: FunctionType, changed: Mapping[str, object]) -> CodeType:
    owner, _, name = function.__qualname__.rpartition(".")
    found = vars(changed[owner])[name] if owner else changed[name]
    found = _bare(found)
    assert isinstance(found, FunctionType)
    return found.__code__


def judges(code: str, every: Mapping[str, list[Example]]) -> Mapping[str, list[Example]]:
    """The examples of a rule, and of those whose checks import something from its own."""
    name = CHECKS[code].__module__
    paths = {c: Path(sys.modules[CHECKS[c].__module__].__file__ or "") for c in every}
    users = [c for c, path in paths.items() if f"from {name} import" in path.read_text("utf-8")]
    return {c: every[c] for c in (code, *users)}


def main(arguments: list[str]) -> int:
    """Print what survives; 1 when something does that `EQUAL` does not explain."""
    every = {code: examples(rule) for code, rule in PLAN_RULES.items()}
    left = 0
    if "--helpers" in arguments:
        modules = [(name, f"workbook_tool.checks.{name}", every) for name in HELPERS]
    else:
        wanted = [a for a in arguments if a in every] or list(every)
        modules = [(c, CHECKS[c].__module__, judges(c, every)) for c in wanted]
    for name, path, cases in modules:
        __import__(path)
        for change in survivors(sys.modules[path], cases):
            if change not in EQUAL.get(name, {}):
                left += 1
                print(f"{name}: {change}", flush=True)
    print(f"{left} changes are noticed by no example")
    return int(left > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
