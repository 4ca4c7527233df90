"""The bar to removal, certificates that anyone can verify, and what is known of forced returns."""
