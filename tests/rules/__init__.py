"""Tests of rules beyond what their pages show."""
