/* Made by scripts/models/generate.py from botocore 1.42.4: change operations.txt and run `make models`. */
#include "aws/model.h"

// clang-format off

static const struct aws_shape
    shape_AttachRolePolicyRequest, shape_AttachedPermissionsBoundary, shape_AttachedPolicy,
    shape_ConcurrentModificationException, shape_CreateRoleRequest, shape_CreateRoleResponse,
    shape_DeleteConflictException, shape_DeleteRolePermissionsBoundaryRequest,
    shape_DeleteRolePolicyRequest, shape_DeleteRoleRequest, shape_DetachRolePolicyRequest,
    shape_EntityAlreadyExistsException, shape_GetRolePolicyRequest, shape_GetRolePolicyResponse,
    shape_GetRoleRequest, shape_GetRoleResponse, shape_InstanceProfile, shape_InvalidInputException,
    shape_LimitExceededException, shape_ListAttachedRolePoliciesRequest,
    shape_ListAttachedRolePoliciesResponse, shape_ListInstanceProfilesForRoleRequest,
    shape_ListInstanceProfilesForRoleResponse, shape_ListRolePoliciesRequest,
    shape_ListRolePoliciesResponse, shape_ListRoleTagsRequest, shape_ListRoleTagsResponse,
    shape_ListRolesRequest, shape_ListRolesResponse, shape_MalformedPolicyDocumentException,
    shape_NoSuchEntityException, shape_PolicyNotAttachableException,
    shape_PutRolePermissionsBoundaryRequest, shape_PutRolePolicyRequest,
    shape_RemoveRoleFromInstanceProfileRequest, shape_Role, shape_RoleLastUsed,
    shape_ServiceFailureException, shape_Tag, shape_TagRoleRequest, shape_UnmodifiableEntityException,
    shape_UntagRoleRequest, shape_UpdateAssumeRolePolicyRequest, shape_UpdateRoleDescriptionRequest,
    shape_UpdateRoleDescriptionResponse, shape_UpdateRoleRequest, shape_UpdateRoleResponse,
    shape_attachedPoliciesListType, shape_instanceProfileListType, shape_policyNameListType,
    shape_roleListType, shape_tagKeyListType, shape_tagListType;

static const struct aws_shape scalar_boolean = { .name = "boolean", .type = AWS_BOOLEAN };
static const struct aws_shape scalar_integer = { .name = "integer", .type = AWS_INTEGER };
static const struct aws_shape scalar_string = { .name = "string", .type = AWS_STRING };
static const struct aws_shape scalar_timestamp = { .name = "timestamp", .type = AWS_TIMESTAMP };

