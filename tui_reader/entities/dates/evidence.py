"""What a person is told of the rule that found a date. English; ``i18n.evidence`` puts it in other words."""

from __future__ import annotations

from tui_reader.i18n import N_

_SAID = {
    N_("date in figures"): "iso numeric numeric_clock day_slash day_dots",
    N_("day and month"): "day_month month_day days_month month_days day_short",
    N_("day of the month"): "day_of_month",
    N_("day of the week"): "weekday weekday_day weekday_maybe weekday_part weekday_of",
    N_("month"): "month month_maybe month_of",
    N_("month and year"): "month_year month_short",
    N_("year"): "year years year_part year_short year_named fiscal school_year",
    N_("part of a year"): "quarter unit_of year_period",
    N_("season"): "season season_year",
    N_("feast"): "feast nth_weekday",
    N_("decade"): "decade",
    N_("century"): "century",
    N_("weekend"): "weekend",
    N_("time of day"): "clock clock_lead half_hour zoned daypart",
    N_("night between two days"): "night_between night_to night_to_day night_dates",
    N_("what comes again and again"): "each weekdays habitual per frequency",
    N_("day told by its distance"): "deictic refday early_day part_day day_of",
    N_("time told by its distance"): """ago ago_day ago_before in_before unit_dir part_rel early_on the_unit named_dir
        deictic_unit quarter_dir quarter_ago period_ago told_next from_day""",
    N_(
        "length of time"
    ): """duration whole units approx_units span_dir span_past span_these span_word recent_units firsts
        aged""",
    N_("past, present or future"): "reference the_past ref_noun",
}
_WORDS = {rule: said for said, rules in _SAID.items() for rule in rules.split()}


def rule_words(rule: str) -> str:
    """A rule of the grammar in words."""
    return _WORDS.get(rule, rule.replace("_", " "))
