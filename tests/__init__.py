"""Tests; they run from a checkout and need nothing but the packages of the test extra."""
