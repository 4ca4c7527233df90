"""Pages of interviews. They decide nothing."""
