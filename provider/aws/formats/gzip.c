#include "aws/formats/gzip.h"

#define ZLIB_CONST
#include <zlib.h>

#include "base/memory.h"

const char *gzip_compress(struct arena *arena, const void *bytes, size_t length, size_t *ret_length) {
    enum { GZIP_WINDOW = 15 + 16, MEMORY_LEVEL = 8 }; /* zlib's words for "largest window, gzip's header" */
    z_stream stream = { .next_in = bytes, .avail_in = (uInt)length };
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        memory_exhausted();
    const uLong room = deflateBound(&stream, (uLong)length);
    unsigned char *packed = arena_alloc(arena, room);
    stream.next_out = packed;
    stream.avail_out = (uInt)room;
    deflate(&stream, Z_FINISH); /* there is room for all of it */
    *ret_length = stream.total_out;
    deflateEnd(&stream);
    return (const char *)packed;
}
