/* Made by scripts/models/generate.py from botocore 1.42.4: change operations.txt and run `make models`. */
#include "aws/model.h"

// clang-format off

static const struct aws_shape
    shape_GetRoleCredentialsRequest, shape_GetRoleCredentialsResponse, shape_InvalidRequestException,
    shape_ResourceNotFoundException, shape_RoleCredentials, shape_TooManyRequestsException,
    shape_UnauthorizedException;

static const struct aws_shape scalar_long = { .name = "long", .type = AWS_LONG };
static const struct aws_shape scalar_string = { .name = "string", .type = AWS_STRING };
static const struct aws_shape scalar_string_sensitive = { .name = "string", .type = AWS_STRING, .sensitive = true };

static const struct aws_shape shape_GetRoleCredentialsRequest = { .name = "GetRoleCredentialsRequest", .members = (const struct aws_member[]){
        { .name = "roleName", .wire = "role_name", .shape = &scalar_string, .location = AWS_QUERYSTRING, .required = true },
        { .name = "accountId", .wire = "account_id", .shape = &scalar_string, .location = AWS_QUERYSTRING, .required = true },
        { .name = "accessToken", .wire = "x-amz-sso_bearer_token", .shape = &scalar_string_sensitive, .location = AWS_HEADER, .required = true, .sensitive = true }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetRoleCredentialsResponse = { .name = "GetRoleCredentialsResponse", .members = (const struct aws_member[]){
        { .name = "roleCredentials", .shape = &shape_RoleCredentials }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_InvalidRequestException = { .name = "InvalidRequestException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_ResourceNotFoundException = { .name = "ResourceNotFoundException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_RoleCredentials = { .name = "RoleCredentials", .members = (const struct aws_member[]){
        { .name = "accessKeyId", .shape = &scalar_string },
        { .name = "secretAccessKey", .shape = &scalar_string_sensitive, .sensitive = true },
        { .name = "sessionToken", .shape = &scalar_string_sensitive, .sensitive = true },
        { .name = "expiration", .shape = &scalar_long }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_TooManyRequestsException = { .name = "TooManyRequestsException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_UnauthorizedException = { .name = "UnauthorizedException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };

static const struct aws_operation operations[] = {
    { .name = "GetRoleCredentials", .method = "GET", .uri = "/federation/credentials", .input = &shape_GetRoleCredentialsRequest, .output = &shape_GetRoleCredentialsResponse, .errors = (const struct aws_shape *const[]){ &shape_InvalidRequestException, &shape_UnauthorizedException, &shape_TooManyRequestsException, &shape_ResourceNotFoundException, NULL }, .unsigned_request = true },
};

extern const struct aws_service aws_model_sso;
const struct aws_service aws_model_sso = { .name = "sso", .endpoint_prefix = "portal.sso", .signing_name = "awsssoportal", .api_version = "2019-06-10", .json_version = "1.1", .operations = operations, .operation_count = 1, .protocol = AWS_REST_JSON };
