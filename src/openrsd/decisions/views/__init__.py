"""Pages of decisions. They decide nothing."""
