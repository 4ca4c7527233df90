"""Every write of casework."""
