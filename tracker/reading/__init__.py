"""READING A DIRECTIVE. Standard library only: lines in, drafts out, each with its why."""
