"""Content: the YAML files of `answers/` and `scenarios/` as domain records, and everything wrong with them."""

from __future__ import annotations

from .annual import load_annual
from .campaigns import CampaignRead, load_campaign
from .checking import check_paths
from .findings import Code, Finding, Severity
from .inputs import load_answers_file, load_judge_file
from .loading import list_playbooks, load_library, load_playbook, load_scenario, scenario_paths
from .schemas import schema, schema_names, write_schemas

__all__ = [
    "CampaignRead",
    "Code",
    "Finding",
    "Severity",
    "check_paths",
    "list_playbooks",
    "load_annual",
    "load_answers_file",
    "load_campaign",
    "load_judge_file",
    "load_library",
    "load_playbook",
    "load_scenario",
    "scenario_paths",
    "schema",
    "schema_names",
    "write_schemas",
]
