"""IAM."""

TABLE = []
