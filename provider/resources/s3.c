/* S3 buckets with their sub-resources. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ */
#include <string.h>

#include "resources/engine.h"
#include "resources/tables.h"

/* ---- lifecycle rules: a filter by prefix, by tags, or by both ---- */

static json_t *tags_to_list(const json_t *tags) {
    json_t *list = json_array();
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)tags, key, value) {
        json_array_append_new(list, json_pack("{s:s, s:O}", "Key", key, "Value", value));
    }
    return list;
}

static json_t *tags_from_list(const json_t *list) {
    json_t *tags = json_object();
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *pair = json_array_get(list, i);
        json_object_set(tags, json_text(pair, "Key"), json_object_get(pair, "Value"));
    }
    return tags;
}

// clang-format off

static const struct field expiration_fields[] = {
    { "days",                      "Days"                      },
    { "date",                      "Date"                      },
    { "expiredObjectDeleteMarker", "ExpiredObjectDeleteMarker" },
    { NULL }
};

static const struct field transition_fields[] = {
    { "days",         "Days"         },
    { "date",         "Date"         },
    { "storageClass", "StorageClass" },
    { NULL }
};

static const struct field noncurrent_expiration_fields[] = {
    { "days", "NoncurrentDays" },
    { NULL }
};

static const struct field noncurrent_transition_fields[] = {
    { "days",         "NoncurrentDays" },
    { "storageClass", "StorageClass"   },
    { NULL }
};

static const struct field lifecycle_rule_fields[] = {
    { "id",                           "ID" },
    { "enabled",                      "Status",                       .as = AS_ENABLED },
    { "expiration",                   "Expiration",                   .fields = expiration_fields },
    { "transitions",                  "Transitions",                  .fields = transition_fields },
    { "noncurrentVersionExpiration",  "NoncurrentVersionExpiration",  .fields = noncurrent_expiration_fields },
    { "noncurrentVersionTransitions", "NoncurrentVersionTransitions", .fields = noncurrent_transition_fields },
    { "abortIncompleteMultipartUploadDays", "AbortIncompleteMultipartUpload.DaysAfterInitiation" },
    { NULL }
};

// clang-format on

static const struct field lifecycle_rule = { .property = "lifecycleRules", .fields = lifecycle_rule_fields };

/* https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRuleFilter.html */
static json_t *filter_to_member(const json_t *rule) {
    json_t *prefix = json_object_get(rule, "prefix");
    json_auto_t *tags = tags_to_list(json_object_get(rule, "tags"));
    const size_t count = json_array_size(tags);
    if (!count)
        return json_pack("{s:s}", "Prefix", prefix ? json_string_value(prefix) : "");
    if (count == 1 && !prefix)
        return json_pack("{s:O}", "Tag", json_array_get(tags, 0));
    return json_pack("{s:{s:O*, s:O}}", "And", "Prefix", prefix, "Tags", tags);
}

static json_t *rules_to_member(const json_t *rules) {
    json_t *members = field_to_member(&lifecycle_rule, rules);
    for (size_t i = 0; i < json_array_size(members); i++)
        json_object_set_new(json_array_get(members, i), "Filter", filter_to_member(json_array_get(rules, i)));
    return members;
}

static void filter_to_property(const json_t *member, json_t *rule) {
    const json_t *filter = json_object_get(member, "Filter");
    const json_t *both = json_object_get(filter, "And");
    const json_t *one = json_object_get(filter, "Tag");
    json_t *prefix = json_object_get(both ? both : filter, "Prefix");
    if (!prefix)
        prefix = json_object_get(member, "Prefix"); /* rules of before 2016 */
    if (prefix && *json_string_value(prefix))
        json_object_set(rule, "prefix", prefix);
    json_auto_t *pairs = one ? json_pack("[O]", one) : json_incref(json_object_get(both, "Tags"));
    if (json_array_size(pairs))
        json_object_set_new(rule, "tags", tags_from_list(pairs));
}

static json_t *rules_to_property(const json_t *members) {
    json_t *rules = field_to_property(&lifecycle_rule, members);
    for (size_t i = 0; i < json_array_size(rules); i++)
        filter_to_property(json_array_get(members, i), json_array_get(rules, i));
    return rules;
}

/* ---- emptying ---- */

/* The versions and delete markers of an answer, as DeleteObjects takes them. */
static json_t *objects_of(const json_t *page) {
    static const char *const kinds[] = { "Versions", "DeleteMarkers" };
    json_t *objects = json_array();
    for (size_t kind = 0; kind < COUNT_OF(kinds); kind++) {
        const json_t *found = json_object_get(page, kinds[kind]);
        for (size_t i = 0; i < json_array_size(found); i++) {
            const json_t *version = json_array_get(found, i);
            json_array_append_new(objects, json_pack("{s:O, s:O*}", "Key", json_object_get(version, "Key"),
                                                     "VersionId", json_object_get(version, "VersionId")));
        }
    }
    return objects;
}

