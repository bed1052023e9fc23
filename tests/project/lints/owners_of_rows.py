"""Lint: a repository method that reads user data takes an owner or a viewer."""

import ast
from collections.abc import Iterator, Sequence

from project.lints.source import Source

MESSAGE = (
    "{name} reads user data for nobody in particular. Ownership is part of the query, so that "
    "somebody else's row is not found, whatever the caller forgets to check. Take one of {owners} "
    "or a value that only such a query returns ({proofs}); a sweep over all users says "
    "`# everybody: why`."
)
# The viewer, the owner, a secret that was given to somebody, or the user in a token.
OWNERS = (
    "user_id",
    "owner_id",
    "viewer_id",
    "editor_id",
    "giver_id",
    "actor_id",
    "token_hash",
    "undo_hash",
    "subject",
)
# Each comes from a query that takes one of the above, or has one as a field.
PROOFS = ("LockedList", "KeyedRequest", "Identity")
# Contexts without user data.
_NOBODYS = ("gifter_domain/catalogue/", "gifter_domain/ai/", "gifter_domain/shared/jobs.py")
_NO_DATA = {"None", "int", "bool"}


def findings(domain: Sequence[Source]) -> Iterator[str]:
    """Yields a message for each such method of the domain's ports."""
    repositories = {name for source in domain for name in _handed_out(source)}
    for source in domain:
        if any(part in source.path for part in _NOBODYS):
            continue
        for port in _protocols(source):
            is_repository = port.name in repositories or port.name.endswith("Reads")
            if is_repository and not source.escapes(port, "everybody"):
                yield from _in_port(port, source)


def _protocols(source: Source) -> Iterator[ast.ClassDef]:
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef) and any(
            getattr(base, "id", None) == "Protocol" for base in node.bases
        ):
            yield node


def _handed_out(source: Source) -> Iterator[str]:
    """Yields the repositories that are properties of a transaction."""
    for port in _protocols(source):
        if port.name.endswith("Transaction"):
            for node in port.body:
                if isinstance(node, ast.FunctionDef) and isinstance(node.returns, ast.Name):
                    yield node.returns.id


def _in_port(port: ast.ClassDef, source: Source) -> Iterator[str]:
    for method in port.body:
        if not isinstance(method, ast.AsyncFunctionDef) or _returns_no_data(method):
            continue
        if not _says_whose(method) and not source.escapes(method, "everybody"):
            name = f"{port.name}.{method.name}"
            yield source.at(
                method,
                MESSAGE.format(name=name, owners=", ".join(OWNERS), proofs=", ".join(PROOFS)),
            )


def _returns_no_data(method: ast.AsyncFunctionDef) -> bool:
    return method.returns is not None and ast.unparse(method.returns) in _NO_DATA


def _says_whose(method: ast.AsyncFunctionDef) -> bool:
    arguments = method.args.args + method.args.kwonlyargs
    return any(
        argument.arg in OWNERS
        or (argument.annotation is not None and ast.unparse(argument.annotation) in PROOFS)
        for argument in arguments
    )
