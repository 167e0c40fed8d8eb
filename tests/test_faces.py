"""Packages whose names are loaded when first used: every name is there, and no other."""

from __future__ import annotations

from importlib import import_module

import pytest

PACKAGES = (
    "ap_core.attendance", "ap_core.dates", "ap_core.exclusion", "ap_core.pages", "ap_core.papers", "ap_core.pictures",
    "ap_core.progress",
)  # fmt: skip


@pytest.mark.parametrize("package", PACKAGES)
def test_every_name_is_there(package: str) -> None:
    face = import_module(package)
    for name in face.__all__:
        assert getattr(face, name) is getattr(face, name), name


@pytest.mark.parametrize("package", PACKAGES)
def test_no_name_is_that_of_a_module(package: str) -> None:
    """Else the module would stand in its place, once something had loaded it."""
    face = import_module(package)
    for name in face.__all__:
        with pytest.raises(ModuleNotFoundError):
            import_module(f"{package}.{name}")


@pytest.mark.parametrize("package", PACKAGES)
def test_another_name_is_refused(package: str) -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        import_module(package).no_such_name  # noqa: B018
