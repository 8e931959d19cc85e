"""DOORS FOR PEOPLE. Each door: load, guard, validate, call one service, commit, redirect."""
