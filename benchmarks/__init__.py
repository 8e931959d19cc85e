"""How fast it is; run by hand, compared with docs/performance.md."""
