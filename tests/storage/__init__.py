"""Where files lie: kept once, found by hash, and gone without a trace when discarded."""
