"""What is written about the library is true of it: docstrings, the README, the docs and the consumer's sample."""

from __future__ import annotations

import doctest
import inspect
import re
import runpy
from collections.abc import Iterator
from typing import Any

import pytest

import ap_core
from tests import consumer_sample
from tests.house import ROOT, SOURCE, loaded, modules

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("**/*.md")])
_FENCE = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def public_names() -> Iterator[tuple[str, str, Any]]:
    """Every name that a module lists as public, with the module and what it stands for."""
    for module in modules():
        listed = getattr(loaded(module), "__all__", ())
        yield from ((module, name, getattr(loaded(module), name)) for name in listed)


def is_documented(name: str, thing: Any) -> bool:
    """A docstring of its own; for a constant, whose value cannot carry one, a line ``#: …`` above it."""
    if inspect.isclass(thing) or callable(thing):
        return bool((vars(thing).get("__doc__") if inspect.isclass(thing) else thing.__doc__) or "")
    return any(re.search(rf"^#: .*\n{name}\b", text, re.MULTILINE) for text in _sources())


def _sources() -> Iterator[str]:
    for path in SOURCE.rglob("*.py"):
        yield path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("module", "name", "thing"), [pytest.param(*public, id=".".join(public[:2])) for public in public_names()]
)
def test_every_public_name_says_what_it_means(module: str, name: str, thing: Any) -> None:
    """Of a function or a class the docstring, of a constant the line above it."""
    assert is_documented(name, thing), f"{module}.{name} has no docstring"


def test_a_name_without_a_docstring_is_noticed() -> None:
    """The test above can fail; an inherited docstring is not the class's own."""

    class Documented:
        """Yes."""

    class Bare(Documented):
        pass

    assert is_documented("Documented", Documented)
    assert not is_documented("Bare", Bare)
    assert not is_documented("nothing", lambda: None)
    assert not is_documented("NEVER_DEFINED", 1)


def run_fences(text: str, name: str) -> int:
    """Run the python fences of a page one after the other, as one session; how many there were."""
    world: dict[str, Any] = {"__name__": "__main__"}
    fences = _FENCE.findall(text)
    for at, code in enumerate(fences):
        where = f"{name}, python fence {at + 1}"
        if ">>>" in code:
            test = doctest.DocTestParser().get_doctest(code, world, where, name, 0)
            failed = doctest.DebugRunner(optionflags=_FLAGS)
            failed.run(test, clear_globs=False)
            world = test.globs
        else:
            exec(compile(code, where, "exec"), world)  # noqa: S102
    return len(fences)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_code_on_a_page_runs(page: Any) -> None:
    """And prints what the page says that it prints."""
    run_fences(page.read_text(encoding="utf-8"), page.name)


def test_no_session_stands_in_a_fence_that_is_not_run() -> None:
    """Those of the page on tables need an engine, and ``test_frames_tables.py`` runs them."""
    others = re.compile(r"^```(?!python\n)\w*\n(?:(?!```).*\n)*?>>> ", re.MULTILINE)
    pages = [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
    assert [page.name for page in pages if others.search(page.read_text(encoding="utf-8"))] == ["tables.md"]
    assert others.search("```py\n>>> 1\n```\n") and not others.search("```python\n>>> 1\n```\n")


def test_code_that_does_not_run_is_noticed() -> None:
    """The test above can fail, in either kind of fence, and a page is one session."""
    assert run_fences("```python\nx = 2\n```\n\n```python\n>>> x\n2\n```\n", "page") == 2
    with pytest.raises(doctest.DocTestFailure):
        run_fences("```python\n>>> 1 + 1\n3\n```\n", "page")
    with pytest.raises(ZeroDivisionError):
        run_fences("```python\n1 / 0\n```\n", "page")


class TestReadme:
    """The README's two commands are what .ci/run takes out of it."""

    commands = staticmethod(runpy.run_path(str(ROOT / ".ci" / "readme_commands.py"))["commands"])
    GOOD = "# x\n\n## Try it\n\n```sh\ntry\n```\n\n## Test it\n\nNow:\n\n```sh\ntest\n```\n"

    def test_has_its_two_commands(self) -> None:
        """Each makes its own environment and touches nothing else."""
        got = self.commands((ROOT / "README.md").read_text(encoding="utf-8"))
        assert list(got) == ["Try it", "Test it"]
        assert all(command.startswith("python3 -m venv .venv && ") for command in got.values())

    def test_reads_one_line_from_each(self) -> None:
        """In order."""
        assert self.commands(self.GOOD) == {"Try it": "try", "Test it": "test"}

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("try\n", "try\nmore\n"),
            ("try\n", "\n"),
            ("test\n```\n", "test\n```\n\n```sh\nagain\n```\n"),
            ("## Try it", "## Try that"),
            ("```sh\ntest\n```\n", ""),
            ("# x\n", "# x\n\n```sh\nstray\n```\n"),
        ],
    )
    def test_refuses_any_other_shape(self, old: str, new: str) -> None:
        """Two lines, none, a second block, a missing heading, a block elsewhere."""
        assert old in self.GOOD
        with pytest.raises(SystemExit):
            self.commands(self.GOOD.replace(old, new))


class TestConsumerSample:
    """A program that imports ap_core: its types are held by mypy and pyright, its answers here."""

    def test_runs(self) -> None:
        """As it does for the one who imports us."""
        assert len(consumer_sample.counting()) == 15
        assert consumer_sample.ages() is ap_core.KeyStage.KS4
        assert consumer_sample.reviewing().subject == "P01"
        assert len(consumer_sample.whole_roll()) == 1
        assert consumer_sample.refusal().startswith("Term cannot be built: ")
