"""Runs the sections of the benchmarks and writes them into RESULTS.md."""
