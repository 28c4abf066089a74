"""Tests of the views of a document."""
