#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aws/formats/xml.h"
#include "base/text.h"

static const struct xml_node *parse(struct arena *arena, const char *text) {
    auto_error *error = NULL;
    const struct xml_node *root = NULL;
    if (!xml_parse(arena, text, strlen(text), &root, &error))
        fail_msg("%s: %s", text, error->message);
    return root;
}

static void refuse(const char *text, size_t length, const char *why) {
    auto_arena *arena = arena_new();
    auto_error *error = NULL;
    const struct xml_node *root = NULL;
    if (xml_parse(arena, text, length, &root, &error))
        fail_msg("%s is taken", text);
    assert_int_equal(error->kind, ERROR_NETWORK);
    if (!strstr(error->message, why))
        fail_msg("%s: \"%s\" does not say \"%s\"", text, error->message, why);
    assert_null(root);
}

static void elements_text_and_attributes(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct xml_node *root =
        parse(arena, "<?xml version=\"1.0\"?>\n<!-- x --><r xmlns='u' xmlns:p=\"v\">"
                     "<a>1</a><p:b p:k='v' l=\"\"/><a> two </a><c></c></r>\n<!-- y -->\n");
    assert_string_equal(root->name, "r");
    assert_null(root->attributes);
    assert_string_equal(xml_child_text(root, "a"), "1");
    assert_string_equal(xml_next(xml_child(root, "a"), "a")->text, " two ");
    assert_null(xml_next(xml_next(xml_child(root, "a"), "a"), "a"));
    const struct xml_node *b = xml_child(root, "b");
    assert_string_equal(b->text, "");
    assert_string_equal(xml_attribute_value(b, "k"), "v");
    assert_string_equal(xml_attribute_value(b, "l"), "");
    assert_null(xml_attribute_value(b, "m"));
    assert_string_equal(xml_child_text(root, "c"), "");
    assert_null(xml_child_text(root, "d"));
    assert_null(xml_child(b, "a"));
}

static void references_cdata_and_line_ends(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    assert_string_equal(parse(arena, "<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x1F600;</a>")->text,
                        "<>&\"'AB\xF0\x9F\x98\x80");
    assert_string_equal(parse(arena, "<a>1<!-- - -->2<![CDATA[<&amp;]]]>3<?x y?>4<![CDATA[]]></a>")->text,
                        "12<&amp;]34");
    assert_string_equal(parse(arena, "<a>1\r\n2\r3&#13;</a>")->text, "1\n2\n3\r");
    assert_string_equal(parse(arena, "<a>&#1;&#x1f;</a>")->text, "\x01\x1f"); /* keys of S3 */
    assert_string_equal(parse(arena, "\xEF\xBB\xBF<a>\xC3\xA9</a>")->text, "\xC3\xA9");
}

static void text_behind_a_child_is_dropped(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    const struct xml_node *root = parse(arena, "<a>x<!-- -->y<b>1</b>z&amp;<![CDATA[q]]><b>2</b>w</a>");
    assert_string_equal(root->text, "xy");
    assert_string_equal(root->children->text, "1");
    assert_string_equal(root->children->next->text, "2");
    assert_null(root->children->next->next);
}

