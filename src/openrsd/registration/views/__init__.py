"""Pages of registration. They decide nothing."""
