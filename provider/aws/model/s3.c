/* Made by scripts/models/generate.py from botocore 1.42.4: change operations.txt and run `make models`. */
#include "aws/model.h"

// clang-format off

static const struct aws_shape
    shape_AbortIncompleteMultipartUpload, shape_AbortMultipartUploadOutput,
    shape_AbortMultipartUploadRequest, shape_BlockedEncryptionTypes, shape_Bucket,
    shape_BucketAlreadyExists, shape_BucketAlreadyOwnedByYou, shape_BucketInfo,
    shape_BucketLifecycleConfiguration, shape_Buckets, shape_ChecksumAlgorithmList, shape_CommonPrefix,
    shape_CommonPrefixList, shape_CreateBucketConfiguration, shape_CreateBucketOutput,
    shape_CreateBucketRequest, shape_Delete, shape_DeleteBucketEncryptionRequest,
    shape_DeleteBucketLifecycleRequest, shape_DeleteBucketOwnershipControlsRequest,
    shape_DeleteBucketPolicyRequest, shape_DeleteBucketRequest, shape_DeleteBucketTaggingRequest,
    shape_DeleteMarkerEntry, shape_DeleteMarkers, shape_DeleteObjectsOutput, shape_DeleteObjectsRequest,
    shape_DeletePublicAccessBlockRequest, shape_DeletedObject, shape_DeletedObjects,
    shape_EncryptionTypeList, shape_Error, shape_Errors, shape_GetBucketEncryptionOutput,
    shape_GetBucketEncryptionRequest, shape_GetBucketLifecycleConfigurationOutput,
    shape_GetBucketLifecycleConfigurationRequest, shape_GetBucketLocationOutput,
    shape_GetBucketLocationRequest, shape_GetBucketOwnershipControlsOutput,
    shape_GetBucketOwnershipControlsRequest, shape_GetBucketPolicyOutput, shape_GetBucketPolicyRequest,
    shape_GetBucketTaggingOutput, shape_GetBucketTaggingRequest, shape_GetBucketVersioningOutput,
    shape_GetBucketVersioningRequest, shape_GetPublicAccessBlockOutput, shape_GetPublicAccessBlockRequest,
    shape_HeadBucketOutput, shape_HeadBucketRequest, shape_Initiator, shape_LifecycleExpiration,
    shape_LifecycleRule, shape_LifecycleRuleAndOperator, shape_LifecycleRuleFilter, shape_LifecycleRules,
    shape_ListBucketsOutput, shape_ListBucketsRequest, shape_ListMultipartUploadsOutput,
    shape_ListMultipartUploadsRequest, shape_ListObjectVersionsOutput, shape_ListObjectVersionsRequest,
    shape_ListObjectsV2Output, shape_ListObjectsV2Request, shape_LocationInfo, shape_MultipartUpload,
    shape_MultipartUploadList, shape_NoSuchBucket, shape_NoSuchUpload, shape_NoncurrentVersionExpiration,
    shape_NoncurrentVersionTransition, shape_NoncurrentVersionTransitionList, shape_Object,
    shape_ObjectIdentifier, shape_ObjectIdentifierList, shape_ObjectList, shape_ObjectVersion,
    shape_ObjectVersionList, shape_OptionalObjectAttributesList, shape_Owner, shape_OwnershipControls,
    shape_OwnershipControlsRule, shape_OwnershipControlsRules, shape_PublicAccessBlockConfiguration,
    shape_PutBucketEncryptionRequest, shape_PutBucketLifecycleConfigurationOutput,
    shape_PutBucketLifecycleConfigurationRequest, shape_PutBucketOwnershipControlsRequest,
    shape_PutBucketPolicyRequest, shape_PutBucketTaggingRequest, shape_PutBucketVersioningRequest,
    shape_PutPublicAccessBlockRequest, shape_RestoreStatus, shape_ServerSideEncryptionByDefault,
    shape_ServerSideEncryptionConfiguration, shape_ServerSideEncryptionRule,
    shape_ServerSideEncryptionRules, shape_Tag, shape_TagSet, shape_Tagging, shape_Transition,
    shape_TransitionList, shape_VersioningConfiguration;

static const struct aws_shape scalar_boolean = { .name = "boolean", .type = AWS_BOOLEAN };
static const struct aws_shape scalar_integer = { .name = "integer", .type = AWS_INTEGER };
static const struct aws_shape scalar_long = { .name = "long", .type = AWS_LONG };
static const struct aws_shape scalar_string = { .name = "string", .type = AWS_STRING };
static const struct aws_shape scalar_string_sensitive = { .name = "string", .type = AWS_STRING, .sensitive = true };
static const struct aws_shape scalar_timestamp = { .name = "timestamp", .type = AWS_TIMESTAMP };

