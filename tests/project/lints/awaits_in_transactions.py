"""Lint: inside a transaction only the transaction is awaited."""

import ast
from collections.abc import Iterator

from project.lints.source import Source

MESSAGE = (
    "inside a transaction this awaits something other than `{bound}`. Whatever it waits for (a "
    "model, mail, another connection) keeps row locks and a pooled connection, and a rollback does "
    "not undo it. Await it before or after, or enqueue a job; if it does belong here, say "
    "`# awaits: why` on the line."
)
_OPENERS = {"transaction", "transactions", "_transaction", "_transactions"}


def findings(source: Source) -> Iterator[str]:
    """Yields a message for each such await."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.AsyncWith):
            for name in _opened(node):
                yield from _in_body(node.body, name, source)
        elif isinstance(node, ast.AsyncFunctionDef):
            for name in _handed_over(node):
                yield from _in_body(node.body, name, source)


def _opened(block: ast.AsyncWith) -> Iterator[str]:
    """Yields the name that `async with …transactions() as name` binds."""
    for item in block.items:
        call = item.context_expr
        while isinstance(call, ast.Call) and isinstance(call.func, ast.Call):
            call = call.func
        if isinstance(call, ast.Call) and isinstance(item.optional_vars, ast.Name):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in _OPENERS:
                yield item.optional_vars.id


def _handed_over(function: ast.AsyncFunctionDef) -> Iterator[str]:
    """Yields each transaction among the parameters, so that the whole body is checked."""
    for argument in function.args.args + function.args.kwonlyargs:
        if isinstance(argument.annotation, ast.Name) and argument.annotation.id.endswith(
            "Transaction"
        ):
            yield argument.arg


def _in_body(body: list[ast.stmt], bound: str, source: Source) -> Iterator[str]:
    own = {bound, *_names_from(body, bound)}
    for node, awaited in _awaits(body):
        if not _is_about(awaited, own) and not source.escapes(node, "awaits"):
            yield source.at(node, MESSAGE.format(bound=bound))


def _names_from(body: list[ast.stmt], bound: str) -> Iterator[str]:
    """Yields names for parts of the transaction: `rows = tx.schedule`, not `await tx.read()`."""
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Assign) and _is_part(node.value, bound):
                yield from (one.id for one in node.targets if isinstance(one, ast.Name))


def _is_part(value: ast.expr, bound: str) -> bool:
    nodes = [*ast.walk(value)]
    return any(isinstance(node, ast.Name) and node.id == bound for node in nodes) and not any(
        isinstance(node, ast.Await) for node in nodes
    )


def _awaits(body: list[ast.stmt]) -> Iterator[tuple[ast.AST, ast.expr]]:
    """Yields each await with its operand. Functions that are only defined here run elsewhere."""
    todo: list[ast.AST] = list(body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Await):
            yield node, node.value
        elif isinstance(node, ast.AsyncFor) or (
            isinstance(node, ast.comprehension) and node.is_async
        ):
            yield node.iter, node.iter
        elif isinstance(node, ast.AsyncWith):
            yield from ((item.context_expr, item.context_expr) for item in node.items)
        todo.extend(ast.iter_child_nodes(node))


def _is_about(awaited: ast.expr, own: set[str]) -> bool:
    """Returns whether it is a call on the transaction, or a call that gets it as an argument."""
    if _root(awaited) in own:
        return True
    if not isinstance(awaited, ast.Call):
        return False
    arguments = [*awaited.args, *(keyword.value for keyword in awaited.keywords)]
    return any(
        isinstance(node, ast.Name) and node.id in own
        for argument in arguments
        for node in ast.walk(argument)
    )


def _root(node: ast.expr) -> str | None:
    """Returns the name that a chain of calls and attributes begins with."""
    while isinstance(node, ast.Call | ast.Attribute | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None
