"""A plan → findings: every check whose card applies, dressed in the words of the cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from workbook_tool.catalogue import Rule
from workbook_tool.checks.context import Check, Context
from workbook_tool.checks.dress import dress
from workbook_tool.checks.kept import Kept
from workbook_tool.checks.silence import heard
from workbook_tool.checks.wb107_other_school import other_school
from workbook_tool.checks.wb108_empty_template import empty_template
from workbook_tool.checks.wb109_no_tasks import no_tasks
from workbook_tool.checks.wb114_example_left_in import example_left_in
from workbook_tool.checks.wb118_school_name_differs import school_name_differs
from workbook_tool.checks.wb119_other_year import other_year
from workbook_tool.checks.wb125_school_not_named import school_not_named
from workbook_tool.checks.wb126_form_not_in_force import form_not_in_force
from workbook_tool.checks.wb201_unknown_criterion import unknown_criterion
from workbook_tool.checks.wb202_area_instead_of_criterion import area_instead_of_criterion
from workbook_tool.checks.wb203_criterion_under_another_standard import (
    criterion_under_another_standard,
)
from workbook_tool.checks.wb204_level_not_of_criterion import level_not_of_criterion
from workbook_tool.checks.wb205_standard_without_plan import standard_without_plan
from workbook_tool.checks.wb206_first_row_without_criterion import first_row_without_criterion
from workbook_tool.checks.wb207_declared_empty_but_planned import declared_empty_but_planned
from workbook_tool.checks.wb208_issue_without_task import issue_without_task
from workbook_tool.checks.wb209_task_without_issue import task_without_issue
from workbook_tool.checks.wb210_issue_not_written import issue_not_written
from workbook_tool.checks.wb211_mandatory_criterion_not_planned import (
    mandatory_criterion_not_planned,
)
from workbook_tool.checks.wb212_every_criterion_planned import every_criterion_planned
from workbook_tool.checks.wb213_same_plan_as_last_year import same_plan_as_last_year
from workbook_tool.checks.wb214_issue_without_standard import issue_without_standard
from workbook_tool.checks.wb301_ends_before_it_begins import ends_before_it_begins
from workbook_tool.checks.wb302_time_not_read import time_not_read
from workbook_tool.checks.wb303_outside_planning_year import outside_planning_year
from workbook_tool.checks.wb304_every_task_in_another_year import every_task_in_another_year
from workbook_tool.checks.wb305_over_when_signed import over_when_signed
from workbook_tool.checks.wb306_plan_year_against_text import plan_year_against_text
from workbook_tool.checks.wb307_prior_results_of_same_year import prior_results_of_same_year
from workbook_tool.checks.wb308_basis_dated_after_plan import basis_dated_after_plan
from workbook_tool.checks.wb309_no_time import no_time
from workbook_tool.checks.wb310_time_read_with_doubt import time_read_with_doubt
from workbook_tool.checks.wb401_budget_missing import budget_missing
from workbook_tool.checks.wb402_budget_not_read import budget_not_read
from workbook_tool.checks.wb403_under_1000_dong import under_1000_dong
from workbook_tool.checks.wb404_negative_budget import negative_budget
from workbook_tool.checks.wb405_none_beside_spending_words import none_beside_spending_words
from workbook_tool.checks.wb406_amount_without_source import amount_without_source
from workbook_tool.checks.wb407_amount_in_resources_not_read import amount_in_resources_not_read
from workbook_tool.checks.wb501_missing_lead import missing_lead
from workbook_tool.checks.wb502_sentence_in_lead_cell import sentence_in_lead_cell
from workbook_tool.checks.wb503_unknown_abbreviation import unknown_abbreviation
from workbook_tool.checks.wb504_abolished_unit_named import abolished_unit_named
from workbook_tool.checks.wb601_no_task import no_task
from workbook_tool.checks.wb602_target_is_only_a_level import target_is_only_a_level
from workbook_tool.checks.wb603_legacy_encoding import legacy_encoding
from workbook_tool.checks.wb604_no_target import no_target
from workbook_tool.checks.wb605_weakness_as_target import weakness_as_target
from workbook_tool.checks.wb606_issued_without_number_or_date import issued_without_number_or_date
from workbook_tool.checks.wb607_text_too_long import text_too_long
from workbook_tool.checks.wb608_no_indicator import no_indicator
from workbook_tool.checks.wb609_weak_indicator import weak_indicator
from workbook_tool.checks.wb610_issue_without_limitation import issue_without_limitation
from workbook_tool.checks.wb611_no_evidence import no_evidence
from workbook_tool.checks.wb701_completion_not_in_list import completion_not_in_list
from workbook_tool.checks.wb702_done_without_evidence import done_without_evidence
from workbook_tool.checks.wb703_percent_out_of_range import percent_out_of_range
from workbook_tool.checks.wb704_review_overdue import review_overdue
from workbook_tool.checks.wb705_too_few_reviews import too_few_reviews
from workbook_tool.checks.wb706_task_changed_since_issued import task_changed_since_issued
from workbook_tool.checks.wb707_completion_missing import completion_missing
from workbook_tool.checks.wb801_overall_level_differs import overall_level_differs
from workbook_tool.checks.wb802_grade_not_read import grade_not_read
from workbook_tool.findings import Finding, Hit, sort
from workbook_tool.model import Plan

__all__ = ["CHECKS", "Check", "Context", "dress", "find", "run"]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "WB107": other_school,
        "WB108": empty_template,
        "WB109": no_tasks,
        "WB114": example_left_in,
        "WB118": school_name_differs,
        "WB119": other_year,
        "WB125": school_not_named,
        "WB126": form_not_in_force,
        "WB201": unknown_criterion,
        "WB202": area_instead_of_criterion,
        "WB203": criterion_under_another_standard,
        "WB204": level_not_of_criterion,
        "WB205": standard_without_plan,
        "WB206": first_row_without_criterion,
        "WB207": declared_empty_but_planned,
        "WB208": issue_without_task,
        "WB209": task_without_issue,
        "WB210": issue_not_written,
        "WB211": mandatory_criterion_not_planned,
        "WB212": every_criterion_planned,
        "WB213": same_plan_as_last_year,
        "WB214": issue_without_standard,
        "WB301": ends_before_it_begins,
        "WB302": time_not_read,
        "WB303": outside_planning_year,
        "WB304": every_task_in_another_year,
        "WB305": over_when_signed,
        "WB306": plan_year_against_text,
        "WB307": prior_results_of_same_year,
        "WB308": basis_dated_after_plan,
        "WB309": no_time,
        "WB310": time_read_with_doubt,
        "WB401": budget_missing,
        "WB402": budget_not_read,
        "WB403": under_1000_dong,
        "WB404": negative_budget,
        "WB405": none_beside_spending_words,
        "WB406": amount_without_source,
        "WB407": amount_in_resources_not_read,
        "WB501": missing_lead,
        "WB502": sentence_in_lead_cell,
        "WB503": unknown_abbreviation,
        "WB504": abolished_unit_named,
        "WB601": no_task,
        "WB602": target_is_only_a_level,
        "WB603": legacy_encoding,
        "WB604": no_target,
        "WB605": weakness_as_target,
        "WB606": issued_without_number_or_date,
        "WB607": text_too_long,
        "WB608": no_indicator,
        "WB609": weak_indicator,
        "WB610": issue_without_limitation,
        "WB611": no_evidence,
        "WB701": completion_not_in_list,
        "WB702": done_without_evidence,
        "WB703": percent_out_of_range,
        "WB704": review_overdue,
        "WB705": too_few_reviews,
        "WB706": task_changed_since_issued,
        "WB707": completion_missing,
        "WB801": overall_level_differs,
        "WB802": grade_not_read,
    }
)
"""Every check of scope "plan" by the code of its card."""


def run(
    plan: Plan, context: Context, rules: Mapping[str, Rule], language: str
) -> tuple[Finding, ...]:
    """All findings of one plan, the worst first; one finding per rule.

    `rules` are the cards to apply, by code: a rule that is left out is switched off.
    """
    found = find(plan, context, rules)
    return sort([dress(rules[code], hits, language) for code, hits in found.items()])


def find(plan: Plan, context: Context, rules: Mapping[str, Rule]) -> Mapping[str, list[Hit]]:
    """The hits of every rule that has any: what the checks find, and what the reader saw."""
    context = replace(context, kept=Kept())
    found: dict[str, list[Hit]] = {}
    for code, check in CHECKS.items():
        if code in rules and _applies(rules[code], plan):
            own = replace(context, parameters=rules[code].parameters)
            if hits := list(check(plan, own)):
                found[code] = hits
    for anomaly in plan.anomalies:
        if anomaly.rule in rules and _applies(rules[anomaly.rule], plan):
            found.setdefault(anomaly.rule, []).append(Hit(anomaly.places, anomaly.facts))
    return heard(found, rules)


def _applies(rule: Rule, plan: Plan) -> bool:
    own = plan.identity
    return (not rule.forms or own.form in rule.forms) and (
        not rule.rounds or own.round in rule.rounds
    )
