#!/usr/bin/env python3
"""Property names of pulumi-aws, for tests/schema/test_names.py: scripts/schema/pulumi_aws_names.py WHEEL

Reads names (and nothing else) from a wheel of the package and writes tests/schema/pulumi_aws.yaml. To renew it:
pip download --no-deps pulumi-aws -d FOLDER
"""

import ast
import sys
import zipfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]

RESOURCES = {  # our token → module and class there
    "utm:ec2:Vpc": "ec2.vpc.Vpc",
    "utm:ec2:Subnet": "ec2.subnet.Subnet",
    "utm:ec2:InternetGateway": "ec2.internet_gateway.InternetGateway",
    "utm:ec2:EgressOnlyInternetGateway": "ec2.egress_only_internet_gateway.EgressOnlyInternetGateway",
    "utm:ec2:Eip": "ec2.eip.Eip",
    "utm:ec2:NatGateway": "ec2.nat_gateway.NatGateway",
    "utm:ec2:RouteTable": "ec2.route_table.RouteTable",
    "utm:ec2:Route": "ec2.route.Route",
    "utm:ec2:RouteTableAssociation": "ec2.route_table_association.RouteTableAssociation",
    "utm:ec2:SecurityGroup": "ec2.security_group.SecurityGroup",
    "utm:vpc:SecurityGroupIngressRule": "vpc.security_group_ingress_rule.SecurityGroupIngressRule",
    "utm:vpc:SecurityGroupEgressRule": "vpc.security_group_egress_rule.SecurityGroupEgressRule",
    "utm:ec2:VpcEndpoint": "ec2.vpc_endpoint.VpcEndpoint",
    "utm:ec2:FlowLog": "ec2.flow_log.FlowLog",
    "utm:iam:Role": "iam.role.Role",
    "utm:iam:RolePolicy": "iam.role_policy.RolePolicy",
    "utm:iam:RolePolicyAttachment": "iam.role_policy_attachment.RolePolicyAttachment",
    "utm:cloudwatch:LogGroup": "cloudwatch.log_group.LogGroup",
    "utm:s3:Bucket": "s3.bucket.Bucket",
    "provider": "provider.Provider",
}
FUNCTIONS = {
    "utm:index:getCallerIdentity": "get_caller_identity.GetCallerIdentityResult",
    "utm:index:getAvailabilityZones": "get_availability_zones.GetAvailabilityZonesResult",
    "utm:index:getVpc": "ec2.get_vpc.GetVpcResult",
}
TYPES = {
    "utm:ec2:FlowLogDestinationOptions": "ec2._inputs.FlowLogDestinationOptionsArgs",
    "utm:ec2:VpcEndpointDnsEntry": "ec2.outputs.VpcEndpointDnsEntry",
    "utm:s3:BucketVersioning": "s3._inputs.BucketVersioningArgs",
    "utm:s3:BucketServerSideEncryptionConfiguration": "s3._inputs.BucketServerSideEncryptionConfigurationArgs",
    "utm:s3:BucketServerSideEncryptionConfigurationRule": "s3._inputs.BucketServerSideEncryptionConfigurationRuleArgs",
    "utm:s3:BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefault": "s3._inputs."
    "BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs",
    "utm:s3:BucketPublicAccessBlock": "s3.bucket_public_access_block.BucketPublicAccessBlockArgs",
    "utm:s3:BucketLifecycleRule": "s3._inputs.BucketLifecycleRuleArgs",
    "utm:s3:BucketLifecycleRuleExpiration": "s3._inputs.BucketLifecycleRuleExpirationArgs",
    "utm:s3:BucketLifecycleRuleTransition": "s3._inputs.BucketLifecycleRuleTransitionArgs",
    "utm:s3:BucketLifecycleRuleNoncurrentVersionExpiration": "s3._inputs."
    "BucketLifecycleRuleNoncurrentVersionExpirationArgs",
    "utm:s3:BucketLifecycleRuleNoncurrentVersionTransition": "s3._inputs."
    "BucketLifecycleRuleNoncurrentVersionTransitionArgs",
    "utm:index:ProviderDefaultTags": "_inputs.ProviderDefaultTagsArgs",
    "utm:index:ProviderIgnoreTags": "_inputs.ProviderIgnoreTagsArgs",
    "utm:index:ProviderAssumeRole": "_inputs.ProviderAssumeRoleArgs",
    "utm:index:ProviderAssumeRoleWithWebIdentity": "_inputs.ProviderAssumeRoleWithWebIdentityArgs",
    "utm:index:Filter": "_inputs.GetAvailabilityZonesFilterArgs",
}


class Package:
    def __init__(self, wheel: str) -> None:
        self.files = zipfile.ZipFile(wheel)

    def properties(self, where: str) -> list[str]:
        """Names of a class's properties, as programs in YAML and TypeScript write them."""
        module, _, name = where.rpartition(".")
        tree = ast.parse(self.files.read(f"pulumi_aws/{module.replace('.', '/')}.py"))
        found = next(each for each in tree.body if isinstance(each, ast.ClassDef) and each.name == name)
        names = {label for each in found.body if isinstance(each, ast.FunctionDef) for label in getter_names(each)}
        return sorted(names)

    def arguments(self, where: str) -> list[str]:
        """Names of a function's arguments."""
        module = where.rpartition(".")[0]
        function = module.rpartition(".")[2]
        tree = ast.parse(self.files.read(f"pulumi_aws/{module.replace('.', '/')}.py"))
        found = next(each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == function)
        return sorted(camel(each.arg) for each in found.args.args if each.arg != "opts")


def getter_names(function: ast.FunctionDef) -> list[str]:
    """@pulumi.getter(name="vpcId"), or @pulumi.getter alone: then the function's own name."""
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "attr", "") == "getter":
            return [keyword.value.value for keyword in decorator.keywords if keyword.arg == "name"]
        if getattr(decorator, "attr", "") == "getter":
            return [function.name]
    return []


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(each.title() for each in rest)


def main() -> None:
    package = Package(sys.argv[1])
    found: dict[str, dict[str, list[str]]] = {}
    for token, where in RESOURCES.items():
        found[token] = {"inputs": package.properties(where + "Args"), "outputs": package.properties(where)}
    for token, where in FUNCTIONS.items():
        found[token] = {"inputs": package.arguments(where), "outputs": package.properties(where)}
    for token, where in TYPES.items():
        found[token] = {"properties": package.properties(where)}
    version = Path(sys.argv[1]).name.split("-")[1]
    text = yaml.safe_dump(found, sort_keys=False, width=120, default_flow_style=None)
    header = f"# Property names of pulumi-aws {version}. Made by scripts/schema/pulumi_aws_names.py.\n"
    (ROOT / "tests/schema/pulumi_aws.yaml").write_text(header + text)


if __name__ == "__main__":
    main()