static bool delete_objects(struct resource_request *rq, const char *bucket, json_t *objects,
                           struct error **err) {
    json_auto_t *request =
        json_pack("{s:s, s:{s:O, s:b}}", "Bucket", bucket, "Delete", "Objects", objects, "Quiet", true);
    json_auto_t *answer = NULL;
    if (!aws_call(rq->provider->aws, rq->cancel, "s3", "DeleteObjects", request, &answer, err))
        return false;
    const json_t *refused = json_at(answer, "Errors[0]");
    if (!refused)
        return true;
    const char *key = json_text(refused, "Key");
    const char *message = json_text(refused, "Message");
    return error_set(err, ERROR_AWS, "bucket %s cannot be emptied: %s: %s", bucket, key ? key : "an object",
                     message ? message : "refused");
}

/* Page by page, so that memory stays small however full the bucket is. A page may be empty, and others follow. */
static bool empty_bucket(struct resource_request *rq, const char *id, const json_t *values,
                         struct error **err) {
    const struct aws_paging until_some = { .most = 1 };
    if (!json_truth(values, "forceDestroy", false))
        return true;
    for (;;) {
        json_auto_t *request = json_pack("{s:s}", "Bucket", id);
        json_auto_t *page = NULL;
        auto_error *problem = NULL;
        if (!aws_call_pages_with(rq->provider->aws, rq->cancel, &until_some, "s3", "ListObjectVersions",
                                 request, &page, NULL, &problem)) {
            if (error_has_code(problem, "NoSuchBucket"))
                return true;
            *err = TAKE(problem);
            return false;
        }
        json_auto_t *objects = objects_of(page);
        if (!json_array_size(objects))
            return true;
        if (!delete_objects(rq, id, objects, err))
            return false;
    }
}

/* us-east-1 is the one region that may not be named (aws-rules: "s3: names"). */
static void bucket_location(const struct resource_request *rq, const json_t *inputs, json_t *request) {
    (void)inputs;
    const char *region = aws_region(rq->provider->aws);
    if (strcmp(region, "us-east-1") == 0)
        return;
    json_auto_t *location = json_string(region);
    json_put(request, "CreateBucketConfiguration.LocationConstraint", location);
}

// clang-format off

/* A bucket of a moment ago, or two changes of it at a time. */
static const struct again bucket_busy[] = {
    { "OperationAborted", NULL, 120 },
    { NULL }
};

static const struct again policy_too_new[] = {
    { "OperationAborted", NULL,                120 },
    { "MalformedPolicy",  "Invalid principal", 120 },
    { NULL }
};

static const struct tagging bucket_tagging = {
    .create = "CreateBucketConfiguration.Tags",
    .put    = { "PutBucketTagging",    "Bucket=$id Tagging.TagSet=$tags", .again = bucket_busy },
    .clear  = { "DeleteBucketTagging", "Bucket=$id", .again = bucket_busy },
};

static const struct field versioning_fields[] = {
    { "enabled", "Status", .as = AS_SUSPENDED, .none = "false" },
    { NULL }
};

static const struct field encryption_default_fields[] = {
    { "sseAlgorithm",   "SSEAlgorithm"   },
    { "kmsMasterKeyId", "KMSMasterKeyID" },
    { NULL }
};

static const struct field encryption_rule_fields[] = {
    { "applyServerSideEncryptionByDefault", "ApplyServerSideEncryptionByDefault", .fields = encryption_default_fields },
    { "bucketKeyEnabled",                   "BucketKeyEnabled",                   .none = "false" },
    { NULL }
};

static const struct field encryption_fields[] = {
    { "rule", "Rules", .as = AS_ONE, .fields = encryption_rule_fields },
    { NULL }
};

static const struct field public_access_block_fields[] = {
    { "blockPublicAcls",       "BlockPublicAcls",       .none = "false" },
    { "ignorePublicAcls",      "IgnorePublicAcls",      .none = "false" },
    { "blockPublicPolicy",     "BlockPublicPolicy",     .none = "false" },
    { "restrictPublicBuckets", "RestrictPublicBuckets", .none = "false" },
    { NULL }
};

