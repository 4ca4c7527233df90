"""The law as data: instruments and their elements, sources, versions in force, states bound."""
