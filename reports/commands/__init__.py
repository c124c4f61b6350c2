"""Where the `tasks.py` of projects that version 0.1.0 laid out look for the commands; those stand in `reports.cli`."""
