"""A LocalStack extension that refuses what AWS refuses, and that a test can make misbehave. See README.md."""
