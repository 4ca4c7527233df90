"""The same rules in OpenFisca-core, to compare speed and outcomes with."""
