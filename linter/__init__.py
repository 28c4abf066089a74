"""Find what is wrong in content repositories, and mend it."""
