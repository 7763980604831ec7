"""Papers asked for by screens and commands: what goes into them and where they are put."""
