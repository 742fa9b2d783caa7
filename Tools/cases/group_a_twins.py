"""Group A_TWINS."""
