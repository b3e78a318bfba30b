/* Made by scripts/models/generate.py from botocore 1.42.4: change operations.txt and run `make models`. */
#include "aws/model.h"

// clang-format off

extern const struct aws_service aws_model_ec2, aws_model_iam, aws_model_logs, aws_model_s3, aws_model_sso, aws_model_sso_oidc, aws_model_sts;

const struct aws_service *const aws_services[] = {
    &aws_model_ec2,
    &aws_model_iam,
    &aws_model_logs,
    &aws_model_s3,
    &aws_model_sso,
    &aws_model_sso_oidc,
    &aws_model_sts,
    NULL
};
