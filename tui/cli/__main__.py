"""``python -m tui.cli``: the command ``bienban`` of a checkout."""

from tui.cli.main import main

main()
