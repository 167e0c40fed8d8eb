"""The pages for people: each error has its row, the counts of what is covered are right, the release is as promised."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

import ap_core.errors
from ap_core.errors import ApCoreError
from tests.house import ROOT, modules

DOCS = ROOT / "docs"
BOOKS = sorted(DOCS.glob("coverage*.md"))


def rows(page: str) -> list[list[str]]:
    """The cells of each row of the tables of a page, without backquotes."""
    lines = [line for line in page.splitlines() if line.startswith("| ")]
    return [[cell.strip().replace("`", "") for cell in line.strip("|").split("|")] for line in lines]


def errors(of: type[ApCoreError] = ApCoreError) -> Iterator[type[ApCoreError]]:
    for each in of.__subclasses__():
        if each.__module__.startswith("ap_core."):
            yield each
            yield from errors(each)


class TestErrors:
    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    told = {row[0]: row for row in rows(page) if len(row) == 5 and row[0] != "Error"}

    def test_each_has_its_row_and_no_other(self) -> None:
        for module in modules():
            importlib.import_module(module)
        assert set(self.told) == {each.__name__ for each in errors()}

    def test_what_each_is_and_carries(self) -> None:
        importlib.import_module("ap_core.placement.lifecycle")
        for each in errors():
            _, kind, _, carries, _ = self.told[each.__name__]
            assert kind in {above.__name__ for above in each.__mro__[1:]}
            made = getattr(ap_core.errors, each.__name__, ap_core.errors.InvalidValue)
            assert carries.split(", ") == [name for name in made.__init__.__annotations__ if name != "return"]


class TestIndex:
    page = (DOCS / "index.md").read_text(encoding="utf-8")

    def test_every_extra_for_users_is_named(self) -> None:
        """And none that there is not; the others are for those who change something here."""
        declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        told = self.page[self.page.index("is an extra") : self.page.index("## Which page")]
        ours = {"suite", "dev", "rivals", "distributed", "browser"}
        assert set(re.findall("`([a-z]+)`", told)) == set(declared["optional-dependencies"]) - ours


class TestCovered:
    page = (DOCS / "covered.md").read_text(encoding="utf-8")

    @pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
    def test_the_counts_are_those_of_the_page(self, book: Path) -> None:
        how_far = [row[-1] for row in rows(book.read_text(encoding="utf-8")) if row[-1] != "How far"]
        counts = [sum(each.startswith(word) for each in how_far) for word in ("Whole", "In part", "Left out")]
        [told] = [row for row in rows(self.page) if f"({book.name})" in row[-1]]
        assert list(map(int, told[1:4])) == counts and sum(counts) == len(how_far)


class TestVersions:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    def test_a_calendar_release_that_the_changelog_begins_with(self) -> None:
        assert re.fullmatch(r"\d\d\.([1-9]|1[0-2])\.\d+", version("ap_core"))
        declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
        assert re.findall(r"^## (\S+)", self.changelog, re.MULTILINE)[0] == declared

    def test_the_law_comes_first_in_each_release(self) -> None:
        for release in re.split(r"^## ", self.changelog, flags=re.MULTILINE)[1:]:
            assert re.findall(r"^### (.+)", release, re.MULTILINE)[0] == "Law"
