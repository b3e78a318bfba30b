"""Security group rules: their descriptions, whoever the peer is; duplicates, however they are written."""

from localstack.utils.patch import patch


def install() -> None:
    from moto.ec2.models.security_groups import SecurityGroupRule

    def description(rule):
        """moto knows only that of an address range."""
        return rule.ip_range.get("Description") or rule.source_group.get("Description")

    SecurityGroupRule.description = property(description)

    @patch(SecurityGroupRule.__eq__)
    def __eq__(fn, self, other):
        """Two rules with another description are the same rule."""
        mine, theirs = self.source_group.get("GroupId"), other.source_group.get("GroupId")
        if mine is None or theirs is None:
            return fn(self, other)
        same = (self.ip_protocol, self.from_port, self.to_port) == (other.ip_protocol, other.from_port, other.to_port)
        return same and mine == theirs
