"""Lint: nothing is written through a connection for reads."""

import ast
import re
from collections.abc import Iterator, Mapping

from project.lints.source import Source

MESSAGE = (
    "{name} writes through a connection for reads. Such a connection may one day lead to a "
    "replica, and it commits each statement at once, so a later error undoes nothing. Write "
    "through `transaction()`, or through `autocommit()` where each statement stands alone; if "
    "this is no write, say `# reads: why` on the line."
)
_READS = {"reads", "raw_reads"}
_WRITERS = {"insert", "update", "delete", "upsert"}
_WRITING_METHODS = {"copy_records_to_table", "copy_to_table"}
_WRITES = re.compile(
    r"\b(INSERT\s+INTO|UPDATE\s+(ONLY\s+)?[\w{}\"]+(\s+(AS\s+)?\w+)?\s+SET|DELETE\s+FROM|MERGE\s+INTO"
    r"|TRUNCATE|CREATE\s+\w+|DROP\s+\w+|ALTER\s+\w+|nextval\s*\(|FOR\s+(NO\s+KEY\s+)?UPDATE)",
    re.IGNORECASE,
)
Definition = ast.stmt


def findings(modules: Mapping[str, Source]) -> Iterator[str]:
    """Yields a message for each write; `modules` maps dotted names to sources."""
    known = {name: _definitions(source.tree) for name, source in modules.items()}
    for name, source in modules.items():
        for block in ast.walk(source.tree):
            if isinstance(block, ast.AsyncWith) and _is_for_reads(block):
                yield from _in_block(block, name, source, known)


def _definitions(tree: ast.Module) -> dict[str, Definition]:
    """Returns the module's functions, methods, constants and imports by their names."""
    defined: dict[str, Definition] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            defined[node.name] = node
    for node in tree.body:
        if isinstance(node, ast.Assign):
            defined |= {one.id: node for one in node.targets if isinstance(one, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            defined[node.target.id] = node
        elif isinstance(node, ast.ImportFrom):
            defined |= {alias.asname or alias.name: node for alias in node.names}
    return defined


def _is_for_reads(block: ast.AsyncWith) -> bool:
    return any(
        isinstance(item.context_expr, ast.Call)
        and isinstance(item.context_expr.func, ast.Attribute)
        and item.context_expr.func.attr in _READS
        for item in block.items
    )


def _in_block(
    block: ast.AsyncWith,
    module: str,
    source: Source,
    known: Mapping[str, Mapping[str, Definition]],
) -> Iterator[str]:
    for statement in block.body:
        for node in ast.walk(statement):
            name = _referred(node)
            if name is None and not _writes_itself(node, known[module]):
                continue
            seen: set[tuple[str, str]] = set()
            if name and not _writes(name, module, known, seen):
                continue
            if not source.escapes(node, "reads"):
                yield source.at(node, MESSAGE.format(name=name or "This statement"))


def _referred(node: ast.AST) -> str | None:
    """Returns the name of a constant, a function or a method of `self`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.attr if node.value.id == "self" else None
    return None


def _writes(
    name: str,
    module: str,
    known: Mapping[str, Mapping[str, Definition]],
    seen: set[tuple[str, str]],
) -> bool:
    """Returns whether the definition of a name contains a write, or refers to one that does."""
    definition = known.get(module, {}).get(name)
    if definition is None or (module, name) in seen:
        return False
    seen.add((module, name))
    if isinstance(definition, ast.ImportFrom):
        original = next(one.name for one in definition.names if (one.asname or one.name) == name)
        return _writes(original, definition.module or "", known, seen)
    return any(
        _writes_itself(node, known[module])
        or ((other := _referred(node)) is not None and _writes(other, module, known, seen))
        for node in ast.walk(_without_docstring(definition))
    )


def _writes_itself(node: ast.AST, defined: Mapping[str, Definition]) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(_WRITES.search(node.value))
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in _WRITING_METHODS
    return (
        isinstance(node.func, ast.Name)
        and node.func.id in _WRITERS
        and _is_of_sqlalchemy(defined.get(node.func.id))
    )


def _is_of_sqlalchemy(definition: Definition | None) -> bool:
    return isinstance(definition, ast.ImportFrom) and (definition.module or "").startswith(
        "sqlalchemy"
    )


def _without_docstring(definition: Definition) -> ast.AST:
    if isinstance(definition, ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(
        definition
    ):
        return ast.Module(definition.body[1:], [])
    return definition
