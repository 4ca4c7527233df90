"""Documents that speak for or about a claim: kept as they came, read safely, cited, disclosed."""
