"""Tests of linter.inference."""
