/* The standard sources of credentials, in the order in which they are asked, and the ways to ask them. */
#ifndef AWS_CREDENTIALS_SOURCES_H
#define AWS_CREDENTIALS_SOURCES_H

#include "aws/credentials/credentials.h"
#include "base/text.h"

extern const struct credentials_source credentials_sources[];
extern const size_t credentials_source_count;

/* The sources to ask, and in whose name. */
struct credentials_question {
    const struct credentials_source *sources;
    size_t count;
    bool of_profile; /* only those that look into a profile */
    struct credentials_context context;
};

/*
 * Asks one source after the other. Found: source and cure are set. CREDENTIALS_NONE: *err lists each source
 * with its reason, one a line. CREDENTIALS_BROKEN: *err names the source; ERROR_CANCELLED and ERROR_TIMEOUT
 * come through as they are.
 */
enum credentials_outcome credentials_ask(const struct credentials_question *question, struct cancel *cancel,
                                         struct credentials **ret_credentials, struct error **err);

/* One source (context, cancel, result, error): as the table has it. */
typedef enum credentials_outcome credentials_fetch(const struct credentials_context *context,
                                                   struct cancel *cancel,
                                                   struct credentials **ret_credentials, struct error **err);

credentials_fetch credentials_from_assumed_role;        /* role.c: role_arn of the profile */
credentials_fetch credentials_from_web_identity;        /* sts.c: token file of environment or profile */
credentials_fetch credentials_from_web_identity_option; /* sts.c: aws_options.web_identity */
credentials_fetch credentials_from_sso;                 /* sso.c */
credentials_fetch credentials_from_process;             /* process.c */
credentials_fetch credentials_from_container;           /* container.c */
credentials_fetch credentials_from_instance;            /* instance.c */

#endif
