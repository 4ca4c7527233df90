"""The procedure as data: states, transitions with their guards, limits and safeguards."""