static const struct aws_shape shape_AbortIncompleteMultipartUpload = { .name = "AbortIncompleteMultipartUpload", .members = (const struct aws_member[]){
        { .name = "DaysAfterInitiation", .shape = &scalar_integer }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AbortMultipartUploadOutput = { .name = "AbortMultipartUploadOutput", .members = (const struct aws_member[]){
        { .name = "RequestCharged", .wire = "x-amz-request-charged", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AbortMultipartUploadRequest = { .name = "AbortMultipartUploadRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "Key", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "UploadId", .wire = "uploadId", .shape = &scalar_string, .location = AWS_QUERYSTRING, .required = true },
        { .name = "RequestPayer", .wire = "x-amz-request-payer", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "IfMatchInitiatedTime", .wire = "x-amz-if-match-initiated-time", .shape = &scalar_timestamp, .location = AWS_HEADER, .timestamp_format = AWS_TIME_RFC822 }, }, .member_count = 6, .type = AWS_STRUCTURE };
static const struct aws_shape shape_BlockedEncryptionTypes = { .name = "BlockedEncryptionTypes", .members = (const struct aws_member[]){
        { .name = "EncryptionType", .shape = &shape_EncryptionTypeList, .flattened = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_Bucket = { .name = "Bucket", .members = (const struct aws_member[]){
        { .name = "Name", .shape = &scalar_string },
        { .name = "CreationDate", .shape = &scalar_timestamp },
        { .name = "BucketRegion", .shape = &scalar_string },
        { .name = "BucketArn", .shape = &scalar_string }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_BucketAlreadyExists = { .name = "BucketAlreadyExists", .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_BucketAlreadyOwnedByYou = { .name = "BucketAlreadyOwnedByYou", .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_BucketInfo = { .name = "BucketInfo", .members = (const struct aws_member[]){
        { .name = "DataRedundancy", .shape = &scalar_string },
        { .name = "Type", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_BucketLifecycleConfiguration = { .name = "BucketLifecycleConfiguration", .members = (const struct aws_member[]){
        { .name = "Rules", .wire = "Rule", .shape = &shape_LifecycleRules, .required = true, .flattened = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_Buckets = { .name = "Buckets", .members = (const struct aws_member[]){
        { .wire = "Bucket", .shape = &shape_Bucket }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_ChecksumAlgorithmList = { .name = "ChecksumAlgorithmList", .members = (const struct aws_member[]){
        { .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_CommonPrefix = { .name = "CommonPrefix", .members = (const struct aws_member[]){
        { .name = "Prefix", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CommonPrefixList = { .name = "CommonPrefixList", .members = (const struct aws_member[]){
        { .shape = &shape_CommonPrefix }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_CreateBucketConfiguration = { .name = "CreateBucketConfiguration", .members = (const struct aws_member[]){
        { .name = "LocationConstraint", .shape = &scalar_string },
        { .name = "Location", .shape = &shape_LocationInfo },
        { .name = "Bucket", .shape = &shape_BucketInfo },
        { .name = "Tags", .shape = &shape_TagSet }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateBucketOutput = { .name = "CreateBucketOutput", .members = (const struct aws_member[]){
        { .name = "Location", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "BucketArn", .wire = "x-amz-bucket-arn", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateBucketRequest = { .name = "CreateBucketRequest", .members = (const struct aws_member[]){
        { .name = "ACL", .wire = "x-amz-acl", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "CreateBucketConfiguration", .shape = &shape_CreateBucketConfiguration, .xml_namespace = &(const struct aws_xml_namespace){ .uri = "http://s3.amazonaws.com/doc/2006-03-01/" } },
        { .name = "GrantFullControl", .wire = "x-amz-grant-full-control", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "GrantRead", .wire = "x-amz-grant-read", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "GrantReadACP", .wire = "x-amz-grant-read-acp", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "GrantWrite", .wire = "x-amz-grant-write", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "GrantWriteACP", .wire = "x-amz-grant-write-acp", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "ObjectLockEnabledForBucket", .wire = "x-amz-bucket-object-lock-enabled", .shape = &scalar_boolean, .location = AWS_HEADER },
        { .name = "ObjectOwnership", .wire = "x-amz-object-ownership", .shape = &scalar_string, .location = AWS_HEADER }, }, .payload = "CreateBucketConfiguration", .member_count = 10, .type = AWS_STRUCTURE };
static const struct aws_shape shape_Delete = { .name = "Delete", .members = (const struct aws_member[]){
        { .name = "Objects", .wire = "Object", .shape = &shape_ObjectIdentifierList, .required = true, .flattened = true },
        { .name = "Quiet", .shape = &scalar_boolean }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteBucketEncryptionRequest = { .name = "DeleteBucketEncryptionRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteBucketLifecycleRequest = { .name = "DeleteBucketLifecycleRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteBucketOwnershipControlsRequest = { .name = "DeleteBucketOwnershipControlsRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteBucketPolicyRequest = { .name = "DeleteBucketPolicyRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteBucketRequest = { .name = "DeleteBucketRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteBucketTaggingRequest = { .name = "DeleteBucketTaggingRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteMarkerEntry = { .name = "DeleteMarkerEntry", .members = (const struct aws_member[]){
        { .name = "Owner", .shape = &shape_Owner },
        { .name = "Key", .shape = &scalar_string },
        { .name = "VersionId", .shape = &scalar_string },
        { .name = "IsLatest", .shape = &scalar_boolean },
        { .name = "LastModified", .shape = &scalar_timestamp }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteMarkers = { .name = "DeleteMarkers", .members = (const struct aws_member[]){
        { .shape = &shape_DeleteMarkerEntry }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_DeleteObjectsOutput = { .name = "DeleteObjectsOutput", .members = (const struct aws_member[]){
        { .name = "Deleted", .shape = &shape_DeletedObjects, .flattened = true },
        { .name = "RequestCharged", .wire = "x-amz-request-charged", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "Errors", .wire = "Error", .shape = &shape_Errors, .flattened = true }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteObjectsRequest = { .name = "DeleteObjectsRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "Delete", .shape = &shape_Delete, .xml_namespace = &(const struct aws_xml_namespace){ .uri = "http://s3.amazonaws.com/doc/2006-03-01/" }, .required = true },
        { .name = "MFA", .wire = "x-amz-mfa", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "RequestPayer", .wire = "x-amz-request-payer", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "BypassGovernanceRetention", .wire = "x-amz-bypass-governance-retention", .shape = &scalar_boolean, .location = AWS_HEADER },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "ChecksumAlgorithm", .wire = "x-amz-sdk-checksum-algorithm", .shape = &scalar_string, .location = AWS_HEADER }, }, .payload = "Delete", .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeletePublicAccessBlockRequest = { .name = "DeletePublicAccessBlockRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeletedObject = { .name = "DeletedObject", .members = (const struct aws_member[]){
        { .name = "Key", .shape = &scalar_string },
        { .name = "VersionId", .shape = &scalar_string },
        { .name = "DeleteMarker", .shape = &scalar_boolean },
        { .name = "DeleteMarkerVersionId", .shape = &scalar_string }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeletedObjects = { .name = "DeletedObjects", .members = (const struct aws_member[]){
        { .shape = &shape_DeletedObject }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_EncryptionTypeList = { .name = "EncryptionTypeList", .members = (const struct aws_member[]){
        { .wire = "EncryptionType", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_Error = { .name = "Error", .members = (const struct aws_member[]){
        { .name = "Key", .shape = &scalar_string },
        { .name = "VersionId", .shape = &scalar_string },
        { .name = "Code", .shape = &scalar_string },
        { .name = "Message", .shape = &scalar_string }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_Errors = { .name = "Errors", .members = (const struct aws_member[]){
        { .shape = &shape_Error }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_GetBucketEncryptionOutput = { .name = "GetBucketEncryptionOutput", .members = (const struct aws_member[]){
        { .name = "ServerSideEncryptionConfiguration", .shape = &shape_ServerSideEncryptionConfiguration }, }, .payload = "ServerSideEncryptionConfiguration", .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetBucketEncryptionRequest = { .name = "GetBucketEncryptionRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetBucketLifecycleConfigurationOutput = { .name = "GetBucketLifecycleConfigurationOutput", .members = (const struct aws_member[]){
        { .name = "Rules", .wire = "Rule", .shape = &shape_LifecycleRules, .flattened = true },
        { .name = "TransitionDefaultMinimumObjectSize", .wire = "x-amz-transition-default-minimum-object-size", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetBucketLifecycleConfigurationRequest = { .name = "GetBucketLifecycleConfigurationRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetBucketLocationOutput = { .name = "GetBucketLocationOutput", .members = (const struct aws_member[]){
        { .name = "LocationConstraint", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetBucketLocationRequest = { .name = "GetBucketLocationRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetBucketOwnershipControlsOutput = { .name = "GetBucketOwnershipControlsOutput", .members = (const struct aws_member[]){
        { .name = "OwnershipControls", .shape = &shape_OwnershipControls }, }, .payload = "OwnershipControls", .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetBucketOwnershipControlsRequest = { .name = "GetBucketOwnershipControlsRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetBucketPolicyOutput = { .name = "GetBucketPolicyOutput", .members = (const struct aws_member[]){
        { .name = "Policy", .shape = &scalar_string }, }, .payload = "Policy", .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetBucketPolicyRequest = { .name = "GetBucketPolicyRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetBucketTaggingOutput = { .name = "GetBucketTaggingOutput", .members = (const struct aws_member[]){
        { .name = "TagSet", .shape = &shape_TagSet, .required = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetBucketTaggingRequest = { .name = "GetBucketTaggingRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetBucketVersioningOutput = { .name = "GetBucketVersioningOutput", .members = (const struct aws_member[]){
        { .name = "Status", .shape = &scalar_string },
        { .name = "MFADelete", .wire = "MfaDelete", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetBucketVersioningRequest = { .name = "GetBucketVersioningRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetPublicAccessBlockOutput = { .name = "GetPublicAccessBlockOutput", .members = (const struct aws_member[]){
        { .name = "PublicAccessBlockConfiguration", .shape = &shape_PublicAccessBlockConfiguration }, }, .payload = "PublicAccessBlockConfiguration", .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GetPublicAccessBlockRequest = { .name = "GetPublicAccessBlockRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_HeadBucketOutput = { .name = "HeadBucketOutput", .members = (const struct aws_member[]){
        { .name = "BucketArn", .wire = "x-amz-bucket-arn", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "BucketLocationType", .wire = "x-amz-bucket-location-type", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "BucketLocationName", .wire = "x-amz-bucket-location-name", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "BucketRegion", .wire = "x-amz-bucket-region", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "AccessPointAlias", .wire = "x-amz-access-point-alias", .shape = &scalar_boolean, .location = AWS_HEADER }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_HeadBucketRequest = { .name = "HeadBucketRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_Initiator = { .name = "Initiator", .members = (const struct aws_member[]){
        { .name = "ID", .shape = &scalar_string },
        { .name = "DisplayName", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_LifecycleExpiration = { .name = "LifecycleExpiration", .members = (const struct aws_member[]){
        { .name = "Date", .shape = &scalar_timestamp, .timestamp_format = AWS_TIME_ISO8601 },
        { .name = "Days", .shape = &scalar_integer },
        { .name = "ExpiredObjectDeleteMarker", .shape = &scalar_boolean }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_LifecycleRule = { .name = "LifecycleRule", .members = (const struct aws_member[]){
        { .name = "Expiration", .shape = &shape_LifecycleExpiration },
        { .name = "ID", .shape = &scalar_string },
        { .name = "Prefix", .shape = &scalar_string },
        { .name = "Filter", .shape = &shape_LifecycleRuleFilter },
        { .name = "Status", .shape = &scalar_string, .required = true },
        { .name = "Transitions", .wire = "Transition", .shape = &shape_TransitionList, .flattened = true },
        { .name = "NoncurrentVersionTransitions", .wire = "NoncurrentVersionTransition", .shape = &shape_NoncurrentVersionTransitionList, .flattened = true },
        { .name = "NoncurrentVersionExpiration", .shape = &shape_NoncurrentVersionExpiration },
        { .name = "AbortIncompleteMultipartUpload", .shape = &shape_AbortIncompleteMultipartUpload }, }, .member_count = 9, .type = AWS_STRUCTURE };
static const struct aws_shape shape_LifecycleRuleAndOperator = { .name = "LifecycleRuleAndOperator", .members = (const struct aws_member[]){
        { .name = "Prefix", .shape = &scalar_string },
        { .name = "Tags", .wire = "Tag", .shape = &shape_TagSet, .flattened = true },
        { .name = "ObjectSizeGreaterThan", .shape = &scalar_long },
        { .name = "ObjectSizeLessThan", .shape = &scalar_long }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_LifecycleRuleFilter = { .name = "LifecycleRuleFilter", .members = (const struct aws_member[]){
        { .name = "Prefix", .shape = &scalar_string },
        { .name = "Tag", .shape = &shape_Tag },
        { .name = "ObjectSizeGreaterThan", .shape = &scalar_long },
        { .name = "ObjectSizeLessThan", .shape = &scalar_long },
        { .name = "And", .shape = &shape_LifecycleRuleAndOperator }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_LifecycleRules = { .name = "LifecycleRules", .members = (const struct aws_member[]){
        { .shape = &shape_LifecycleRule }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_ListBucketsOutput = { .name = "ListBucketsOutput", .members = (const struct aws_member[]){
        { .name = "Buckets", .shape = &shape_Buckets },
        { .name = "Owner", .shape = &shape_Owner },
        { .name = "ContinuationToken", .shape = &scalar_string },
        { .name = "Prefix", .shape = &scalar_string }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListBucketsRequest = { .name = "ListBucketsRequest", .members = (const struct aws_member[]){
        { .name = "MaxBuckets", .wire = "max-buckets", .shape = &scalar_integer, .location = AWS_QUERYSTRING },
        { .name = "ContinuationToken", .wire = "continuation-token", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "Prefix", .wire = "prefix", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "BucketRegion", .wire = "bucket-region", .shape = &scalar_string, .location = AWS_QUERYSTRING }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListMultipartUploadsOutput = { .name = "ListMultipartUploadsOutput", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string },
        { .name = "KeyMarker", .shape = &scalar_string },
        { .name = "UploadIdMarker", .shape = &scalar_string },
        { .name = "NextKeyMarker", .shape = &scalar_string },
        { .name = "Prefix", .shape = &scalar_string },
        { .name = "Delimiter", .shape = &scalar_string },
        { .name = "NextUploadIdMarker", .shape = &scalar_string },
        { .name = "MaxUploads", .shape = &scalar_integer },
        { .name = "IsTruncated", .shape = &scalar_boolean },
        { .name = "Uploads", .wire = "Upload", .shape = &shape_MultipartUploadList, .flattened = true },
        { .name = "CommonPrefixes", .shape = &shape_CommonPrefixList, .flattened = true },
        { .name = "EncodingType", .shape = &scalar_string },
        { .name = "RequestCharged", .wire = "x-amz-request-charged", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 13, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListMultipartUploadsRequest = { .name = "ListMultipartUploadsRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "Delimiter", .wire = "delimiter", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "EncodingType", .wire = "encoding-type", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "KeyMarker", .wire = "key-marker", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "MaxUploads", .wire = "max-uploads", .shape = &scalar_integer, .location = AWS_QUERYSTRING },
        { .name = "Prefix", .wire = "prefix", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "UploadIdMarker", .wire = "upload-id-marker", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "RequestPayer", .wire = "x-amz-request-payer", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 9, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListObjectVersionsOutput = { .name = "ListObjectVersionsOutput", .members = (const struct aws_member[]){
        { .name = "IsTruncated", .shape = &scalar_boolean },
        { .name = "KeyMarker", .shape = &scalar_string },
        { .name = "VersionIdMarker", .shape = &scalar_string },
        { .name = "NextKeyMarker", .shape = &scalar_string },
        { .name = "NextVersionIdMarker", .shape = &scalar_string },
        { .name = "Versions", .wire = "Version", .shape = &shape_ObjectVersionList, .flattened = true },
        { .name = "DeleteMarkers", .wire = "DeleteMarker", .shape = &shape_DeleteMarkers, .flattened = true },
        { .name = "Name", .shape = &scalar_string },
        { .name = "Prefix", .shape = &scalar_string },
        { .name = "Delimiter", .shape = &scalar_string },
        { .name = "MaxKeys", .shape = &scalar_integer },
        { .name = "CommonPrefixes", .shape = &shape_CommonPrefixList, .flattened = true },
        { .name = "EncodingType", .shape = &scalar_string },
        { .name = "RequestCharged", .wire = "x-amz-request-charged", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 14, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListObjectVersionsRequest = { .name = "ListObjectVersionsRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "Delimiter", .wire = "delimiter", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "EncodingType", .wire = "encoding-type", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "KeyMarker", .wire = "key-marker", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "MaxKeys", .wire = "max-keys", .shape = &scalar_integer, .location = AWS_QUERYSTRING },
        { .name = "Prefix", .wire = "prefix", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "VersionIdMarker", .wire = "version-id-marker", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "RequestPayer", .wire = "x-amz-request-payer", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "OptionalObjectAttributes", .wire = "x-amz-optional-object-attributes", .shape = &shape_OptionalObjectAttributesList, .location = AWS_HEADER }, }, .member_count = 10, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListObjectsV2Output = { .name = "ListObjectsV2Output", .members = (const struct aws_member[]){
        { .name = "IsTruncated", .shape = &scalar_boolean },
        { .name = "Contents", .shape = &shape_ObjectList, .flattened = true },
        { .name = "Name", .shape = &scalar_string },
        { .name = "Prefix", .shape = &scalar_string },
        { .name = "Delimiter", .shape = &scalar_string },
        { .name = "MaxKeys", .shape = &scalar_integer },
        { .name = "CommonPrefixes", .shape = &shape_CommonPrefixList, .flattened = true },
        { .name = "EncodingType", .shape = &scalar_string },
        { .name = "KeyCount", .shape = &scalar_integer },
        { .name = "ContinuationToken", .shape = &scalar_string },
        { .name = "NextContinuationToken", .shape = &scalar_string },
        { .name = "StartAfter", .shape = &scalar_string },
        { .name = "RequestCharged", .wire = "x-amz-request-charged", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 13, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ListObjectsV2Request = { .name = "ListObjectsV2Request", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "Delimiter", .wire = "delimiter", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "EncodingType", .wire = "encoding-type", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "MaxKeys", .wire = "max-keys", .shape = &scalar_integer, .location = AWS_QUERYSTRING },
        { .name = "Prefix", .wire = "prefix", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "ContinuationToken", .wire = "continuation-token", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "FetchOwner", .wire = "fetch-owner", .shape = &scalar_boolean, .location = AWS_QUERYSTRING },
        { .name = "StartAfter", .wire = "start-after", .shape = &scalar_string, .location = AWS_QUERYSTRING },
        { .name = "RequestPayer", .wire = "x-amz-request-payer", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "OptionalObjectAttributes", .wire = "x-amz-optional-object-attributes", .shape = &shape_OptionalObjectAttributesList, .location = AWS_HEADER }, }, .member_count = 11, .type = AWS_STRUCTURE };
static const struct aws_shape shape_LocationInfo = { .name = "LocationInfo", .members = (const struct aws_member[]){
        { .name = "Type", .shape = &scalar_string },
        { .name = "Name", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_MultipartUpload = { .name = "MultipartUpload", .members = (const struct aws_member[]){
        { .name = "UploadId", .shape = &scalar_string },
        { .name = "Key", .shape = &scalar_string },
        { .name = "Initiated", .shape = &scalar_timestamp },
        { .name = "StorageClass", .shape = &scalar_string },
        { .name = "Owner", .shape = &shape_Owner },
        { .name = "Initiator", .shape = &shape_Initiator },
        { .name = "ChecksumAlgorithm", .shape = &scalar_string },
        { .name = "ChecksumType", .shape = &scalar_string }, }, .member_count = 8, .type = AWS_STRUCTURE };
static const struct aws_shape shape_MultipartUploadList = { .name = "MultipartUploadList", .members = (const struct aws_member[]){
        { .shape = &shape_MultipartUpload }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_NoSuchBucket = { .name = "NoSuchBucket", .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_NoSuchUpload = { .name = "NoSuchUpload", .type = AWS_STRUCTURE, .is_error = true };
static const struct aws_shape shape_NoncurrentVersionExpiration = { .name = "NoncurrentVersionExpiration", .members = (const struct aws_member[]){
        { .name = "NoncurrentDays", .shape = &scalar_integer },
        { .name = "NewerNoncurrentVersions", .shape = &scalar_integer }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NoncurrentVersionTransition = { .name = "NoncurrentVersionTransition", .members = (const struct aws_member[]){
        { .name = "NoncurrentDays", .shape = &scalar_integer },
        { .name = "StorageClass", .shape = &scalar_string },
        { .name = "NewerNoncurrentVersions", .shape = &scalar_integer }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NoncurrentVersionTransitionList = { .name = "NoncurrentVersionTransitionList", .members = (const struct aws_member[]){
        { .shape = &shape_NoncurrentVersionTransition }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_Object = { .name = "Object", .members = (const struct aws_member[]){
        { .name = "Key", .shape = &scalar_string },
        { .name = "LastModified", .shape = &scalar_timestamp },
        { .name = "ETag", .shape = &scalar_string },
        { .name = "ChecksumAlgorithm", .shape = &shape_ChecksumAlgorithmList, .flattened = true },
        { .name = "ChecksumType", .shape = &scalar_string },
        { .name = "Size", .shape = &scalar_long },
        { .name = "StorageClass", .shape = &scalar_string },
        { .name = "Owner", .shape = &shape_Owner },
        { .name = "RestoreStatus", .shape = &shape_RestoreStatus }, }, .member_count = 9, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ObjectIdentifier = { .name = "ObjectIdentifier", .members = (const struct aws_member[]){
        { .name = "Key", .shape = &scalar_string, .required = true },
        { .name = "VersionId", .shape = &scalar_string },
        { .name = "ETag", .shape = &scalar_string },
        { .name = "LastModifiedTime", .shape = &scalar_timestamp, .timestamp_format = AWS_TIME_RFC822 },
        { .name = "Size", .shape = &scalar_long }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ObjectIdentifierList = { .name = "ObjectIdentifierList", .members = (const struct aws_member[]){
        { .shape = &shape_ObjectIdentifier }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_ObjectList = { .name = "ObjectList", .members = (const struct aws_member[]){
        { .shape = &shape_Object }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_ObjectVersion = { .name = "ObjectVersion", .members = (const struct aws_member[]){
        { .name = "ETag", .shape = &scalar_string },
        { .name = "ChecksumAlgorithm", .shape = &shape_ChecksumAlgorithmList, .flattened = true },
        { .name = "ChecksumType", .shape = &scalar_string },
        { .name = "Size", .shape = &scalar_long },
        { .name = "StorageClass", .shape = &scalar_string },
        { .name = "Key", .shape = &scalar_string },
        { .name = "VersionId", .shape = &scalar_string },
        { .name = "IsLatest", .shape = &scalar_boolean },
        { .name = "LastModified", .shape = &scalar_timestamp },
        { .name = "Owner", .shape = &shape_Owner },
        { .name = "RestoreStatus", .shape = &shape_RestoreStatus }, }, .member_count = 11, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ObjectVersionList = { .name = "ObjectVersionList", .members = (const struct aws_member[]){
        { .shape = &shape_ObjectVersion }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_OptionalObjectAttributesList = { .name = "OptionalObjectAttributesList", .members = (const struct aws_member[]){
        { .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_Owner = { .name = "Owner", .members = (const struct aws_member[]){
        { .name = "DisplayName", .shape = &scalar_string },
        { .name = "ID", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_OwnershipControls = { .name = "OwnershipControls", .members = (const struct aws_member[]){
        { .name = "Rules", .wire = "Rule", .shape = &shape_OwnershipControlsRules, .required = true, .flattened = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_OwnershipControlsRule = { .name = "OwnershipControlsRule", .members = (const struct aws_member[]){
        { .name = "ObjectOwnership", .shape = &scalar_string, .required = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_OwnershipControlsRules = { .name = "OwnershipControlsRules", .members = (const struct aws_member[]){
        { .shape = &shape_OwnershipControlsRule }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_PublicAccessBlockConfiguration = { .name = "PublicAccessBlockConfiguration", .members = (const struct aws_member[]){
        { .name = "BlockPublicAcls", .shape = &scalar_boolean },
        { .name = "IgnorePublicAcls", .shape = &scalar_boolean },
        { .name = "BlockPublicPolicy", .shape = &scalar_boolean },
        { .name = "RestrictPublicBuckets", .shape = &scalar_boolean }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PutBucketEncryptionRequest = { .name = "PutBucketEncryptionRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ContentMD5", .wire = "Content-MD5", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "ChecksumAlgorithm", .wire = "x-amz-sdk-checksum-algorithm", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "ServerSideEncryptionConfiguration", .shape = &shape_ServerSideEncryptionConfiguration, .xml_namespace = &(const struct aws_xml_namespace){ .uri = "http://s3.amazonaws.com/doc/2006-03-01/" }, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .payload = "ServerSideEncryptionConfiguration", .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PutBucketLifecycleConfigurationOutput = { .name = "PutBucketLifecycleConfigurationOutput", .members = (const struct aws_member[]){
        { .name = "TransitionDefaultMinimumObjectSize", .wire = "x-amz-transition-default-minimum-object-size", .shape = &scalar_string, .location = AWS_HEADER }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PutBucketLifecycleConfigurationRequest = { .name = "PutBucketLifecycleConfigurationRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ChecksumAlgorithm", .wire = "x-amz-sdk-checksum-algorithm", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "LifecycleConfiguration", .shape = &shape_BucketLifecycleConfiguration, .xml_namespace = &(const struct aws_xml_namespace){ .uri = "http://s3.amazonaws.com/doc/2006-03-01/" } },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "TransitionDefaultMinimumObjectSize", .wire = "x-amz-transition-default-minimum-object-size", .shape = &scalar_string, .location = AWS_HEADER }, }, .payload = "LifecycleConfiguration", .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PutBucketOwnershipControlsRequest = { .name = "PutBucketOwnershipControlsRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ContentMD5", .wire = "Content-MD5", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "OwnershipControls", .shape = &shape_OwnershipControls, .xml_namespace = &(const struct aws_xml_namespace){ .uri = "http://s3.amazonaws.com/doc/2006-03-01/" }, .required = true },
        { .name = "ChecksumAlgorithm", .wire = "x-amz-sdk-checksum-algorithm", .shape = &scalar_string, .location = AWS_HEADER }, }, .payload = "OwnershipControls", .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PutBucketPolicyRequest = { .name = "PutBucketPolicyRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ContentMD5", .wire = "Content-MD5", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "ChecksumAlgorithm", .wire = "x-amz-sdk-checksum-algorithm", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "ConfirmRemoveSelfBucketAccess", .wire = "x-amz-confirm-remove-self-bucket-access", .shape = &scalar_boolean, .location = AWS_HEADER },
        { .name = "Policy", .shape = &scalar_string, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .payload = "Policy", .member_count = 6, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PutBucketTaggingRequest = { .name = "PutBucketTaggingRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ContentMD5", .wire = "Content-MD5", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "ChecksumAlgorithm", .wire = "x-amz-sdk-checksum-algorithm", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "Tagging", .shape = &shape_Tagging, .xml_namespace = &(const struct aws_xml_namespace){ .uri = "http://s3.amazonaws.com/doc/2006-03-01/" }, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .payload = "Tagging", .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PutBucketVersioningRequest = { .name = "PutBucketVersioningRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ContentMD5", .wire = "Content-MD5", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "ChecksumAlgorithm", .wire = "x-amz-sdk-checksum-algorithm", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "MFA", .wire = "x-amz-mfa", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "VersioningConfiguration", .shape = &shape_VersioningConfiguration, .xml_namespace = &(const struct aws_xml_namespace){ .uri = "http://s3.amazonaws.com/doc/2006-03-01/" }, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .payload = "VersioningConfiguration", .member_count = 6, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PutPublicAccessBlockRequest = { .name = "PutPublicAccessBlockRequest", .members = (const struct aws_member[]){
        { .name = "Bucket", .shape = &scalar_string, .location = AWS_URI, .required = true },
        { .name = "ContentMD5", .wire = "Content-MD5", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "ChecksumAlgorithm", .wire = "x-amz-sdk-checksum-algorithm", .shape = &scalar_string, .location = AWS_HEADER },
        { .name = "PublicAccessBlockConfiguration", .shape = &shape_PublicAccessBlockConfiguration, .xml_namespace = &(const struct aws_xml_namespace){ .uri = "http://s3.amazonaws.com/doc/2006-03-01/" }, .required = true },
        { .name = "ExpectedBucketOwner", .wire = "x-amz-expected-bucket-owner", .shape = &scalar_string, .location = AWS_HEADER }, }, .payload = "PublicAccessBlockConfiguration", .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_RestoreStatus = { .name = "RestoreStatus", .members = (const struct aws_member[]){
        { .name = "IsRestoreInProgress", .shape = &scalar_boolean },
        { .name = "RestoreExpiryDate", .shape = &scalar_timestamp }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ServerSideEncryptionByDefault = { .name = "ServerSideEncryptionByDefault", .members = (const struct aws_member[]){
        { .name = "SSEAlgorithm", .shape = &scalar_string, .required = true },
        { .name = "KMSMasterKeyID", .shape = &scalar_string_sensitive, .sensitive = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ServerSideEncryptionConfiguration = { .name = "ServerSideEncryptionConfiguration", .members = (const struct aws_member[]){
        { .name = "Rules", .wire = "Rule", .shape = &shape_ServerSideEncryptionRules, .required = true, .flattened = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ServerSideEncryptionRule = { .name = "ServerSideEncryptionRule", .members = (const struct aws_member[]){
        { .name = "ApplyServerSideEncryptionByDefault", .shape = &shape_ServerSideEncryptionByDefault },
        { .name = "BucketKeyEnabled", .shape = &scalar_boolean },
        { .name = "BlockedEncryptionTypes", .shape = &shape_BlockedEncryptionTypes }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ServerSideEncryptionRules = { .name = "ServerSideEncryptionRules", .members = (const struct aws_member[]){
        { .shape = &shape_ServerSideEncryptionRule }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_Tag = { .name = "Tag", .members = (const struct aws_member[]){
        { .name = "Key", .shape = &scalar_string, .required = true },
        { .name = "Value", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_TagSet = { .name = "TagSet", .members = (const struct aws_member[]){
        { .wire = "Tag", .shape = &shape_Tag }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_Tagging = { .name = "Tagging", .members = (const struct aws_member[]){
        { .name = "TagSet", .shape = &shape_TagSet, .required = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_Transition = { .name = "Transition", .members = (const struct aws_member[]){
        { .name = "Date", .shape = &scalar_timestamp, .timestamp_format = AWS_TIME_ISO8601 },
        { .name = "Days", .shape = &scalar_integer },
        { .name = "StorageClass", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_TransitionList = { .name = "TransitionList", .members = (const struct aws_member[]){
        { .shape = &shape_Transition }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_VersioningConfiguration = { .name = "VersioningConfiguration", .members = (const struct aws_member[]){
        { .name = "MFADelete", .wire = "MfaDelete", .shape = &scalar_string },
        { .name = "Status", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };

static const struct aws_operation operations[] = {
    { .name = "AbortMultipartUpload", .method = "DELETE", .uri = "/{Bucket}/{Key+}", .input = &shape_AbortMultipartUploadRequest, .output = &shape_AbortMultipartUploadOutput, .errors = (const struct aws_shape *const[]){ &shape_NoSuchUpload, NULL } },
    { .name = "CreateBucket", .method = "PUT", .uri = "/{Bucket}", .input = &shape_CreateBucketRequest, .output = &shape_CreateBucketOutput, .errors = (const struct aws_shape *const[]){ &shape_BucketAlreadyExists, &shape_BucketAlreadyOwnedByYou, NULL } },
    { .name = "DeleteBucket", .method = "DELETE", .uri = "/{Bucket}", .input = &shape_DeleteBucketRequest },
    { .name = "DeleteBucketEncryption", .method = "DELETE", .uri = "/{Bucket}?encryption", .input = &shape_DeleteBucketEncryptionRequest },
    { .name = "DeleteBucketLifecycle", .method = "DELETE", .uri = "/{Bucket}?lifecycle", .input = &shape_DeleteBucketLifecycleRequest },
    { .name = "DeleteBucketOwnershipControls", .method = "DELETE", .uri = "/{Bucket}?ownershipControls", .input = &shape_DeleteBucketOwnershipControlsRequest },
    { .name = "DeleteBucketPolicy", .method = "DELETE", .uri = "/{Bucket}?policy", .input = &shape_DeleteBucketPolicyRequest },
    { .name = "DeleteBucketTagging", .method = "DELETE", .uri = "/{Bucket}?tagging", .input = &shape_DeleteBucketTaggingRequest },
    { .name = "DeleteObjects", .method = "POST", .uri = "/{Bucket}?delete", .input = &shape_DeleteObjectsRequest, .output = &shape_DeleteObjectsOutput, .checksum_member = "ChecksumAlgorithm", .checksum = AWS_CHECKSUM_CRC32 },
    { .name = "DeletePublicAccessBlock", .method = "DELETE", .uri = "/{Bucket}?publicAccessBlock", .input = &shape_DeletePublicAccessBlockRequest },
    { .name = "GetBucketEncryption", .method = "GET", .uri = "/{Bucket}?encryption", .input = &shape_GetBucketEncryptionRequest, .output = &shape_GetBucketEncryptionOutput },
    { .name = "GetBucketLifecycleConfiguration", .method = "GET", .uri = "/{Bucket}?lifecycle", .input = &shape_GetBucketLifecycleConfigurationRequest, .output = &shape_GetBucketLifecycleConfigurationOutput },
    { .name = "GetBucketLocation", .method = "GET", .uri = "/{Bucket}?location", .input = &shape_GetBucketLocationRequest, .output = &shape_GetBucketLocationOutput },
    { .name = "GetBucketOwnershipControls", .method = "GET", .uri = "/{Bucket}?ownershipControls", .input = &shape_GetBucketOwnershipControlsRequest, .output = &shape_GetBucketOwnershipControlsOutput },
    { .name = "GetBucketPolicy", .method = "GET", .uri = "/{Bucket}?policy", .input = &shape_GetBucketPolicyRequest, .output = &shape_GetBucketPolicyOutput },
    { .name = "GetBucketTagging", .method = "GET", .uri = "/{Bucket}?tagging", .input = &shape_GetBucketTaggingRequest, .output = &shape_GetBucketTaggingOutput },
    { .name = "GetBucketVersioning", .method = "GET", .uri = "/{Bucket}?versioning", .input = &shape_GetBucketVersioningRequest, .output = &shape_GetBucketVersioningOutput },
    { .name = "GetPublicAccessBlock", .method = "GET", .uri = "/{Bucket}?publicAccessBlock", .input = &shape_GetPublicAccessBlockRequest, .output = &shape_GetPublicAccessBlockOutput },
    { .name = "HeadBucket", .method = "HEAD", .uri = "/{Bucket}", .input = &shape_HeadBucketRequest, .output = &shape_HeadBucketOutput, .errors = (const struct aws_shape *const[]){ &shape_NoSuchBucket, NULL } },
    { .name = "ListBuckets", .method = "GET", .uri = "/", .input = &shape_ListBucketsRequest, .output = &shape_ListBucketsOutput, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "ContinuationToken", NULL }, .output_tokens = (const char *const[]){ "ContinuationToken", NULL }, .result_keys = (const char *const[]){ "Buckets", NULL }, .limit_key = "MaxBuckets" } },
    { .name = "ListMultipartUploads", .method = "GET", .uri = "/{Bucket}?uploads", .input = &shape_ListMultipartUploadsRequest, .output = &shape_ListMultipartUploadsOutput, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "KeyMarker", "UploadIdMarker", NULL }, .output_tokens = (const char *const[]){ "NextKeyMarker", "NextUploadIdMarker", NULL }, .result_keys = (const char *const[]){ "Uploads", "CommonPrefixes", NULL }, .more_results = "IsTruncated", .limit_key = "MaxUploads" } },
    { .name = "ListObjectVersions", .method = "GET", .uri = "/{Bucket}?versions", .input = &shape_ListObjectVersionsRequest, .output = &shape_ListObjectVersionsOutput, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "KeyMarker", "VersionIdMarker", NULL }, .output_tokens = (const char *const[]){ "NextKeyMarker", "NextVersionIdMarker", NULL }, .result_keys = (const char *const[]){ "Versions", "DeleteMarkers", "CommonPrefixes", NULL }, .more_results = "IsTruncated", .limit_key = "MaxKeys" } },
    { .name = "ListObjectsV2", .method = "GET", .uri = "/{Bucket}?list-type=2", .input = &shape_ListObjectsV2Request, .output = &shape_ListObjectsV2Output, .errors = (const struct aws_shape *const[]){ &shape_NoSuchBucket, NULL }, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "ContinuationToken", NULL }, .output_tokens = (const char *const[]){ "NextContinuationToken", NULL }, .result_keys = (const char *const[]){ "Contents", "CommonPrefixes", NULL }, .more_results = "IsTruncated", .limit_key = "MaxKeys" } },
    { .name = "PutBucketEncryption", .method = "PUT", .uri = "/{Bucket}?encryption", .input = &shape_PutBucketEncryptionRequest, .checksum_member = "ChecksumAlgorithm", .checksum = AWS_CHECKSUM_CRC32 },
    { .name = "PutBucketLifecycleConfiguration", .method = "PUT", .uri = "/{Bucket}?lifecycle", .input = &shape_PutBucketLifecycleConfigurationRequest, .output = &shape_PutBucketLifecycleConfigurationOutput, .checksum_member = "ChecksumAlgorithm", .checksum = AWS_CHECKSUM_CRC32 },
    { .name = "PutBucketOwnershipControls", .method = "PUT", .uri = "/{Bucket}?ownershipControls", .input = &shape_PutBucketOwnershipControlsRequest, .checksum_member = "ChecksumAlgorithm", .checksum = AWS_CHECKSUM_CRC32 },
    { .name = "PutBucketPolicy", .method = "PUT", .uri = "/{Bucket}?policy", .input = &shape_PutBucketPolicyRequest, .checksum_member = "ChecksumAlgorithm", .checksum = AWS_CHECKSUM_CRC32 },
    { .name = "PutBucketTagging", .method = "PUT", .uri = "/{Bucket}?tagging", .input = &shape_PutBucketTaggingRequest, .checksum_member = "ChecksumAlgorithm", .checksum = AWS_CHECKSUM_CRC32 },
    { .name = "PutBucketVersioning", .method = "PUT", .uri = "/{Bucket}?versioning", .input = &shape_PutBucketVersioningRequest, .checksum_member = "ChecksumAlgorithm", .checksum = AWS_CHECKSUM_CRC32 },
    { .name = "PutPublicAccessBlock", .method = "PUT", .uri = "/{Bucket}?publicAccessBlock", .input = &shape_PutPublicAccessBlockRequest, .checksum_member = "ChecksumAlgorithm", .checksum = AWS_CHECKSUM_CRC32 },
};

extern const struct aws_service aws_model_s3;
const struct aws_service aws_model_s3 = { .name = "s3", .endpoint_prefix = "s3", .signing_name = "s3", .api_version = "2006-03-01", .operations = operations, .operation_count = 30, .protocol = AWS_REST_XML };
