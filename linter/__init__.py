"""Find what is wrong in content repositories, and mend it."""

__version__ = "0.1.0"
