"""mypy finds every wrong argument in the wiring, so that nobody has to run it to find one.

The stubs of dependency-injector accept any argument of a provider. Each object is therefore built
in plain functions. This test breaks their calls and expects mypy to notice each.
"""

import ast
import importlib
import inspect
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APP = ROOT / "src" / "gifter_app"
WIRING = [*sorted((APP / "wiring").glob("*.py")), APP / "services.py", APP / "container.py"]
SEED = 9
SITES = 20

Parameters = Mapping[str, inspect.Parameter]


@dataclass(frozen=True)
class Site:
    """A call in a module: its number `place` in the order of `ast.walk`, and the called name."""

    path: Path
    place: int
    parameters: Parameters


@dataclass(frozen=True)
class Mutant:
    """A copy of a module with one wrong call, somewhere on these lines."""

    name: str
    source: str
    lines: range


def calls(tree: ast.Module) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def arguments(call: ast.Call, parameters: Parameters) -> dict[str, ast.expr]:
    """Returns the arguments by the names of their parameters."""
    by_place = dict(zip(parameters, call.args, strict=False))
    return by_place | {one.arg: one.value for one in call.keywords if one.arg is not None}


def swappable(given: Mapping[str, ast.expr], parameters: Parameters) -> list[tuple[str, str]]:
    """Returns the pairs of arguments whose parameters have different types."""
    names = [*given]
    return [
        (one, other)
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        if parameters[one].annotation != parameters[other].annotation
    ]


def required(given: Mapping[str, ast.expr], parameters: Parameters) -> list[str]:
    return [name for name in given if parameters[name].default is inspect.Parameter.empty]


def call_sites() -> Iterator[Site]:
    """Yields the calls of our own classes and functions that can be broken in all three ways."""
    for path in WIRING:
        package = "gifter_app.wiring." if path.parent.name == "wiring" else "gifter_app."
        namespace = vars(importlib.import_module(package + path.stem))
        for place, call in enumerate(calls(ast.parse(path.read_text()))):
            parameters = parameters_of(ast.unparse(call.func), namespace)
            given = arguments(call, parameters) if parameters else {}
            if swappable(given, parameters) and required(given, parameters):
                yield Site(path, place, parameters)


def parameters_of(name: str, namespace: Mapping[str, object]) -> Parameters:
    """Returns the parameters of the named function or class, or none if it is not ours."""
    first, *rest = name.split(".")
    called = namespace.get(first)
    for attribute in rest:
        called = getattr(called, attribute, None)
    ours = callable(called) and getattr(called, "__module__", "").startswith("gifter_")
    return inspect.signature(called).parameters if callable(called) and ours else {}


def swap(call: ast.Call, site: Site, choose: random.Random) -> None:
    given = arguments(call, site.parameters)
    one, other = choose.choice(swappable(given, site.parameters))
    replace(call, {given[one]: given[other], given[other]: given[one]})


def drop(call: ast.Call, site: Site, choose: random.Random) -> None:
    given = arguments(call, site.parameters)
    dropped = given[choose.choice(required(given, site.parameters))]
    call.args = [one for one in call.args if one is not dropped]
    call.keywords = [one for one in call.keywords if one.value is not dropped]


def invent(call: ast.Call, _site: Site, _choose: random.Random) -> None:
    call.keywords.append(ast.keyword("invented", ast.Constant(None)))


def replace(call: ast.Call, by: Mapping[ast.expr, ast.expr]) -> None:
    call.args = [by.get(one, one) for one in call.args]
    for one in call.keywords:
        one.value = by.get(one.value, one.value)


WAYS: Sequence[Callable[[ast.Call, Site, random.Random], None]] = (swap, drop, invent)


def mutants(sites: Sequence[Site], choose: random.Random) -> Iterator[Mutant]:
    for number, site in enumerate(sites):
        for way in WAYS:
            tree = ast.parse(site.path.read_text())
            call = calls(tree)[site.place]
            way(call, site, choose)
            call.func = ast.Name(f"__broken__{ast.unparse(call.func)}")  # marks the line
            marked = ast.unparse(tree).split("\n")
            line = next(at for at, text in enumerate(marked, 1) if "__broken__" in text)
            source = "\n".join(marked).replace("__broken__", "")
            yield Mutant(f"{way.__name__}_{number}_{site.path.stem}", source, range(line, line + 1))


def complaints(folder: Path) -> dict[str, set[int]]:
    """Returns the lines of each module in the folder that one run of mypy complains about.

    It reads a copy of the usual cache, if there is one, and leaves the cache itself alone.
    """
    cache = folder / "cache"
    if (ROOT / ".mypy_cache").exists():
        shutil.copytree(ROOT / ".mypy_cache", cache)
    files = sorted(folder.glob("*.py"))
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(cache), *map(str, files)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode in (0, 1), result.stdout + result.stderr
    found: dict[str, set[int]] = {path.stem: set() for path in files}
    for name, line in re.findall(r"^.*?(\w+)\.py:(\d+): error", result.stdout, re.MULTILINE):
        found.setdefault(name, set()).add(int(line))
    return found


def test_mypy_finds_every_wrong_argument_in_the_wiring(tmp_path: Path) -> None:
    choose = random.Random(SEED)
    broken = [*mutants(choose.sample([*call_sites()], SITES), choose)]
    for one in broken:
        (tmp_path / f"{one.name}.py").write_text(one.source)
    for path in WIRING:
        (tmp_path / f"unbroken_{path.stem}.py").write_text(ast.unparse(ast.parse(path.read_text())))

    found = complaints(tmp_path)

    overlooked = [one.name for one in broken if not found.pop(one.name).intersection(one.lines)]
    assert len(broken) == SITES * len(WAYS)
    assert overlooked == []
    assert {name: lines for name, lines in found.items() if lines} == {}


def constructors_with_alike_parameters(source: str) -> list[str]:
    """Returns the classes built from two positional arguments that mypy cannot tell apart."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
        for function in node.body
        if isinstance(function, ast.FunctionDef) and function.name == "__init__"
        if len(kinds := positional_kinds(function)) > len({*kinds})
    ]


def positional_kinds(function: ast.FunctionDef) -> list[str]:
    """Returns the types of positional parameters."""
    types = [ast.unparse(one.annotation) for one in function.args.args[1:] if one.annotation]
    return [kind.removesuffix(" | None") for kind in types]


def test_constructors_take_keywords_where_two_arguments_have_the_same_type() -> None:
    sources = [*(ROOT / "src" / "gifter_adapters").rglob("*.py"), *APP.rglob("*.py")]
    found = {
        path.name: names
        for path in sources
        if (names := constructors_with_alike_parameters(path.read_text()))
    }

    assert found == {}, "put a `*` before these parameters, so that calls name them"


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ("self, url: str, name: str", ["A"]),
        ("self, url: str, name: str | None", ["A"]),
        ("self, url: str, *, name: str", []),
        ("self, url: str, size: int", []),
    ],
)
def test_alike_parameters_are_found(parameters: str, found: list[str]) -> None:
    source = f"class A:\n    def __init__({parameters}) -> None: ..."

    assert constructors_with_alike_parameters(source) == found
