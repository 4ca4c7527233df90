"""Nothing that somebody typed is lost."""
