"""The pages that people see. Notebooks call `show_page` and nothing else."""

from __future__ import annotations


def show_page(name: str) -> None:
    """Display the page `name` (a key of `opening.PAGES`) for the address that was asked for."""
    # Widgets are imported only when a page is shown: the package is also imported by what shows none.
    from leaksim.ui.pages import opening

    opening.show(name)
