"""What makes a test run with an account of its own for each test affordable."""

import json
from functools import cache

from localstack.utils.patch import patch

# The AWS managed policies that a stack names; moto parses some 1,500 of them for each account otherwise.
NEEDED_POLICIES = {
    "AdministratorAccess",
    "AmazonECSTaskExecutionRolePolicy",
    "AmazonRDSEnhancedMonitoringRole",
    "AmazonS3ReadOnlyAccess",
    "AWSBackupServiceRolePolicyForBackup",
    "AWSBackupServiceRolePolicyForRestores",
    "CloudWatchAgentServerPolicy",
    "CloudWatchLogsFullAccess",
    "PowerUserAccess",
    "ReadOnlyAccess",
}


def install() -> None:
    _cache_method_names()
    _keep_few_policies()


def _cache_method_names() -> None:
    """moto lists the methods of a class anew for each call: a fifth of the time of an EC2 call."""
    from moto.core import responses

    responses.method_names_from_class = cache(responses.method_names_from_class)


def _keep_few_policies() -> None:
    from moto.iam import models

    @cache
    def needed() -> dict:
        policies = json.loads(models.aws_managed_policies_data)
        return {name: data for name, data in policies.items() if name in NEEDED_POLICIES}

    @patch(models.IAMBackend._init_aws_policies)
    def _init_aws_policies(_fn, self):
        return [
            models.AWSManagedPolicy.from_data(name, self.account_id, self.region_name, data)
            for name, data in needed().items()
        ]
