"""A program that uses the generated SDK, run with mocks in place of the engine."""

import pulumi


class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        return f"{args.name}-id", args.inputs

    def call(self, args):
        return {"accountId": "111122223333", "arn": "arn:aws:iam::111122223333:user/test", "userId": "test"}


pulumi.runtime.set_mocks(Mocks(), preview=False)

import pulumi_utm as utm  # noqa: E402 (mocks first)


@pulumi.runtime.test
def program():
    utm.Network("network", cidr_block="10.0.0.0/16", nat_gateway_strategy="single")
    vpc = utm.ec2.Vpc("vpc", cidr_block="10.1.0.0/16", tags={"Name": "sdk"})
    account = utm.get_caller_identity_output().account_id
    return pulumi.Output.all(vpc.cidr_block, account).apply(
        lambda known: print(f"vpc {known[0]}, account {known[1]}", flush=True)
    )


program()
