"""The code of a card → its check, which is loaded when a plan first needs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from workbook_tool.checks.context import Check

MODULES = """
    wb107_other_school
    wb108_empty_template
    wb109_no_tasks
    wb114_example_left_in
    wb118_school_name_differs
    wb119_other_year
    wb125_school_not_named
    wb126_form_not_in_force
    wb150_school_name_spelt_two_ways
    wb151_another_school_in_the_text
    wb152_school_type_not_of_standards
    wb153_contact_malformed
    wb154_no_contact
    wb155_issued_without_signer
    wb156_deputy_signs_as_such
    wb201_unknown_criterion
    wb202_area_instead_of_criterion
    wb203_criterion_under_another_standard
    wb204_level_not_of_criterion
    wb205_standard_without_plan
    wb206_first_row_without_criterion
    wb207_declared_empty_but_planned
    wb208_issue_without_task
    wb209_task_without_issue
    wb210_issue_not_written
    wb211_mandatory_criterion_not_planned
    wb212_every_criterion_planned
    wb213_same_plan_as_last_year
    wb214_issue_without_standard
    wb215_same_task_twice
    wb216_same_issue_twice
    wb217_several_tasks_in_one_row
    wb218_task_in_few_words
    wb219_chosen_criterion_not_planned
    wb220_criterion_at_top_level_planned
    wb301_ends_before_it_begins
    wb302_time_not_read
    wb303_outside_planning_year
    wb304_every_task_in_another_year
    wb305_over_when_signed
    wb306_plan_year_against_text
    wb307_prior_results_of_same_year
    wb308_basis_dated_after_plan
    wb309_no_time
    wb310_time_read_with_doubt
    wb311_report_dated_after_plan
    wb312_report_before_tasks_end
    wb313_founded_on_a_year_not_over
    wb314_basis_of_another_year
    wb315_done_after_signing
    wb316_school_year_cut_short
    wb317_deadline_in_text_after_end
    wb318_same_time_on_every_row
    wb319_issued_in_the_future
    wb320_prior_results_too_old
    wb401_budget_missing
    wb402_budget_not_read
    wb403_under_1000_dong
    wb404_negative_budget
    wb405_none_beside_spending_words
    wb406_amount_without_source
    wb407_amount_in_resources_not_read
    wb408_amount_in_text_above_budget
    wb409_very_large_amount
    wb410_none_beside_a_source
    wb411_total_differs_from_sum
    wb501_missing_lead
    wb502_sentence_in_lead_cell
    wb503_unknown_abbreviation
    wb504_abolished_unit_named
    wb505_same_lead_on_every_row
    wb506_everybody_leads
    wb507_lead_supports_too
    wb508_party_in_task_cell
    wb509_sentence_in_support_cell
    wb601_no_task
    wb602_target_is_only_a_level
    wb603_legacy_encoding
    wb604_no_target
    wb605_weakness_as_target
    wb606_issued_without_number_or_date
    wb607_text_too_long
    wb608_no_indicator
    wb609_weak_indicator
    wb610_issue_without_limitation
    wb611_no_evidence
    wb612_target_repeats_task
    wb613_task_repeats_criterion
    wb614_place_name_spelt_two_ways
    wb615_unbalanced_marks
    wb616_percent_without_sign
    wb617_dots_left_to_fill
    wb618_placeholder_left_in
    wb619_sentence_cut_short
    wb620_double_blanks
    wb621_word_said_twice
    wb622_capitals_only
    wb623_numbering_skips
    wb624_evidence_code_malformed
    wb625_evidence_of_another_criterion
    wb626_figure_does_not_move
    wb701_completion_not_in_list
    wb702_done_without_evidence
    wb703_percent_out_of_range
    wb704_review_overdue
    wb705_too_few_reviews
    wb706_task_changed_since_issued
    wb707_completion_missing
    wb708_done_before_it_begins
    wb709_percent_against_state
    wb710_unfinished_past_its_end
    wb711_review_without_reviewer
    wb712_unfinished_without_adjustment
    wb801_overall_level_differs
    wb802_grade_not_read
    wb803_criterion_not_assessed
    wb804_not_reached_without_limitation
    wb805_level_aimed_at_is_reached
    wb901_section_left_blank
    wb902_founded_on_other_standards
    wb903_standards_not_cited
    wb904_no_recipients
"""


class Checks(Mapping[str, Check]):
    """Checks by code; a process that reads one plan loads those that apply to it."""

    __slots__ = ("_loaded", "_modules")

    def __init__(self) -> None:
        self._modules = {name.partition("_")[0].upper(): name for name in MODULES.split()}
        self._loaded: dict[str, Check] = {}

    def __getitem__(self, code: str) -> Check:
        if code not in self._loaded:
            name = self._modules[code]
            module = import_module(f"workbook_tool.checks.{name}")
            self._loaded[code] = getattr(module, name.partition("_")[2])
        return self._loaded[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


CHECKS = Checks()
"""Every check of scope "plan" by the code of its card."""
