// A program that uses the generated SDK: it must pass the compiler.
import * as utm from "./sdk";

const network = new utm.Network("network", { cidrBlock: "10.0.0.0/16", natGatewayStrategy: "single" });
const vpc = new utm.ec2.Vpc("vpc", { cidrBlock: "10.1.0.0/16", tags: { Name: "sdk" } }, { dependsOn: network });
export const account = utm.getCallerIdentityOutput().accountId;
export const block = vpc.cidrBlock.apply((value) => value.length);

// @ts-expect-error a VPC without its block is refused by the types
new utm.ec2.Vpc("bad", { tags: { Name: "sdk" } });
