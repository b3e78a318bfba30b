/* Made by scripts/models/generate.py from botocore 1.42.4: change operations.txt and run `make models`. */
#include "aws/model.h"

// clang-format off

static const struct aws_shape
    shape_AssumeRoleRequest, shape_AssumeRoleResponse, shape_AssumeRoleWithWebIdentityRequest,
    shape_AssumeRoleWithWebIdentityResponse, shape_AssumedRoleUser, shape_Credentials,
    shape_ExpiredTokenException, shape_GetCallerIdentityRequest, shape_GetCallerIdentityResponse,
    shape_IDPCommunicationErrorException, shape_IDPRejectedClaimException,
    shape_InvalidIdentityTokenException, shape_MalformedPolicyDocumentException,
    shape_PackedPolicyTooLargeException, shape_PolicyDescriptorType, shape_ProvidedContext,
    shape_ProvidedContextsListType, shape_RegionDisabledException, shape_Tag,
    shape_policyDescriptorListType, shape_tagKeyListType, shape_tagListType;

static const struct aws_shape scalar_integer = { .name = "integer", .type = AWS_INTEGER };
static const struct aws_shape scalar_string = { .name = "string", .type = AWS_STRING };
static const struct aws_shape scalar_string_sensitive = { .name = "string", .type = AWS_STRING, .sensitive = true };
static const struct aws_shape scalar_timestamp = { .name = "timestamp", .type = AWS_TIMESTAMP };

