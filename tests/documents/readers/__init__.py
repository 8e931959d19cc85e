"""Files in, raw lines out: samples are made here by hand, part by part and byte by byte."""
