"""What all pages have: the bar on top, the line that reports a failure, and the box that holds the rest."""

from __future__ import annotations

from collections.abc import Sequence

import ipywidgets

from leaksim.i18n import translate
from leaksim.ui import present, present_start
from leaksim.ui.component import Component, ServerOwned
from leaksim.ui.messages import ChangeLanguage
from leaksim.ui.parts import Notice, TopBar


class Container(ServerOwned, ipywidgets.Box):
    """A box whose content only the server decides."""


def box(name: str, children: Sequence[ipywidgets.Widget] = ()) -> ipywidgets.Box:
    """A plain container that the style sheet knows by `name`."""
    container = Container(children=tuple(children))
    container.add_class(f"ls-{name}")
    return container


class Page:
    """A page under construction. `root` is what is displayed; sub-classes draw into it with `put`."""

    name = "start"

    def __init__(self, language: str) -> None:
        self.language = language
        self.notice = Notice({}, language=language)
        self.top_bar = TopBar(
            present.top_bar(language, page=self.name),
            language=language,
            receive=self._on_language,
            failed=self.report_failure,
        )
        self.root = box("root", (self.top_bar, self.notice))
        self.root.add_class(f"ls-page-{self.name}")

    def put(self, *widgets: ipywidgets.Widget) -> None:
        """Show these below the bar instead of what was there; parts no longer shown are closed."""
        before = self.root.children
        self.root.children = (self.top_bar, self.notice, *widgets)
        close_unused(before, self.root.children)

    def report_failure(self, reference: str) -> None:
        """Tell the reader that something went wrong, with the number under which it was logged."""
        text = translate("notice.line", self.language)
        self.notice.show(present_start.notice_line(self.language, text, reference), self.language)

    def refresh(self) -> None:
        """Draw everything anew, in the page's language."""
        self.top_bar.show(present.top_bar(self.language, page=self.name), self.language)

    def _on_language(self, _part: Component, message: ChangeLanguage) -> None:
        if message.language not in present.LANGUAGES:
            return
        self.language = message.language
        self.notice.show({}, self.language)
        self.refresh()


def close_unused(before: Sequence[ipywidgets.Widget], after: Sequence[ipywidgets.Widget]) -> None:
    """Close what was shown and no longer is, so that a browser can ask for nothing but what it sees."""
    kept = {id(widget) for widget in after}
    for widget in before:
        if id(widget) in kept:
            continue
        if isinstance(widget, ipywidgets.Box):
            close_unused(widget.children, after)
        layout = widget.layout
        widget.close()
        layout.close()
