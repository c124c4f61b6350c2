"""`fact-reports` and `python -m reports`: the commands of a project, for whoever has the program without a clone."""

from __future__ import annotations


def main() -> None:
    """Run the command line, and end the process with its exit code."""
    from reports.cli import take_over

    take_over("fact-reports", "reports.cli.project_commands")
    from reports.cli.program import run

    run()


if __name__ == "__main__":
    main()
