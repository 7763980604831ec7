"""What click says in English, in Vietnamese: help pages and usage errors."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

import click

_PIECES = {"[OPTIONS]": "[TÙY CHỌN]", "[COMMAND] [ARGS]...": "[LỆNH]…", "COMMAND [ARGS]...": "LỆNH…"}
_HEADINGS = {"Options": "Tùy chọn", "Commands": "Lệnh", "Arguments": "Tham số"}


class Formatter(click.HelpFormatter):
    """Help pages with Vietnamese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        super().write_usage(prog, args, prefix or "Cách dùng: ")

    def write_heading(self, heading: str) -> None:
        """A heading."""
        super().write_heading(_HEADINGS.get(heading, heading))


click.Context.formatter_class = Formatter


def _help_option(command: click.Command, context: click.Context) -> click.Option | None:
    option = click.Command.get_help_option(command, context)
    if option:
        option.help = "Xem trang này."
    return option


def _usage(pieces: list[str]) -> list[str]:
    return [_PIECES.get(piece, piece) for piece in pieces]


class Command(click.Command):
    """A command with a Vietnamese help option."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the usage line."""
        return _usage(super().collect_usage_pieces(ctx))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``."""
        return _help_option(self, ctx)


class Group(click.Group):
    """A group with a Vietnamese help option, of such commands.

    ``commands_of``: names of commands to ``module:command`` of this package, loaded when they are asked for.
    """

    command_class = Command

    def __init__(self, *args: Any, commands_of: Mapping[str, str] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._later = dict(commands_of or {})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now where it was not."""
        if cmd_name in self._later and cmd_name not in self.commands:
            module, _, name = self._later[cmd_name].partition(":")
            self.add_command(getattr(import_module(f"tui.cli.{module}"), name), cmd_name)
        return super().get_command(ctx, cmd_name)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the usage line."""
        return _usage(super().collect_usage_pieces(ctx))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``."""
        return _help_option(self, ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order they were written."""
        return list(dict.fromkeys((*self._later, *self.commands)))


def in_vietnamese(error: click.ClickException) -> str:
    """One sentence for a usage error, with the way out."""
    way_out = "Xem `bienban --help`."
    match error:
        case click.NoSuchOption():
            return f"Không có tùy chọn {error.option_name}. {way_out}"
        case click.BadOptionUsage():
            return f"Tùy chọn {error.option_name} viết chưa đúng: thiếu hoặc thừa giá trị. {way_out}"
        case click.MissingParameter():
            name = _name(error.param)
            return f"Thiếu {name}. {way_out}"
        case click.BadParameter():
            name = _name(error.param)
            return f"{name} không dùng được{_choices(error.param)}. {way_out}"
        case click.UsageError() if "No such command" in error.message:
            return f"Không có lệnh {error.message.split()[-1].rstrip('.')}. {way_out}"
        case click.UsageError() if "unexpected extra argument" in error.message:
            return f"Thừa tham số. {way_out}"
        case _:
            return f"Không hiểu lệnh ({error.format_message()}). {way_out}"


def _name(parameter: click.Parameter | None) -> str:
    """How the user writes it."""
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.human_readable_name if parameter else "tham số"


def _choices(parameter: Any) -> str:
    choices: Iterable[str] = getattr(getattr(parameter, "type", None), "choices", ())
    return f": chỉ nhận {', '.join(choices)}" if choices else ""