static const struct field bucket_fields[] = {
    { "bucket",            NULL,                "Bucket", .compute = "$id" },
    { "objectOwnership",   "ObjectOwnership",   SAME     },
    { "versioning",        "Versioning",        .fields = versioning_fields },
    { "serverSideEncryptionConfiguration", "ServerSideEncryptionConfiguration", .fields = encryption_fields },
    { "publicAccessBlock", "PublicAccessBlock", .fields = public_access_block_fields },
    { "policy",            "Policy",            .as = AS_DOCUMENT },
    { "lifecycleRules",    "LifecycleRules",    .to_member = rules_to_member, .to_property = rules_to_property },
    { "region",                   .compute = "$region"                          },
    { "arn",                      .compute = "arn:$partition:s3:::$id"          },
    { "bucketDomainName",         .compute = "$id.s3.$dns"                      },
    { "bucketRegionalDomainName", .compute = "$id.s3.$region.$dns"              },
    { NULL }
};

static const struct more bucket_more[] = {
    { "GetBucketVersioning",             "Bucket=$id", "",                                  "Versioning" },
    { "GetBucketEncryption",             "Bucket=$id", "ServerSideEncryptionConfiguration", "ServerSideEncryptionConfiguration",
                                                       .absent = "ServerSideEncryptionConfigurationNotFoundError" },
    { "GetPublicAccessBlock",            "Bucket=$id", "PublicAccessBlockConfiguration",    "PublicAccessBlock",
                                                       .absent = "NoSuchPublicAccessBlockConfiguration" },
    { "GetBucketPolicy",                 "Bucket=$id", "Policy",                            "Policy", .absent = "NoSuchBucketPolicy" },
    { "GetBucketLifecycleConfiguration", "Bucket=$id", "Rules",                             "LifecycleRules", .absent = "NoSuchLifecycleConfiguration" },
    { "GetBucketOwnershipControls",      "Bucket=$id", "OwnershipControls.Rules[0].ObjectOwnership", "ObjectOwnership",
                                                       .absent = "OwnershipControlsNotFoundError" },
    { "GetBucketTagging",                "Bucket=$id", "TagSet",                            "Tags", .absent = "NoSuchTagSet" },
    { NULL }
};

/* Public access is blocked before a policy comes, and a policy goes before the block is lifted by the same `up`. */
static const struct step bucket_steps[] = {
    { "objectOwnership",   { "PutBucketOwnershipControls", "Bucket=$id OwnershipControls.Rules[0].ObjectOwnership=objectOwnership", .again = bucket_busy }, .at = AT_UPDATE },
    { "publicAccessBlock", { "PutPublicAccessBlock", "Bucket=$id PublicAccessBlockConfiguration=publicAccessBlock", .again = bucket_busy } },
    { "versioning",        { "PutBucketVersioning", "Bucket=$id VersioningConfiguration=versioning", .again = bucket_busy }, .fresh = "{\"enabled\": false}" },
    { "serverSideEncryptionConfiguration",
                           { "PutBucketEncryption", "Bucket=$id ServerSideEncryptionConfiguration=serverSideEncryptionConfiguration", .again = bucket_busy } },
    { "policy",            { "PutBucketPolicy", "Bucket=$id Policy=policy", .again = policy_too_new }, { "DeleteBucketPolicy", "Bucket=$id", .again = bucket_busy } },
    { "lifecycleRules",    { "PutBucketLifecycleConfiguration", "Bucket=$id LifecycleConfiguration.Rules=lifecycleRules", .again = bucket_busy },
                           { "DeleteBucketLifecycle", "Bucket=$id", .again = bucket_busy }, .fresh = "[]" },
    { NULL }
};

const struct resource_table s3_bucket = {
    .token    = "utm:s3:Bucket",
    .service  = "s3",
    .title    = "bucket",
    .create   = { "CreateBucket", .again = bucket_busy },
    .id       = "{bucket}",
    .read     = { "GetBucketLocation", "Bucket=$id" },
    .item     = "",
    .remove   = { { "DeleteBucket", "Bucket=$id", .again = bucket_busy } },
    .list     = { "ListBuckets", NULL, "Buckets", "Name" },
    .fields   = bucket_fields,
    .more     = bucket_more,
    .steps    = bucket_steps,
    .tagging  = &bucket_tagging,
    .gone     = "NoSuchBucket",
    .taken    = "BucketAlreadyOwnedByYou BucketAlreadyExists",
    .taken_abroad = "BucketAlreadyExists",
    .overwrites = "us-east-1", /* there CreateBucket answers 200 to the owner (aws-rules: "sns; s3") */
    .name     = "bucket",
    .name_length = 63,
    .name_lower  = true,
    .before_create = bucket_location,
    .before_remove = empty_bucket,
};
