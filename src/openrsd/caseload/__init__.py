"""The columnar form of determination: whole caseloads, Parquet in and Parquet out."""
