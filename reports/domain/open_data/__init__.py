"""What is told of facts to machines: tables with described columns, the same for every file that carries them."""
