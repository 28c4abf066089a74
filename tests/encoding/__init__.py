"""Tests of the mojibake repairer."""
