"""Pages of documents. They decide nothing."""
