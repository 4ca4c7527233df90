"""Tags of the design system."""
