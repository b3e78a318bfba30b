/* Made by scripts/models/generate.py from botocore 1.42.4: change operations.txt and run `make models`. */
#include "aws/model.h"

// clang-format off

static const struct aws_shape
    shape_AccountIds, shape_AssociateKmsKeyRequest, shape_CreateLogGroupRequest,
    shape_DeleteLogGroupRequest, shape_DeleteRetentionPolicyRequest,
    shape_DescribeLogGroupsLogGroupIdentifiers, shape_DescribeLogGroupsRequest,
    shape_DescribeLogGroupsResponse, shape_DisassociateKmsKeyRequest, shape_InheritedProperties,
    shape_InvalidParameterException, shape_LimitExceededException, shape_ListTagsForResourceRequest,
    shape_ListTagsForResourceResponse, shape_LogGroup, shape_LogGroups, shape_OperationAbortedException,
    shape_PutRetentionPolicyRequest, shape_ResourceAlreadyExistsException, shape_ResourceNotFoundException,
    shape_ServiceUnavailableException, shape_TagKeyList, shape_TagResourceRequest, shape_Tags,
    shape_TooManyTagsException, shape_UntagResourceRequest, shape_ValidationException;

static const struct aws_shape scalar_boolean = { .name = "boolean", .type = AWS_BOOLEAN };
static const struct aws_shape scalar_integer = { .name = "integer", .type = AWS_INTEGER };
static const struct aws_shape scalar_long = { .name = "long", .type = AWS_LONG };
static const struct aws_shape scalar_string = { .name = "string", .type = AWS_STRING };

