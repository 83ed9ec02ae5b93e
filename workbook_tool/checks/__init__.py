"""A plan → findings: every check whose card applies, dressed in the words of the cards."""

from __future__ import annotations

from collections.abc import Mapping
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
from workbook_tool.checks.wb150_school_name_spelt_two_ways import school_name_spelt_two_ways
from workbook_tool.checks.wb151_another_school_in_the_text import another_school_in_the_text
from workbook_tool.checks.wb152_school_type_not_of_standards import school_type_not_of_standards
from workbook_tool.checks.wb153_contact_malformed import contact_malformed
from workbook_tool.checks.wb154_no_contact import no_contact
from workbook_tool.checks.wb155_issued_without_signer import issued_without_signer
from workbook_tool.checks.wb156_deputy_signs_as_such import deputy_signs_as_such
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
from workbook_tool.checks.wb215_same_task_twice import same_task_twice
from workbook_tool.checks.wb216_same_issue_twice import same_issue_twice
from workbook_tool.checks.wb217_several_tasks_in_one_row import several_tasks_in_one_row
from workbook_tool.checks.wb218_task_in_few_words import task_in_few_words
from workbook_tool.checks.wb219_chosen_criterion_not_planned import chosen_criterion_not_planned
from workbook_tool.checks.wb220_criterion_at_top_level_planned import criterion_at_top_level_planned
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
from workbook_tool.checks.wb311_report_dated_after_plan import report_dated_after_plan
from workbook_tool.checks.wb312_report_before_tasks_end import report_before_tasks_end
from workbook_tool.checks.wb313_founded_on_a_year_not_over import founded_on_a_year_not_over
from workbook_tool.checks.wb314_basis_of_another_year import basis_of_another_year
from workbook_tool.checks.wb315_done_after_signing import done_after_signing
from workbook_tool.checks.wb316_school_year_cut_short import school_year_cut_short
from workbook_tool.checks.wb317_deadline_in_text_after_end import deadline_in_text_after_end
from workbook_tool.checks.wb318_same_time_on_every_row import same_time_on_every_row
from workbook_tool.checks.wb319_issued_in_the_future import issued_in_the_future
from workbook_tool.checks.wb320_prior_results_too_old import prior_results_too_old
from workbook_tool.checks.wb401_budget_missing import budget_missing
from workbook_tool.checks.wb402_budget_not_read import budget_not_read
from workbook_tool.checks.wb403_under_1000_dong import under_1000_dong
from workbook_tool.checks.wb404_negative_budget import negative_budget
from workbook_tool.checks.wb405_none_beside_spending_words import none_beside_spending_words
from workbook_tool.checks.wb406_amount_without_source import amount_without_source
from workbook_tool.checks.wb407_amount_in_resources_not_read import amount_in_resources_not_read
from workbook_tool.checks.wb408_amount_in_text_above_budget import amount_in_text_above_budget
from workbook_tool.checks.wb409_very_large_amount import very_large_amount
from workbook_tool.checks.wb410_none_beside_a_source import none_beside_a_source
from workbook_tool.checks.wb411_total_differs_from_sum import total_differs_from_sum
from workbook_tool.checks.wb501_missing_lead import missing_lead
from workbook_tool.checks.wb502_sentence_in_lead_cell import sentence_in_lead_cell
from workbook_tool.checks.wb503_unknown_abbreviation import unknown_abbreviation
from workbook_tool.checks.wb504_abolished_unit_named import abolished_unit_named
from workbook_tool.checks.wb505_same_lead_on_every_row import same_lead_on_every_row
from workbook_tool.checks.wb506_everybody_leads import everybody_leads
from workbook_tool.checks.wb507_lead_supports_too import lead_supports_too
from workbook_tool.checks.wb508_party_in_task_cell import party_in_task_cell
from workbook_tool.checks.wb509_sentence_in_support_cell import sentence_in_support_cell
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
from workbook_tool.checks.wb612_target_repeats_task import target_repeats_task
from workbook_tool.checks.wb613_task_repeats_criterion import task_repeats_criterion
from workbook_tool.checks.wb614_place_name_spelt_two_ways import place_name_spelt_two_ways
from workbook_tool.checks.wb615_unbalanced_marks import unbalanced_marks
from workbook_tool.checks.wb616_percent_without_sign import percent_without_sign
from workbook_tool.checks.wb617_dots_left_to_fill import dots_left_to_fill
from workbook_tool.checks.wb618_placeholder_left_in import placeholder_left_in
from workbook_tool.checks.wb619_sentence_cut_short import sentence_cut_short
from workbook_tool.checks.wb620_double_blanks import double_blanks
from workbook_tool.checks.wb621_word_said_twice import word_said_twice
from workbook_tool.checks.wb622_capitals_only import capitals_only
from workbook_tool.checks.wb623_numbering_skips import numbering_skips
from workbook_tool.checks.wb624_evidence_code_malformed import evidence_code_malformed
from workbook_tool.checks.wb625_evidence_of_another_criterion import evidence_of_another_criterion
from workbook_tool.checks.wb626_figure_does_not_move import figure_does_not_move
from workbook_tool.checks.wb701_completion_not_in_list import completion_not_in_list
from workbook_tool.checks.wb702_done_without_evidence import done_without_evidence
from workbook_tool.checks.wb703_percent_out_of_range import percent_out_of_range
from workbook_tool.checks.wb704_review_overdue import review_overdue
from workbook_tool.checks.wb705_too_few_reviews import too_few_reviews
from workbook_tool.checks.wb706_task_changed_since_issued import task_changed_since_issued
from workbook_tool.checks.wb707_completion_missing import completion_missing
from workbook_tool.checks.wb708_done_before_it_begins import done_before_it_begins
from workbook_tool.checks.wb709_percent_against_state import percent_against_state
from workbook_tool.checks.wb710_unfinished_past_its_end import unfinished_past_its_end
from workbook_tool.checks.wb711_review_without_reviewer import review_without_reviewer
from workbook_tool.checks.wb712_unfinished_without_adjustment import unfinished_without_adjustment
from workbook_tool.checks.wb801_overall_level_differs import overall_level_differs
from workbook_tool.checks.wb802_grade_not_read import grade_not_read
from workbook_tool.checks.wb803_criterion_not_assessed import criterion_not_assessed
from workbook_tool.checks.wb804_not_reached_without_limitation import not_reached_without_limitation
from workbook_tool.checks.wb805_level_aimed_at_is_reached import level_aimed_at_is_reached
from workbook_tool.checks.wb901_section_left_blank import section_left_blank
from workbook_tool.checks.wb902_founded_on_other_standards import founded_on_other_standards
from workbook_tool.checks.wb903_standards_not_cited import standards_not_cited
from workbook_tool.checks.wb904_no_recipients import no_recipients
from workbook_tool.findings import Finding, Hit, sort
from workbook_tool.frozen import replace
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
        "WB150": school_name_spelt_two_ways,
        "WB151": another_school_in_the_text,
        "WB152": school_type_not_of_standards,
        "WB153": contact_malformed,
        "WB154": no_contact,
        "WB155": issued_without_signer,
        "WB156": deputy_signs_as_such,
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
        "WB215": same_task_twice,
        "WB216": same_issue_twice,
        "WB217": several_tasks_in_one_row,
        "WB218": task_in_few_words,
        "WB219": chosen_criterion_not_planned,
        "WB220": criterion_at_top_level_planned,
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
        "WB311": report_dated_after_plan,
        "WB312": report_before_tasks_end,
        "WB313": founded_on_a_year_not_over,
        "WB314": basis_of_another_year,
        "WB315": done_after_signing,
        "WB316": school_year_cut_short,
        "WB317": deadline_in_text_after_end,
        "WB318": same_time_on_every_row,
        "WB319": issued_in_the_future,
        "WB320": prior_results_too_old,
        "WB401": budget_missing,
        "WB402": budget_not_read,
        "WB403": under_1000_dong,
        "WB404": negative_budget,
        "WB405": none_beside_spending_words,
        "WB406": amount_without_source,
        "WB407": amount_in_resources_not_read,
        "WB408": amount_in_text_above_budget,
        "WB409": very_large_amount,
        "WB410": none_beside_a_source,
        "WB411": total_differs_from_sum,
        "WB501": missing_lead,
        "WB502": sentence_in_lead_cell,
        "WB503": unknown_abbreviation,
        "WB504": abolished_unit_named,
        "WB505": same_lead_on_every_row,
        "WB506": everybody_leads,
        "WB507": lead_supports_too,
        "WB508": party_in_task_cell,
        "WB509": sentence_in_support_cell,
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
        "WB612": target_repeats_task,
        "WB613": task_repeats_criterion,
        "WB614": place_name_spelt_two_ways,
        "WB615": unbalanced_marks,
        "WB616": percent_without_sign,
        "WB617": dots_left_to_fill,
        "WB618": placeholder_left_in,
        "WB619": sentence_cut_short,
        "WB620": double_blanks,
        "WB621": word_said_twice,
        "WB622": capitals_only,
        "WB623": numbering_skips,
        "WB624": evidence_code_malformed,
        "WB625": evidence_of_another_criterion,
        "WB626": figure_does_not_move,
        "WB701": completion_not_in_list,
        "WB702": done_without_evidence,
        "WB703": percent_out_of_range,
        "WB704": review_overdue,
        "WB705": too_few_reviews,
        "WB706": task_changed_since_issued,
        "WB707": completion_missing,
        "WB708": done_before_it_begins,
        "WB709": percent_against_state,
        "WB710": unfinished_past_its_end,
        "WB711": review_without_reviewer,
        "WB712": unfinished_without_adjustment,
        "WB801": overall_level_differs,
        "WB802": grade_not_read,
        "WB803": criterion_not_assessed,
        "WB804": not_reached_without_limitation,
        "WB805": level_aimed_at_is_reached,
        "WB901": section_left_blank,
        "WB902": founded_on_other_standards,
        "WB903": standards_not_cited,
        "WB904": no_recipients,
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
