"""Pages of the law of this installation. They decide nothing."""
