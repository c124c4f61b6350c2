"""How fast the project is: `python -m tests.bench` measures it beside a conventional pipeline and under growth."""
