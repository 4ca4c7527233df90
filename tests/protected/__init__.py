"""A small protected record, on which the foundations are proven until persons and cases exist."""
