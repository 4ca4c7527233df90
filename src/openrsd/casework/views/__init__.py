"""Pages of cases. They decide nothing."""
