/* What the EC2 tables share. Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/ */
#ifndef RESOURCES_EC2_H
#define RESOURCES_EC2_H

#include "resources/engine.h"

#define EC2_ARN(kind) "arn:$partition:ec2:$region:{ownerId}:" kind "/$id"

/* Something still uses it, and will not for ever (K11). */
extern const struct again ec2_in_use[];

#endif
