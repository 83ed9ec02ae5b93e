"""What click says of a wrong command line → what a person is told, in one language."""

from __future__ import annotations

import click

from workbook_tool.cli.speech import DAY, say
from workbook_tool.patterns import re

_QUOTED = re.compile(r"""(?s)['"](.*)['"]""")


def told_wrong(error: click.ClickException) -> str:
    """What is wrong and where to look; the help itself for a line without a command."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.ctx.get_help()
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "wbtool"
    return say("usage", detail=_detail(error), command=command)


def _detail(error: click.ClickException) -> str:
    """The words for a wrong option, value or argument; what click alone knows stays its own."""
    match error:
        case click.NoSuchOption():
            return say("wrong-option", name=error.option_name)
        case click.MissingParameter(param=click.Parameter() as missing):
            return say("wrong-missing", name=_name(missing))
        case click.BadParameter(param=click.Parameter() as param):
            return _value(error, param)
        case click.BadOptionUsage():
            return say("wrong-empty", name=error.option_name)
    return error.format_message()


def _value(error: click.BadParameter, param: click.Parameter) -> str:
    """What a value should have been."""
    name = _name(param)
    match param.type:
        case click.Choice(choices=choices):
            return say("wrong-choice", name=name, choices=", ".join(map(str, choices)))
        case click.DateTime():
            return say("wrong-day", name=name, form=DAY)
        case click.IntRange(min=least, max=most):
            return say("wrong-number", name=name, least=least, most=most)
        case click.Path():
            quoted = _QUOTED.search(error.message)
            return say("wrong-path", name=name, path=quoted[1] if quoted else "")
    return error.message


def _name(param: click.Parameter) -> str:
    """As it is typed: the long option, or the argument's capitals."""
    return (
        max(param.opts, key=len) if isinstance(param, click.Option) else param.human_readable_name
    )
