"""BYTES AND TEXT. Knows files, not tables.

``read_file`` turns the bytes of a directive into raw lines, ``sniff`` says what a file really
is, the report writers turn frozen snapshots into official papers.
"""