static const struct aws_shape shape_AssumeRoleRequest = { .name = "AssumeRoleRequest", .members = (const struct aws_member[]){
        { .name = "RoleArn", .shape = &scalar_string, .required = true },
        { .name = "RoleSessionName", .shape = &scalar_string, .required = true },
        { .name = "PolicyArns", .shape = &shape_policyDescriptorListType },
        { .name = "Policy", .shape = &scalar_string },
        { .name = "DurationSeconds", .shape = &scalar_integer },
        { .name = "Tags", .shape = &shape_tagListType },
        { .name = "TransitiveTagKeys", .shape = &shape_tagKeyListType },
        { .name = "ExternalId", .shape = &scalar_string },
        { .name = "SerialNumber", .shape = &scalar_string },
        { .name = "TokenCode", .shape = &scalar_string },
        { .name = "SourceIdentity", .shape = &scalar_string },
        { .name = "ProvidedContexts", .shape = &shape_ProvidedContextsListType }, }, .member_count = 12, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AssumeRoleResponse = { .name = "AssumeRoleResponse", .members = (const struct aws_member[]){
        { .name = "Credentials", .shape = &shape_Credentials },
        { .name = "AssumedRoleUser", .shape = &shape_AssumedRoleUser },
        { .name = "PackedPolicySize", .shape = &scalar_integer },
        { .name = "SourceIdentity", .shape = &scalar_string }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AssumeRoleWithWebIdentityRequest = { .name = "AssumeRoleWithWebIdentityRequest", .members = (const struct aws_member[]){
        { .name = "RoleArn", .shape = &scalar_string, .required = true },
        { .name = "RoleSessionName", .shape = &scalar_string, .required = true },
        { .name = "WebIdentityToken", .shape = &scalar_string_sensitive, .required = true, .sensitive = true },
        { .name = "ProviderId", .shape = &scalar_string },
        { .name = "PolicyArns", .shape = &shape_policyDescriptorListType },
        { .name = "Policy", .shape = &scalar_string },
        { .name = "DurationSeconds", .shape = &scalar_integer }, }, .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AssumeRoleWithWebIdentityResponse = { .name = "AssumeRoleWithWebIdentityResponse", .members = (const struct aws_member[]){
        { .name = "Credentials", .shape = &shape_Credentials },
        { .name = "SubjectFromWebIdentityToken", .shape = &scalar_string },
        { .name = "AssumedRoleUser", .shape = &shape_AssumedRoleUser },
        { .name = "PackedPolicySize", .shape = &scalar_integer },
        { .name = "Provider", .shape = &scalar_string },
        { .name = "Audience", .shape = &scalar_string },
        { .name = "SourceIdentity", .shape = &scalar_string }, }, .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AssumedRoleUser = { .name = "AssumedRoleUser", .members = (const struct aws_member[]){
        { .name = "AssumedRoleId", .shape = &scalar_string, .required = true },
        { .name = "Arn", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_Credentials = { .name = "Credentials", .members = (const struct aws_member[]){
        { .name = "AccessKeyId", .shape = &scalar_string, .required = true },
        { .name = "SecretAccessKey", .shape = &scalar_string_sensitive, .required = true, .sensitive = true },
        { .name = "SessionToken", .shape = &scalar_string, .required = true },
        { .name = "Expiration", .shape = &scalar_timestamp, .required = true }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ExpiredTokenException = { .name = "ExpiredTokenException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_GetCallerIdentityRequest = { .name = "GetCallerIdentityRequest", .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetCallerIdentityResponse = { .name = "GetCallerIdentityResponse", .members = (const struct aws_member[]){
        { .name = "UserId", .shape = &scalar_string },
        { .name = "Account", .shape = &scalar_string },
        { .name = "Arn", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_IDPCommunicationErrorException = { .name = "IDPCommunicationErrorException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "IDPCommunicationError", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_IDPRejectedClaimException = { .name = "IDPRejectedClaimException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "IDPRejectedClaim", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_InvalidIdentityTokenException = { .name = "InvalidIdentityTokenException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "InvalidIdentityToken", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_MalformedPolicyDocumentException = { .name = "MalformedPolicyDocumentException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "MalformedPolicyDocument", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_PackedPolicyTooLargeException = { .name = "PackedPolicyTooLargeException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "PackedPolicyTooLarge", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_PolicyDescriptorType = { .name = "PolicyDescriptorType", .members = (const struct aws_member[]){
        { .name = "arn", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ProvidedContext = { .name = "ProvidedContext", .members = (const struct aws_member[]){
        { .name = "ProviderArn", .shape = &scalar_string },
        { .name = "ContextAssertion", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ProvidedContextsListType = { .name = "ProvidedContextsListType", .members = (const struct aws_member[]){
        { .shape = &shape_ProvidedContext }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_RegionDisabledException = { .name = "RegionDisabledException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_Tag = { .name = "Tag", .members = (const struct aws_member[]){
        { .name = "Key", .shape = &scalar_string, .required = true },
        { .name = "Value", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_policyDescriptorListType = { .name = "policyDescriptorListType", .members = (const struct aws_member[]){
        { .shape = &shape_PolicyDescriptorType }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_tagKeyListType = { .name = "tagKeyListType", .members = (const struct aws_member[]){
        { .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_tagListType = { .name = "tagListType", .members = (const struct aws_member[]){
        { .shape = &shape_Tag }, }, .member_count = 1, .type = AWS_LIST };

static const struct aws_operation operations[] = {
    { .name = "AssumeRole", .method = "POST", .uri = "/", .input = &shape_AssumeRoleRequest, .output = &shape_AssumeRoleResponse, .result_wrapper = "AssumeRoleResult", .errors = (const struct aws_shape *const[]){ &shape_MalformedPolicyDocumentException, &shape_PackedPolicyTooLargeException, &shape_RegionDisabledException, &shape_ExpiredTokenException, NULL } },
    { .name = "AssumeRoleWithWebIdentity", .method = "POST", .uri = "/", .input = &shape_AssumeRoleWithWebIdentityRequest, .output = &shape_AssumeRoleWithWebIdentityResponse, .result_wrapper = "AssumeRoleWithWebIdentityResult", .errors = (const struct aws_shape *const[]){ &shape_MalformedPolicyDocumentException, &shape_PackedPolicyTooLargeException, &shape_IDPRejectedClaimException, &shape_IDPCommunicationErrorException, &shape_InvalidIdentityTokenException, &shape_ExpiredTokenException, &shape_RegionDisabledException, NULL }, .unsigned_request = true },
    { .name = "GetCallerIdentity", .method = "POST", .uri = "/", .input = &shape_GetCallerIdentityRequest, .output = &shape_GetCallerIdentityResponse, .result_wrapper = "GetCallerIdentityResult" },
};

extern const struct aws_service aws_model_sts;
const struct aws_service aws_model_sts = { .name = "sts", .endpoint_prefix = "sts", .signing_name = "sts", .api_version = "2011-06-15", .xml_uri = "https://sts.amazonaws.com/doc/2011-06-15/", .operations = operations, .operation_count = 3, .protocol = AWS_QUERY };
