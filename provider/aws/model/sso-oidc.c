/* Made by scripts/models/generate.py from botocore 1.42.4: change operations.txt and run `make models`. */
#include "aws/model.h"

// clang-format off

static const struct aws_shape
    shape_AccessDeniedException, shape_AuthorizationPendingException, shape_CreateTokenRequest,
    shape_CreateTokenResponse, shape_ExpiredTokenException, shape_InternalServerException,
    shape_InvalidClientException, shape_InvalidGrantException, shape_InvalidRequestException,
    shape_InvalidScopeException, shape_Scopes, shape_SlowDownException, shape_UnauthorizedClientException,
    shape_UnsupportedGrantTypeException;

static const struct aws_shape scalar_integer = { .name = "integer", .type = AWS_INTEGER };
static const struct aws_shape scalar_string = { .name = "string", .type = AWS_STRING };
static const struct aws_shape scalar_string_sensitive = { .name = "string", .type = AWS_STRING, .sensitive = true };

static const struct aws_shape shape_AccessDeniedException = { .name = "AccessDeniedException", .members = (const struct aws_member[]){
        { .name = "error", .shape = &scalar_string },
        { .name = "reason", .shape = &scalar_string },
        { .name = "error_description", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_AuthorizationPendingException = { .name = "AuthorizationPendingException", .members = (const struct aws_member[]){
        { .name = "error", .shape = &scalar_string },
        { .name = "error_description", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_CreateTokenRequest = { .name = "CreateTokenRequest", .members = (const struct aws_member[]){
        { .name = "clientId", .shape = &scalar_string, .required = true },
        { .name = "clientSecret", .shape = &scalar_string_sensitive, .required = true, .sensitive = true },
        { .name = "grantType", .shape = &scalar_string, .required = true },
        { .name = "deviceCode", .shape = &scalar_string },
        { .name = "code", .shape = &scalar_string },
        { .name = "refreshToken", .shape = &scalar_string_sensitive, .sensitive = true },
        { .name = "scope", .shape = &shape_Scopes },
        { .name = "redirectUri", .shape = &scalar_string },
        { .name = "codeVerifier", .shape = &scalar_string_sensitive, .sensitive = true }, }, .member_count = 9, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateTokenResponse = { .name = "CreateTokenResponse", .members = (const struct aws_member[]){
        { .name = "accessToken", .shape = &scalar_string_sensitive, .sensitive = true },
        { .name = "tokenType", .shape = &scalar_string },
        { .name = "expiresIn", .shape = &scalar_integer },
        { .name = "refreshToken", .shape = &scalar_string_sensitive, .sensitive = true },
        { .name = "idToken", .shape = &scalar_string_sensitive, .sensitive = true }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ExpiredTokenException = { .name = "ExpiredTokenException", .members = (const struct aws_member[]){
        { .name = "error", .shape = &scalar_string },
        { .name = "error_description", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_InternalServerException = { .name = "InternalServerException", .members = (const struct aws_member[]){
        { .name = "error", .shape = &scalar_string },
        { .name = "error_description", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_InvalidClientException = { .name = "InvalidClientException", .members = (const struct aws_member[]){
        { .name = "error", .shape = &scalar_string },
        { .name = "error_description", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_InvalidGrantException = { .name = "InvalidGrantException", .members = (const struct aws_member[]){
        { .name = "error", .shape = &scalar_string },
        { .name = "error_description", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_InvalidRequestException = { .name = "InvalidRequestException", .members = (const struct aws_member[]){
        { .name = "error", .shape = &scalar_string },
        { .name = "reason", .shape = &scalar_string },
        { .name = "error_description", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_InvalidScopeException = { .name = "InvalidScopeException", .members = (const struct aws_member[]){
        { .name = "error", .shape = &scalar_string },
        { .name = "error_description", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_Scopes = { .name = "Scopes", .members = (const struct aws_member[]){
        { .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_SlowDownException = { .name = "SlowDownException", .members = (const struct aws_member[]){
        { .name = "error", .shape = &scalar_string },
        { .name = "error_description", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_UnauthorizedClientException = { .name = "UnauthorizedClientException", .members = (const struct aws_member[]){
        { .name = "error", .shape = &scalar_string },
        { .name = "error_description", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_UnsupportedGrantTypeException = { .name = "UnsupportedGrantTypeException", .members = (const struct aws_member[]){
        { .name = "error", .shape = &scalar_string },
        { .name = "error_description", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE, .is_error = true };

static const struct aws_operation operations[] = {
    { .name = "CreateToken", .method = "POST", .uri = "/token", .input = &shape_CreateTokenRequest, .output = &shape_CreateTokenResponse, .errors = (const struct aws_shape *const[]){ &shape_InvalidRequestException, &shape_InvalidClientException, &shape_InvalidGrantException, &shape_UnauthorizedClientException, &shape_UnsupportedGrantTypeException, &shape_InvalidScopeException, &shape_AuthorizationPendingException, &shape_SlowDownException, &shape_AccessDeniedException, &shape_ExpiredTokenException, &shape_InternalServerException, NULL }, .unsigned_request = true },
};

extern const struct aws_service aws_model_sso_oidc;
const struct aws_service aws_model_sso_oidc = { .name = "sso-oidc", .endpoint_prefix = "oidc", .signing_name = "sso-oauth", .api_version = "2019-06-10", .json_version = "1.1", .operations = operations, .operation_count = 1, .protocol = AWS_REST_JSON };
