"""The house: which room may import which, how large its modules and functions may be, how a question is asked.

The package is read as text, so that an import inside a function counts as one at the top of a module.
"""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest
from helpers.paths import ROOT

PACKAGE = ROOT / "analysis"
# What each room may import, besides itself. Data falls one way: text → syntax → reading → story → {page, versions,
# press} → report; rules, statistics and show serve.
FLOW = {
    "rules": "",
    "statistics": "",
    "text": "rules",
    "show": "text rules statistics",
    "syntax": "text rules",
    "reading": "text syntax rules",
    "story": "text reading rules statistics show",
    "page": "text reading story rules statistics show",
    "view": "text syntax reading story page rules statistics show",
    "versions": "text reading story rules statistics show",
    "press": "text reading story versions rules statistics show",
    "coverage": "text syntax reading rules show",
    "validation": "text syntax reading rules statistics show",
    "report": "text syntax reading story page versions press coverage validation rules statistics show",
}
ENTRIES, LINES, FUNCTION_LINES = 16, 400, 40
LONG: set[str] = set()  # stays empty
REPRESENTATIONS = ("__repr__", "_repr_html_")  # what shows a reading or comparison may be looked up by it
SHOWN = {"analysis.reading.reading", "analysis.versions.align"}


class Import(NamedTuple):
    """One import of the package within itself."""

    module: str
    imported: str
    function: str  # the function that it stands in, "" at the top
    typing: bool  # whether only type checkers see it


