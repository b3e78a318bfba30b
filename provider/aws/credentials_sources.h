/* The standard sources of credentials, in the order in which they are asked. */
#ifndef AWS_CREDENTIALS_SOURCES_H
#define AWS_CREDENTIALS_SOURCES_H

#include "aws/credentials.h"

extern const struct credentials_source credentials_sources[];
extern const size_t credentials_source_count;

#endif
