"""Pages of assessments. They decide nothing."""
