"""Tests of front matter against JSON Schema."""
