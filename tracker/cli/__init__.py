"""DOORS FOR OPERATORS. Each file one group of commands: open the context, call one service."""
