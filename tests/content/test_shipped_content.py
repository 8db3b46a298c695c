"""The content that comes with leaksim: `check` finds no error in it, and it loads quickly."""

from __future__ import annotations

import time

from leaksim.content import (
    Severity,
    check_paths,
    list_playbooks,
    load_library,
    load_playbook,
    load_scenario,
    scenario_paths,
)
from leaksim.resources import content_root


def test_check_finds_no_error() -> None:
    findings = [f for f in check_paths(None) if f.severity is Severity.ERROR]
    assert not findings, "\n".join(str(finding) for finding in findings)


def test_there_is_content() -> None:
    root = content_root()
    assert list_playbooks(root)
    assert scenario_paths(root)


def test_a_scenario_is_named_like_its_file_and_type() -> None:
    library = load_library(content_root())
    for path in scenario_paths(content_root()):
        scenario = load_scenario(path, library)
        assert (scenario.type, scenario.id) == (path.parent.name, path.stem), path


def test_what_a_page_needs_loads_quickly_once_it_has_been_read() -> None:
    """The library, the guides and one scenario, in processor time: a busy machine does not fail it."""
    root = content_root()
    path = max(scenario_paths(root), key=lambda path: path.stat().st_size)

    def load() -> float:
        start = time.process_time()
        library = load_library(root)
        for playbook in list_playbooks(root):
            load_playbook(root, playbook)
        load_scenario(path, library)
        return time.process_time() - start

    load()
    assert min(load() for _ in range(3)) < 1.0
