"""A command and its options → help in one language, options ordered by what they are for."""

from __future__ import annotations

import click

from workbook_tool.cli.speech import say

SECTIONS = {
    "options-form": ("--set", "--form", "--school-year", "--plan-date", "--rows"),
    "options-read": ("--roster", "--as-of", "--previous", "--renamed", "--round", "--from"),
    "options-told": ("--output", "--format", "--json", "--color", "--fail-on", "--by"),
    "options-copies": ("--mark", "--unmark", "--feedback", "--fix", "--unsafe"),
    "options-rules": ("--select", "--ignore", "--preview", "--config", "--no-config"),
}
"""Message of a section's heading → its options, in this order; the others come last."""

FEW = 8
"""So many options are read at one glance, without sections."""


class Spoken(click.Command):
    """A command that is wholly explained in the person's language."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line under a word of ours."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{say('usage-line')}: ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click's own option, with words of ours."""
        option = super().get_help_option(ctx)
        if option:
            option.help = say("opt-help")
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options by what they are for; few of them in one list."""
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        for heading, some in _sections(options):
            records = [record for one in some if (record := one.get_help_record(ctx))]
            with formatter.section(say(heading)):
                formatter.write_dl(records)


def _sections(options: list[click.Option]) -> list[tuple[str, list[click.Option]]]:
    """Headings with their options, none of them without."""
    if len(options) <= FEW:
        return [("options", options)]
    by_name = {name: one for one in options for name in one.opts}
    found = {
        heading: [by_name[name] for name in names if name in by_name]
        for heading, names in SECTIONS.items()
    }
    placed = [one for some in found.values() for one in some]
    found["options-other"] = [one for one in options if one not in placed]
    return [(heading, some) for heading, some in found.items() if some]
