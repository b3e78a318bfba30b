/*
 * A service whose one operation has a member of every kind that models know, also in itself, for each protocol: the
 * tables in provider/aws/model only have what the services in use need.
 */
#ifndef FUZZ_EVERYTHING_H
#define FUZZ_EVERYTHING_H

#include "aws/model.h"

/* By protocol (enum aws_protocol). */
extern const struct aws_service everything[5];

#endif
