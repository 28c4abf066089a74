"""Benchmarks that anyone can run; nothing here is installed."""