static void malformed_documents_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *text, *why;
    } bad[] = {
        { "", "too early" },
        { "   ", "too early" },
        { "x", "an element is missing" },
        { "<", "too early" },
        { "<1/>", "a name is missing" },
        { "<a", "malformed tag" },
        { "<a>", "too early" },
        { "<a></b>", "end tag does not match" },
        { "<p:a></q:a>", "end tag does not match" },
        { "<a></a", "end tag does not match" },
        { "<a></a>x", "behind the root" },
        { "<a/><b/>", "behind the root" },
        { "<a b/>", "no value" },
        { "<a b=c/>", "not quoted" },
        { "<a b=\"c/>", "too early" },
        { "<a b=\"<\"/>", "inside an attribute" },
        { "<a b=\"1\" b=\"2\"/>", "stands twice" },
        { "<a b=\"1\"c=\"2\"/>", "malformed tag" },
        { "<a>&nbsp;</a>", "unknown entity" },
        { "<a>&</a>", "unknown entity" },
        { "<a>&#0;</a>", "character reference" },
        { "<a>&#;</a>", "character reference" },
        { "<a>&#x;</a>", "character reference" },
        { "<a>&#xD800;</a>", "character reference" },
        { "<a>&#x110000;</a>", "character reference" },
        { "<a>&#99999999999999999999;</a>", "character reference" },
        { "<a>&#65</a>", "character reference" },
        { "<a><!-- </a>", "too early" },
        { "<a><![CDATA[ </a>", "too early" },
        { "<?xml <a/>", "too early" },
        { "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "document types" },
        { "<!DOCTYPE a [<!ENTITY x \"aaaa\"><!ENTITY y \"&x;&x;&x;&x;\">]><a>&y;</a>", "document types" },
        { "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "document types" },
        { "<a>&x;</a>", "unknown entity" },
        { "<a><!DOCTYPE b></a>", "a name is missing" },
        { "<a>\x01</a>", "control character" },
        { "<a>\xFF</a>", "invalid UTF-8" },
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        refuse(bad[i].text, strlen(bad[i].text), bad[i].why);
    refuse("<a>\0</a>", 8, "control character");
    refuse(NULL, 0, "too early");
}

static void nesting_and_attributes_have_bounds(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_text deep = { 0 }, good = { 0 }, many = { 0 };
    for (int i = 0; i < 10000; i++)
        text_add(&deep, "<a>");
    refuse(text_string(&deep), deep.length, "too deep");
    for (int i = 0; i < XML_DEPTH; i++)
        text_add(&good, "<a>");
    for (int i = 0; i < XML_DEPTH; i++)
        text_add(&good, "</a>");
    assert_string_equal(parse(arena, text_string(&good))->name, "a");
    text_add(&many, "<a");
    for (int i = 0; i <= XML_ATTRIBUTES; i++)
        text_printf(&many, " b%d=''", i);
    text_add(&many, "/>");
    refuse(text_string(&many), many.length, "too many attributes");
}

/* 4 MB that would become 90: the bound holds before they do. */
static void parts_have_a_bound(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    auto_text good = { 0 }, many = { 0 };
    text_add(&good, "<a>");
    for (int i = 0; i < XML_PARTS - 1; i++)
        text_add(&good, "<b/>");
    text_add_bytes(&many, good.bytes, good.length);
    text_add(&good, "</a>");
    assert_string_equal(parse(arena, text_string(&good))->name, "a");
    text_add(&many, "<b/></a>");
    refuse(text_string(&many), many.length, "too many elements");
}

static const char sample[] =
    "<?xml version='1.0'?><r xmlns=\"u\"><!--c--><a k=\"v&#x41;\">t&amp;<![CDATA[x]]></a>"
    "<b/><l><i>\xC3\xA9</i><i>2</i></l></r>";

static void every_truncation_is_refused(void **state) {
    (void)state;
    auto_arena *arena = arena_new();
    for (size_t length = 0; length < sizeof sample - 1; length++) {
        auto_error *error = NULL;
        const struct xml_node *root = NULL;
        char *part = arena_strndup(arena, sample, length);
        assert_false(xml_parse(arena, part, length, &root, &error));
        assert_non_null(error);
    }
}

/* Whatever a byte is changed to: a tree or an error, within the bounds of memory (the sanitizers look). */
static void every_changed_byte_gives_a_tree_or_an_error(void **state) {
    (void)state;
    static const char changes[] = "<>&;/\"'=!?-[]x \n\x01\x80\xC3\xFF";
    size_t taken = 0, refused = 0;
    for (size_t i = 0; i < sizeof sample - 1; i++)
        for (const char *change = changes; *change; change++) {
            auto_arena *arena = arena_new();
            auto_error *error = NULL;
            const struct xml_node *root = NULL;
            char *part = arena_strndup(arena, sample, sizeof sample - 1);
            part[i] = *change;
            const bool good = xml_parse(arena, part, sizeof sample - 1, &root, &error);
            assert_true(good ? root && !error : !root && error);
            taken += good;
            refused += !good;
        }
    assert_true(taken > 100 && refused > 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_text_and_attributes),
        cmocka_unit_test(references_cdata_and_line_ends),
        cmocka_unit_test(text_behind_a_child_is_dropped),
        cmocka_unit_test(malformed_documents_are_refused),
        cmocka_unit_test(nesting_and_attributes_have_bounds),
        cmocka_unit_test(parts_have_a_bound),
        cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(every_changed_byte_gives_a_tree_or_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