static const struct aws_shape shape_AccountIds = { .name = "AccountIds", .members = (const struct aws_member[]){
        { .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_AssociateKmsKeyRequest = { .name = "AssociateKmsKeyRequest", .members = (const struct aws_member[]){
        { .name = "logGroupName", .shape = &scalar_string },
        { .name = "kmsKeyId", .shape = &scalar_string, .required = true },
        { .name = "resourceIdentifier", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateLogGroupRequest = { .name = "CreateLogGroupRequest", .members = (const struct aws_member[]){
        { .name = "logGroupName", .shape = &scalar_string, .required = true },
        { .name = "kmsKeyId", .shape = &scalar_string },
        { .name = "tags", .shape = &shape_Tags },
        { .name = "logGroupClass", .shape = &scalar_string },
        { .name = "deletionProtectionEnabled", .shape = &scalar_boolean }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteLogGroupRequest = { .name = "DeleteLogGroupRequest", .members = (const struct aws_member[]){
        { .name = "logGroupName", .shape = &scalar_string, .required = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteRetentionPolicyRequest = { .name = "DeleteRetentionPolicyRequest", .members = (const struct aws_member[]){
        { .name = "logGroupName", .shape = &scalar_string, .required = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeLogGroupsLogGroupIdentifiers = { .name = "DescribeLogGroupsLogGroupIdentifiers", .members = (const struct aws_member[]){
        { .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_DescribeLogGroupsRequest = { .name = "DescribeLogGroupsRequest", .members = (const struct aws_member[]){
        { .name = "accountIdentifiers", .shape = &shape_AccountIds },
        { .name = "logGroupNamePrefix", .shape = &scalar_string },
        { .name = "logGroupNamePattern", .shape = &scalar_string },
        { .name = "nextToken", .shape = &scalar_string },
        { .name = "limit", .shape = &scalar_integer },
        { .name = "includeLinkedAccounts", .shape = &scalar_boolean },
        { .name = "logGroupClass", .shape = &scalar_string },
        { .name = "logGroupIdentifiers", .shape = &shape_DescribeLogGroupsLogGroupIdentifiers }, }, .member_count = 8, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeLogGroupsResponse = { .name = "DescribeLogGroupsResponse", .members = (const struct aws_member[]){
        { .name = "logGroups", .shape = &shape_LogGroups },
        { .name = "nextToken", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DisassociateKmsKeyRequest = { .name = "DisassociateKmsKeyRequest", .members = (const struct aws_member[]){
        { .name = "logGroupName", .shape = &scalar_string },
        { .name = "resourceIdentifier", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_InheritedProperties = { .name = "InheritedProperties", .members = (const struct aws_member[]){
        { .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_InvalidParameterException = { .name = "InvalidParameterException", .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_LimitExceededException = { .name = "LimitExceededException", .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_ListTagsForResourceRequest = { .name = "ListTagsForResourceRequest", .members = (const struct aws_member[]){
        { .name = "resourceArn", .shape = &scalar_string, .required = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListTagsForResourceResponse = { .name = "ListTagsForResourceResponse", .members = (const struct aws_member[]){
        { .name = "tags", .shape = &shape_Tags }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_LogGroup = { .name = "LogGroup", .members = (const struct aws_member[]){
        { .name = "logGroupName", .shape = &scalar_string },
        { .name = "creationTime", .shape = &scalar_long },
        { .name = "retentionInDays", .shape = &scalar_integer },
        { .name = "metricFilterCount", .shape = &scalar_integer },
        { .name = "arn", .shape = &scalar_string },
        { .name = "storedBytes", .shape = &scalar_long },
        { .name = "kmsKeyId", .shape = &scalar_string },
        { .name = "dataProtectionStatus", .shape = &scalar_string },
        { .name = "inheritedProperties", .shape = &shape_InheritedProperties },
        { .name = "logGroupClass", .shape = &scalar_string },
        { .name = "logGroupArn", .shape = &scalar_string },
        { .name = "deletionProtectionEnabled", .shape = &scalar_boolean }, }, .member_count = 12, .type = AWS_STRUCTURE };
static const struct aws_shape shape_LogGroups = { .name = "LogGroups", .members = (const struct aws_member[]){
        { .shape = &shape_LogGroup }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_OperationAbortedException = { .name = "OperationAbortedException", .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_PutRetentionPolicyRequest = { .name = "PutRetentionPolicyRequest", .members = (const struct aws_member[]){
        { .name = "logGroupName", .shape = &scalar_string, .required = true },
        { .name = "retentionInDays", .shape = &scalar_integer, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ResourceAlreadyExistsException = { .name = "ResourceAlreadyExistsException", .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_ResourceNotFoundException = { .name = "ResourceNotFoundException", .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_ServiceUnavailableException = { .name = "ServiceUnavailableException", .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_TagKeyList = { .name = "TagKeyList", .members = (const struct aws_member[]){
        { .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_TagResourceRequest = { .name = "TagResourceRequest", .members = (const struct aws_member[]){
        { .name = "resourceArn", .shape = &scalar_string, .required = true },
        { .name = "tags", .shape = &shape_Tags, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_Tags = { .name = "Tags", .members = (const struct aws_member[]){
        { .name = "key", .shape = &scalar_string },
        { .name = "value", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_MAP };
static const struct aws_shape shape_TooManyTagsException = { .name = "TooManyTagsException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string },
        { .name = "resourceName", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_UntagResourceRequest = { .name = "UntagResourceRequest", .members = (const struct aws_member[]){
        { .name = "resourceArn", .shape = &scalar_string, .required = true },
        { .name = "tagKeys", .shape = &shape_TagKeyList, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ValidationException = { .name = "ValidationException", .type = AWS_STRUCTURE, .is_error = true };

static const struct aws_operation operations[] = {
    { .name = "AssociateKmsKey", .method = "POST", .uri = "/", .input = &shape_AssociateKmsKeyRequest, .errors = (const struct aws_shape *const[]){ &shape_InvalidParameterException, &shape_ResourceNotFoundException, &shape_OperationAbortedException, &shape_ServiceUnavailableException, NULL } },
    { .name = "CreateLogGroup", .method = "POST", .uri = "/", .input = &shape_CreateLogGroupRequest, .errors = (const struct aws_shape *const[]){ &shape_InvalidParameterException, &shape_ResourceAlreadyExistsException, &shape_LimitExceededException, &shape_OperationAbortedException, &shape_ServiceUnavailableException, NULL } },
    { .name = "DeleteLogGroup", .method = "POST", .uri = "/", .input = &shape_DeleteLogGroupRequest, .errors = (const struct aws_shape *const[]){ &shape_InvalidParameterException, &shape_ResourceNotFoundException, &shape_OperationAbortedException, &shape_ServiceUnavailableException, &shape_ValidationException, NULL } },
    { .name = "DeleteRetentionPolicy", .method = "POST", .uri = "/", .input = &shape_DeleteRetentionPolicyRequest, .errors = (const struct aws_shape *const[]){ &shape_InvalidParameterException, &shape_ResourceNotFoundException, &shape_OperationAbortedException, &shape_ServiceUnavailableException, NULL } },
    { .name = "DescribeLogGroups", .method = "POST", .uri = "/", .input = &shape_DescribeLogGroupsRequest, .output = &shape_DescribeLogGroupsResponse, .errors = (const struct aws_shape *const[]){ &shape_InvalidParameterException, &shape_ServiceUnavailableException, NULL }, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "nextToken", NULL }, .output_tokens = (const char *const[]){ "nextToken", NULL }, .result_keys = (const char *const[]){ "logGroups", NULL }, .limit_key = "limit" } },
    { .name = "DisassociateKmsKey", .method = "POST", .uri = "/", .input = &shape_DisassociateKmsKeyRequest, .errors = (const struct aws_shape *const[]){ &shape_InvalidParameterException, &shape_ResourceNotFoundException, &shape_OperationAbortedException, &shape_ServiceUnavailableException, NULL } },
    { .name = "ListTagsForResource", .method = "POST", .uri = "/", .input = &shape_ListTagsForResourceRequest, .output = &shape_ListTagsForResourceResponse, .errors = (const struct aws_shape *const[]){ &shape_InvalidParameterException, &shape_ResourceNotFoundException, &shape_ServiceUnavailableException, NULL } },
    { .name = "PutRetentionPolicy", .method = "POST", .uri = "/", .input = &shape_PutRetentionPolicyRequest, .errors = (const struct aws_shape *const[]){ &shape_InvalidParameterException, &shape_ResourceNotFoundException, &shape_OperationAbortedException, &shape_ServiceUnavailableException, NULL } },
    { .name = "TagResource", .method = "POST", .uri = "/", .input = &shape_TagResourceRequest, .errors = (const struct aws_shape *const[]){ &shape_InvalidParameterException, &shape_ResourceNotFoundException, &shape_ServiceUnavailableException, &shape_TooManyTagsException, NULL } },
    { .name = "UntagResource", .method = "POST", .uri = "/", .input = &shape_UntagResourceRequest, .errors = (const struct aws_shape *const[]){ &shape_InvalidParameterException, &shape_ResourceNotFoundException, &shape_ServiceUnavailableException, NULL } },
};

extern const struct aws_service aws_model_logs;
const struct aws_service aws_model_logs = { .name = "logs", .endpoint_prefix = "logs", .signing_name = "logs", .api_version = "2014-03-28", .target_prefix = "Logs_20140328", .json_version = "1.1", .operations = operations, .operation_count = 10, .protocol = AWS_JSON };
