"""The command line: reads files, shows what the law makes of them, decides nothing."""
