/*
 * Service models at run time, from the JSON that botocore publishes, in the form of the generated tables: so
 * that published cases with models of their own can be put to the protocols, and the generated tables be
 * compared with a second reading of the same models.
 */
#ifndef JUDGES_MODEL_LOAD_H
#define JUDGES_MODEL_LOAD_H

#include <jansson.h>

#include "aws/model.h"
#include "base/arena.h"

struct loaded_model {
    struct aws_service service;
    const struct aws_shape *shapes; /* all of them */
    size_t shape_count;
};

/*
 * The service described by {"metadata": …, "shapes": …, "operations": {NAME: …}}. Lives in the arena, and
 * borrows texts of the description. Ends the process with a line on stderr when the description is broken.
 */
struct loaded_model *model_load(struct arena *arena, const char *name, const json_t *description);

/* The error shape with that code, or NULL. */
const struct aws_shape *model_error(const struct loaded_model *model, const char *code);

/* The document in a file, which must be one. A new reference; ends the process when there is none. */
json_t *load_json(const char *path);

#endif
