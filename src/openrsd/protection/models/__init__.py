"""What protection keeps: of bars to removal only what was negated, for no row means prohibited."""

from openrsd.protection.models.bars import BasisNegated as BasisNegated