@cache
def list_modules() -> dict[str, ast.Module]:
    """Each module of the package by its name, as a tree."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def walk(node: ast.AST, function: str = "", typing: bool = False) -> Iterator[tuple[ast.AST, str, bool]]:
    """Every node below one, with the function that it stands in and whether only type checkers see it."""
    for child in ast.iter_child_nodes(node):
        name, hidden = function, typing
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            name = child.name
        elif isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            hidden = True
        yield child, name, hidden
        yield from walk(child, name, hidden)


@cache
def list_imports() -> list[Import]:
    """Every import of the package within itself, each of its modules by its full name."""
    modules = list_modules()
    found = []
    for module, tree in modules.items():
        for node, function, typing in walk(tree):
            if isinstance(node, ast.Import):
                named = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module}: relative imports hide where they lead"
                inside = [f"{node.module}.{alias.name}" for alias in node.names]
                named = [name if name in modules else node.module for name in inside]
            else:
                continue
            found += [Import(module, name, function, typing) for name in named if name.split(".")[0] == "analysis"]
    return found


def room(module: str) -> str:
    return module.partition(".")[2].partition(".")[0]


def test_every_room_has_its_place_in_the_flow():
    assert {room(module) for module in list_modules()} - {"", "__main__"} == set(FLOW)


@pytest.mark.parametrize("name", FLOW)
def test_a_room_imports_only_what_stands_before_it(name):
    allowed = {name, "", *FLOW[name].split()}  # "" is the package itself, for its version
    wrong = [
        found
        for found in list_imports()
        if room(found.module) == name and room(found.imported) not in allowed
        if not (name == "show" and found.typing)
        if not (found.module in SHOWN and found.function in REPRESENTATIONS)
    ]
    assert wrong == []


def test_the_flow_has_no_circle():
    before, left = set(), {name: set(others.split()) for name, others in FLOW.items()}
    while left:
        ready = {name for name, others in left.items() if others <= before}
        assert ready, left
        before |= ready
        left = {name: others for name, others in left.items() if name not in ready}


def test_what_many_articles_tell_does_not_know_how_they_were_read():
    assert not [found for found in list_imports() if room(found.module) == "press" and "coverage" in found.imported]
    assert not [found for found in list_imports() if "partitions" in found.module and "grammar" in found.imported]
    frames = [found for found in list_imports() if room(found.module) == "syntax" and "events" in found.imported]
    assert frames == []


def test_what_trains_the_learned_coder_is_imported_by_nothing_else():
    training = "analysis.reading.events.learned.training"
    assert not [f for f in list_imports() if f.imported.startswith(training) and not f.module.startswith(training)]


def test_what_only_training_needs_is_imported_by_no_reading():
    users = {name: set() for name in ("jax", "optax", "onnx", "safetensors", "krippendorff")}
    for module, tree in list_modules().items():
        for node, _, _ in walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                users.get(name.partition(".")[0], set()).add(module)
    learned = "analysis.reading.events.learned"
    assert users.pop("krippendorff") == {f"{learned}.agreement"}
    for own in users.values():
        assert own and all(user.startswith(f"{learned}.training.") for user in own)
    asking = {found.module for found in list_imports() if found.imported == f"{learned}.agreement"}
    validation = {"analysis.validation.coders", "analysis.validation.readers"}
    assert asking == validation | {f"{learned}.training.tables"}


def test_no_modules_import_each_other_in_a_circle():
    edges: dict[str, set[str]] = {name: set() for name in list_modules()}
    for found in list_imports():
        if not found.function and not found.typing and found.imported != "analysis":
            edges[found.module].add(found.imported)
    done: set[str] = set()
    while ready := {name for name, others in edges.items() if name not in done and others <= done | {name}}:
        done |= ready
    assert set(edges) - done == set()


def test_the_top_of_the_house_can_be_taken_in():
    entries = [path for path in PACKAGE.iterdir() if path.name not in ("__pycache__", "shipped")]
    assert len(entries) <= ENTRIES


def test_only_the_package_itself_gives_out_names_of_others():
    for name, tree in list_modules().items():
        if (PACKAGE.parent / Path(*name.split(".")) / "__init__.py").exists() and name != "analysis":
            assert [type(node) for node in tree.body] == [ast.Expr], f"{name}: a docstring is all that it holds"


def test_every_module_is_read_in_one_sitting():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {path.name: length for path, length in lengths.items() if length > LINES} == {}


def list_functions() -> Iterator[tuple[str, int]]:
    """Every function by its full name, and how many lines it has."""
    for module, tree in list_modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module}.{node.name}", node.end_lineno - node.lineno + 1


def test_every_function_is_short():
    assert {name for name, lines in list_functions() if lines > FUNCTION_LINES} == LONG


def test_every_module_and_public_function_says_what_it_gives():
    for module, tree in list_modules().items():
        assert ast.get_docstring(tree), module
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{module}.{node.name}"


# The uniform calls: which question answers with which, and whether chance has settings
QUESTIONS = {
    "story.article": "describe",
    "story.caution": "tabulate describe",
    "story.stand": "tabulate describe",
    "story.peak": "tabulate describe draw",
    "story.arc": "tabulate describe draw",
    "story.order": "tabulate describe draw",
    "story.sides": "tabulate describe draw",
    "story.voices": "tabulate describe draw",
    "story.tone": "tabulate describe draw",
    "story.measures": "tabulate describe",
    "story.summary": "describe",
    "press.deeds": "tabulate describe",
    "press.days": "tabulate describe draw",
    "press.timeline": "tabulate describe draw",
    "press.parties": "tabulate describe",
    "press.toll": "tabulate describe",
    "story.sureness": "describe",
    "press.phases": "tabulate describe draw",
    "press.outlets": "tabulate describe draw",
    "press.copies": "tabulate describe",
    "press.voices": "tabulate describe draw",
    "press.summary": "describe",
}
HELPERS = {  # modules of these rooms that answer no question
    "story.assess": "the figures that several questions share",
    "story.claims": "the acts that may be told, and how surely",
    "story.evidence": "the words that stand for an act",
    "story.lean": "where the crisis is going",
    "press.collection": "the coverage itself",
    "press.show": "what its charts share",
    "press.peaks": "the days with the most conflict",
    "press.subject": "which parties the crisis is about",
    "press.signs": "which words escalate or ease",
    "press.changes": "where a series of days changes",
    "press.likeness": "how near the words of two reports are",
    "press.sentences": "in which sentence an act stands",
    "press.joining": "which reports are of one deed",
    "press.apart": "what is no deed of the day",
    "press.sides": "how open sides are filled in",
    "press.proposal": "which parties and names the acts show",
    "press.aliases": "which party a phrase means",
    "press.sidesfile": "the parties and names that a person wrote",
    "press.names": "one name for a voice",
    "press.relevance": "which articles are of the crisis",
    "press.references": "the days that sentences are about",
    "press.telling": "the sentences that tell a day",
    "press.chronicle": "the timeline to read",
    "press.schema": "the tables",
    "press.links": "where the report of an article is",
}
LAYOUT = {"width", "line"}  # what a chart takes besides
CHANCE = {"smoothing": 3, "shuffles": 999, "seed": 1}
SPAN = {"most": 0, "first": "", "last": ""}  # what a timeline takes instead


def test_every_module_of_a_story_and_of_the_press_is_a_question_or_serves_them():
    found = {name.removeprefix("analysis.") for name in list_modules() if room(name) in ("story", "press")}
    assert found - {"story", "press"} == set(QUESTIONS) | set(HELPERS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_asked_with_the_same_calls(name):
    module = import_module(f"analysis.{name}")
    subject = "reading" if name.startswith("story") else "coverage"
    for call in ("tabulate", "describe", "draw"):
        function = getattr(module, call, None)
        assert (function is not None) == (call in QUESTIONS[name].split()), call
        if function is not None:
            first, *others = inspect.signature(function).parameters.values()
            assert first.name == subject
            settings = {other.name: other.default for other in others if other.name not in LAYOUT}
            known = SPAN if name == "press.timeline" else CHANCE
            assert settings.items() <= known.items() and list(settings) == [key for key in known if key in settings]