static const struct aws_shape shape_AttachRolePolicyRequest = { .name = "AttachRolePolicyRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "PolicyArn", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AttachedPermissionsBoundary = { .name = "AttachedPermissionsBoundary", .members = (const struct aws_member[]){
        { .name = "PermissionsBoundaryType", .shape = &scalar_string },
        { .name = "PermissionsBoundaryArn", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AttachedPolicy = { .name = "AttachedPolicy", .members = (const struct aws_member[]){
        { .name = "PolicyName", .shape = &scalar_string },
        { .name = "PolicyArn", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ConcurrentModificationException = { .name = "ConcurrentModificationException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "ConcurrentModification", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_CreateRoleRequest = { .name = "CreateRoleRequest", .members = (const struct aws_member[]){
        { .name = "Path", .shape = &scalar_string },
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "AssumeRolePolicyDocument", .shape = &scalar_string, .required = true },
        { .name = "Description", .shape = &scalar_string },
        { .name = "MaxSessionDuration", .shape = &scalar_integer },
        { .name = "PermissionsBoundary", .shape = &scalar_string },
        { .name = "Tags", .shape = &shape_tagListType }, }, .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateRoleResponse = { .name = "CreateRoleResponse", .members = (const struct aws_member[]){
        { .name = "Role", .shape = &shape_Role, .required = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteConflictException = { .name = "DeleteConflictException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "DeleteConflict", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_DeleteRolePermissionsBoundaryRequest = { .name = "DeleteRolePermissionsBoundaryRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteRolePolicyRequest = { .name = "DeleteRolePolicyRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "PolicyName", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteRoleRequest = { .name = "DeleteRoleRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DetachRolePolicyRequest = { .name = "DetachRolePolicyRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "PolicyArn", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_EntityAlreadyExistsException = { .name = "EntityAlreadyExistsException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "EntityAlreadyExists", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_GetRolePolicyRequest = { .name = "GetRolePolicyRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "PolicyName", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetRolePolicyResponse = { .name = "GetRolePolicyResponse", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "PolicyName", .shape = &scalar_string, .required = true },
        { .name = "PolicyDocument", .shape = &scalar_string, .required = true }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetRoleRequest = { .name = "GetRoleRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetRoleResponse = { .name = "GetRoleResponse", .members = (const struct aws_member[]){
        { .name = "Role", .shape = &shape_Role, .required = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_InstanceProfile = { .name = "InstanceProfile", .members = (const struct aws_member[]){
        { .name = "Path", .shape = &scalar_string, .required = true },
        { .name = "InstanceProfileName", .shape = &scalar_string, .required = true },
        { .name = "InstanceProfileId", .shape = &scalar_string, .required = true },
        { .name = "Arn", .shape = &scalar_string, .required = true },
        { .name = "CreateDate", .shape = &scalar_timestamp, .required = true },
        { .name = "Roles", .shape = &shape_roleListType, .required = true },
        { .name = "Tags", .shape = &shape_tagListType }, }, .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_InvalidInputException = { .name = "InvalidInputException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "InvalidInput", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_LimitExceededException = { .name = "LimitExceededException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "LimitExceeded", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_ListAttachedRolePoliciesRequest = { .name = "ListAttachedRolePoliciesRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "PathPrefix", .shape = &scalar_string },
        { .name = "Marker", .shape = &scalar_string },
        { .name = "MaxItems", .shape = &scalar_integer }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListAttachedRolePoliciesResponse = { .name = "ListAttachedRolePoliciesResponse", .members = (const struct aws_member[]){
        { .name = "AttachedPolicies", .shape = &shape_attachedPoliciesListType },
        { .name = "IsTruncated", .shape = &scalar_boolean },
        { .name = "Marker", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListInstanceProfilesForRoleRequest = { .name = "ListInstanceProfilesForRoleRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "Marker", .shape = &scalar_string },
        { .name = "MaxItems", .shape = &scalar_integer }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListInstanceProfilesForRoleResponse = { .name = "ListInstanceProfilesForRoleResponse", .members = (const struct aws_member[]){
        { .name = "InstanceProfiles", .shape = &shape_instanceProfileListType, .required = true },
        { .name = "IsTruncated", .shape = &scalar_boolean },
        { .name = "Marker", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListRolePoliciesRequest = { .name = "ListRolePoliciesRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "Marker", .shape = &scalar_string },
        { .name = "MaxItems", .shape = &scalar_integer }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListRolePoliciesResponse = { .name = "ListRolePoliciesResponse", .members = (const struct aws_member[]){
        { .name = "PolicyNames", .shape = &shape_policyNameListType, .required = true },
        { .name = "IsTruncated", .shape = &scalar_boolean },
        { .name = "Marker", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListRoleTagsRequest = { .name = "ListRoleTagsRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "Marker", .shape = &scalar_string },
        { .name = "MaxItems", .shape = &scalar_integer }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListRoleTagsResponse = { .name = "ListRoleTagsResponse", .members = (const struct aws_member[]){
        { .name = "Tags", .shape = &shape_tagListType, .required = true },
        { .name = "IsTruncated", .shape = &scalar_boolean },
        { .name = "Marker", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListRolesRequest = { .name = "ListRolesRequest", .members = (const struct aws_member[]){
        { .name = "PathPrefix", .shape = &scalar_string },
        { .name = "Marker", .shape = &scalar_string },
        { .name = "MaxItems", .shape = &scalar_integer }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListRolesResponse = { .name = "ListRolesResponse", .members = (const struct aws_member[]){
        { .name = "Roles", .shape = &shape_roleListType, .required = true },
        { .name = "IsTruncated", .shape = &scalar_boolean },
        { .name = "Marker", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_MalformedPolicyDocumentException = { .name = "MalformedPolicyDocumentException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "MalformedPolicyDocument", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_NoSuchEntityException = { .name = "NoSuchEntityException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "NoSuchEntity", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_PolicyNotAttachableException = { .name = "PolicyNotAttachableException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "PolicyNotAttachable", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_PutRolePermissionsBoundaryRequest = { .name = "PutRolePermissionsBoundaryRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "PermissionsBoundary", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PutRolePolicyRequest = { .name = "PutRolePolicyRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "PolicyName", .shape = &scalar_string, .required = true },
        { .name = "PolicyDocument", .shape = &scalar_string, .required = true }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_RemoveRoleFromInstanceProfileRequest = { .name = "RemoveRoleFromInstanceProfileRequest", .members = (const struct aws_member[]){
        { .name = "InstanceProfileName", .shape = &scalar_string, .required = true },
        { .name = "RoleName", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_Role = { .name = "Role", .members = (const struct aws_member[]){
        { .name = "Path", .shape = &scalar_string, .required = true },
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "RoleId", .shape = &scalar_string, .required = true },
        { .name = "Arn", .shape = &scalar_string, .required = true },
        { .name = "CreateDate", .shape = &scalar_timestamp, .required = true },
        { .name = "AssumeRolePolicyDocument", .shape = &scalar_string },
        { .name = "Description", .shape = &scalar_string },
        { .name = "MaxSessionDuration", .shape = &scalar_integer },
        { .name = "PermissionsBoundary", .shape = &shape_AttachedPermissionsBoundary },
        { .name = "Tags", .shape = &shape_tagListType },
        { .name = "RoleLastUsed", .shape = &shape_RoleLastUsed }, }, .member_count = 11, .type = AWS_STRUCTURE };
static const struct aws_shape shape_RoleLastUsed = { .name = "RoleLastUsed", .members = (const struct aws_member[]){
        { .name = "LastUsedDate", .shape = &scalar_timestamp },
        { .name = "Region", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ServiceFailureException = { .name = "ServiceFailureException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "ServiceFailure", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_Tag = { .name = "Tag", .members = (const struct aws_member[]){
        { .name = "Key", .shape = &scalar_string, .required = true },
        { .name = "Value", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_TagRoleRequest = { .name = "TagRoleRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "Tags", .shape = &shape_tagListType, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_UnmodifiableEntityException = { .name = "UnmodifiableEntityException", .members = (const struct aws_member[]){
        { .name = "message", .shape = &scalar_string }, }, .error_code = "UnmodifiableEntity", .member_count = 1, .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_UntagRoleRequest = { .name = "UntagRoleRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "TagKeys", .shape = &shape_tagKeyListType, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_UpdateAssumeRolePolicyRequest = { .name = "UpdateAssumeRolePolicyRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "PolicyDocument", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_UpdateRoleDescriptionRequest = { .name = "UpdateRoleDescriptionRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "Description", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_UpdateRoleDescriptionResponse = { .name = "UpdateRoleDescriptionResponse", .members = (const struct aws_member[]){
        { .name = "Role", .shape = &shape_Role }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_UpdateRoleRequest = { .name = "UpdateRoleRequest", .members = (const struct aws_member[]){
        { .name = "RoleName", .shape = &scalar_string, .required = true },
        { .name = "Description", .shape = &scalar_string },
        { .name = "MaxSessionDuration", .shape = &scalar_integer }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_UpdateRoleResponse = { .name = "UpdateRoleResponse", .type = AWS_STRUCTURE };
static const struct aws_shape shape_attachedPoliciesListType = { .name = "attachedPoliciesListType", .members = (const struct aws_member[]){
        { .shape = &shape_AttachedPolicy }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_instanceProfileListType = { .name = "instanceProfileListType", .members = (const struct aws_member[]){
        { .shape = &shape_InstanceProfile }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_policyNameListType = { .name = "policyNameListType", .members = (const struct aws_member[]){
        { .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_roleListType = { .name = "roleListType", .members = (const struct aws_member[]){
        { .shape = &shape_Role }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_tagKeyListType = { .name = "tagKeyListType", .members = (const struct aws_member[]){
        { .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_tagListType = { .name = "tagListType", .members = (const struct aws_member[]){
        { .shape = &shape_Tag }, }, .member_count = 1, .type = AWS_LIST };

static const struct aws_operation operations[] = {
    { .name = "AttachRolePolicy", .method = "POST", .uri = "/", .input = &shape_AttachRolePolicyRequest, .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_LimitExceededException, &shape_InvalidInputException, &shape_UnmodifiableEntityException, &shape_PolicyNotAttachableException, &shape_ServiceFailureException, NULL } },
    { .name = "CreateRole", .method = "POST", .uri = "/", .input = &shape_CreateRoleRequest, .output = &shape_CreateRoleResponse, .result_wrapper = "CreateRoleResult", .errors = (const struct aws_shape *const[]){ &shape_LimitExceededException, &shape_InvalidInputException, &shape_EntityAlreadyExistsException, &shape_MalformedPolicyDocumentException, &shape_ConcurrentModificationException, &shape_ServiceFailureException, NULL } },
    { .name = "DeleteRole", .method = "POST", .uri = "/", .input = &shape_DeleteRoleRequest, .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_DeleteConflictException, &shape_LimitExceededException, &shape_UnmodifiableEntityException, &shape_ConcurrentModificationException, &shape_ServiceFailureException, NULL } },
    { .name = "DeleteRolePermissionsBoundary", .method = "POST", .uri = "/", .input = &shape_DeleteRolePermissionsBoundaryRequest, .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_UnmodifiableEntityException, &shape_ServiceFailureException, NULL } },
    { .name = "DeleteRolePolicy", .method = "POST", .uri = "/", .input = &shape_DeleteRolePolicyRequest, .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_LimitExceededException, &shape_UnmodifiableEntityException, &shape_ServiceFailureException, NULL } },
    { .name = "DetachRolePolicy", .method = "POST", .uri = "/", .input = &shape_DetachRolePolicyRequest, .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_LimitExceededException, &shape_InvalidInputException, &shape_UnmodifiableEntityException, &shape_ServiceFailureException, NULL } },
    { .name = "GetRole", .method = "POST", .uri = "/", .input = &shape_GetRoleRequest, .output = &shape_GetRoleResponse, .result_wrapper = "GetRoleResult", .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_ServiceFailureException, NULL } },
    { .name = "GetRolePolicy", .method = "POST", .uri = "/", .input = &shape_GetRolePolicyRequest, .output = &shape_GetRolePolicyResponse, .result_wrapper = "GetRolePolicyResult", .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_ServiceFailureException, NULL } },
    { .name = "ListAttachedRolePolicies", .method = "POST", .uri = "/", .input = &shape_ListAttachedRolePoliciesRequest, .output = &shape_ListAttachedRolePoliciesResponse, .result_wrapper = "ListAttachedRolePoliciesResult", .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_InvalidInputException, &shape_ServiceFailureException, NULL }, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "Marker", NULL }, .output_tokens = (const char *const[]){ "Marker", NULL }, .result_keys = (const char *const[]){ "AttachedPolicies", NULL }, .more_results = "IsTruncated", .limit_key = "MaxItems" } },
    { .name = "ListInstanceProfilesForRole", .method = "POST", .uri = "/", .input = &shape_ListInstanceProfilesForRoleRequest, .output = &shape_ListInstanceProfilesForRoleResponse, .result_wrapper = "ListInstanceProfilesForRoleResult", .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_ServiceFailureException, NULL }, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "Marker", NULL }, .output_tokens = (const char *const[]){ "Marker", NULL }, .result_keys = (const char *const[]){ "InstanceProfiles", NULL }, .more_results = "IsTruncated", .limit_key = "MaxItems" } },
    { .name = "ListRolePolicies", .method = "POST", .uri = "/", .input = &shape_ListRolePoliciesRequest, .output = &shape_ListRolePoliciesResponse, .result_wrapper = "ListRolePoliciesResult", .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_ServiceFailureException, NULL }, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "Marker", NULL }, .output_tokens = (const char *const[]){ "Marker", NULL }, .result_keys = (const char *const[]){ "PolicyNames", NULL }, .more_results = "IsTruncated", .limit_key = "MaxItems" } },
    { .name = "ListRoleTags", .method = "POST", .uri = "/", .input = &shape_ListRoleTagsRequest, .output = &shape_ListRoleTagsResponse, .result_wrapper = "ListRoleTagsResult", .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_ServiceFailureException, NULL }, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "Marker", NULL }, .output_tokens = (const char *const[]){ "Marker", NULL }, .result_keys = (const char *const[]){ "Tags", NULL }, .more_results = "IsTruncated", .limit_key = "MaxItems" } },
    { .name = "ListRoles", .method = "POST", .uri = "/", .input = &shape_ListRolesRequest, .output = &shape_ListRolesResponse, .result_wrapper = "ListRolesResult", .errors = (const struct aws_shape *const[]){ &shape_ServiceFailureException, NULL }, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "Marker", NULL }, .output_tokens = (const char *const[]){ "Marker", NULL }, .result_keys = (const char *const[]){ "Roles", NULL }, .more_results = "IsTruncated", .limit_key = "MaxItems" } },
    { .name = "PutRolePermissionsBoundary", .method = "POST", .uri = "/", .input = &shape_PutRolePermissionsBoundaryRequest, .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_InvalidInputException, &shape_UnmodifiableEntityException, &shape_PolicyNotAttachableException, &shape_ServiceFailureException, NULL } },
    { .name = "PutRolePolicy", .method = "POST", .uri = "/", .input = &shape_PutRolePolicyRequest, .errors = (const struct aws_shape *const[]){ &shape_LimitExceededException, &shape_MalformedPolicyDocumentException, &shape_NoSuchEntityException, &shape_UnmodifiableEntityException, &shape_ServiceFailureException, NULL } },
    { .name = "RemoveRoleFromInstanceProfile", .method = "POST", .uri = "/", .input = &shape_RemoveRoleFromInstanceProfileRequest, .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_LimitExceededException, &shape_UnmodifiableEntityException, &shape_ServiceFailureException, NULL } },
    { .name = "TagRole", .method = "POST", .uri = "/", .input = &shape_TagRoleRequest, .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_LimitExceededException, &shape_InvalidInputException, &shape_ConcurrentModificationException, &shape_ServiceFailureException, NULL } },
    { .name = "UntagRole", .method = "POST", .uri = "/", .input = &shape_UntagRoleRequest, .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_ConcurrentModificationException, &shape_ServiceFailureException, NULL } },
    { .name = "UpdateAssumeRolePolicy", .method = "POST", .uri = "/", .input = &shape_UpdateAssumeRolePolicyRequest, .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_MalformedPolicyDocumentException, &shape_LimitExceededException, &shape_UnmodifiableEntityException, &shape_ServiceFailureException, NULL } },
    { .name = "UpdateRole", .method = "POST", .uri = "/", .input = &shape_UpdateRoleRequest, .output = &shape_UpdateRoleResponse, .result_wrapper = "UpdateRoleResult", .errors = (const struct aws_shape *const[]){ &shape_UnmodifiableEntityException, &shape_NoSuchEntityException, &shape_ServiceFailureException, NULL } },
    { .name = "UpdateRoleDescription", .method = "POST", .uri = "/", .input = &shape_UpdateRoleDescriptionRequest, .output = &shape_UpdateRoleDescriptionResponse, .result_wrapper = "UpdateRoleDescriptionResult", .errors = (const struct aws_shape *const[]){ &shape_NoSuchEntityException, &shape_UnmodifiableEntityException, &shape_ServiceFailureException, NULL } },
};

extern const struct aws_service aws_model_iam;
const struct aws_service aws_model_iam = { .name = "iam", .endpoint_prefix = "iam", .signing_name = "iam", .api_version = "2010-05-08", .xml_uri = "https://iam.amazonaws.com/doc/2010-05-08/", .global_region = "us-east-1", .operations = operations, .operation_count = 21, .protocol = AWS_QUERY };
