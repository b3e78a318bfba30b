"""What the Python tests share: the local AWS, the real Pulumi CLI, and the plugin without an engine."""
