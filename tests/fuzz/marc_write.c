/* See marc_write.h. */
#include "marc_write.h"

#include "../../stages/csv_text.h"

#include <stdio.h>

#define LEADER_BYTES 24
#define ENTRY_BYTES 12
#define FIELD_MAX 9999
#define RECORD_MAX 99999

static bool has_letters(const struct marc_field *field)
{
    return field->tag[0] > '9' || field->tag[1] > '9' || field->tag[2] > '9';
}

/* Tags with letters are of either kind: subfields tell. */
static bool is_control(const struct marc_field *field)
{
    return (field->tag[0] == '0' && field->tag[1] == '0') ||
           (has_letters(field) && !field->subfield_count);
}

static size_t field_length(const struct marc_field *field)
{
    size_t len = field->value.len + 1;

    if (!is_control(field))
        len += 2;
    for (size_t i = 0; i < field->subfield_count; i++)
        len += 2 + field->subfields[i].value.len;
    return len;
}

/* Control characters are never left in a value. What is left aside are the two
 * characters that XML forbids, and the digits that end a leader: a record could
 * seem to begin there. Of an empty field whose tag has letters nobody knows which
 * kind it is. */
static bool can_write_value(struct slice value)
{
    fuzz_must(csv_text_valid(value) == value.len, "a value is UTF-8");
    for (size_t i = 0; i < value.len; i++)
        fuzz_must((unsigned char)value.at[i] >= ' ',
                  "a value has no control characters");
    return !value.len || (!memmem(value.at, value.len, "45", 2) &&
                          !memmem(value.at, value.len, "\xef\xbf\xbe", 3) &&
                          !memmem(value.at, value.len, "\xef\xbf\xbf", 3));
}

static bool can_write(const struct marc *marc)
{
    size_t length = LEADER_BYTES + 2;

    for (size_t i = 0; i < marc->fields.count; i++) {
        const struct marc_field *field = &marc->fields.at[i];
        size_t len = field_length(field);

        if (len > FIELD_MAX || !can_write_value(field->value) ||
            (has_letters(field) && !field->subfield_count && !field->value.len))
            return false;
        for (size_t k = 0; k < field->subfield_count; k++)
            if (!can_write_value(field->subfields[k].value))
                return false;
        length += ENTRY_BYTES + len;
    }
    return marc->fields.count && length <= RECORD_MAX;
}

/* Half of the records have the data of the first field last, and a digit as
 * their level. */
static size_t first_written(const struct marc *marc)
{
    return marc->fields.count % 2 == 0;
}

static void put_leader(struct fuzz_text *text, const struct marc *marc)
{
    size_t base = LEADER_BYTES + marc->fields.count * ENTRY_BYTES + 1;
    size_t length = base + 1;
    char leader[LEADER_BYTES + 1];

    for (size_t i = 0; i < marc->fields.count; i++)
        length += field_length(&marc->fields.at[i]);
    snprintf(leader, sizeof leader, "%05unam a22%05u%ca 4500",
             (unsigned)length % 100000, (unsigned)base % 100000,
             first_written(marc) ? '1' : ' ');
    fuzz_put(text, slice_of(leader));
}

static void put_directory(struct fuzz_text *text, const struct marc *marc)
{
    size_t first = first_written(marc), start = 0, data = 0;

    for (size_t i = first; i < marc->fields.count; i++)
        data += field_length(&marc->fields.at[i]);
    for (size_t i = 0; i < marc->fields.count; i++) {
        const struct marc_field *field = &marc->fields.at[i];
        size_t len = field_length(field);
        char entry[ENTRY_BYTES + 1];

        snprintf(entry, sizeof entry, "%.3s%04u%05u", field->tag,
                 (unsigned)len % 10000,
                 (unsigned)(i < first ? data : start) % 100000);
        fuzz_put(text, slice_of(entry));
        start += i < first ? 0 : len;
    }
    fuzz_put(text, SLICE("\x1e"));
}

static void put_field(struct fuzz_text *text, const struct marc_field *field)
{
    if (is_control(field))
        fuzz_put(text, field->value);
    else
        fuzz_put(text, (struct slice){field->indicator, 2});
    for (size_t i = 0; i < field->subfield_count; i++) {
        fuzz_put(text, SLICE("\x1f"));
        fuzz_put(text, (struct slice){&field->subfields[i].code, 1});
        fuzz_put(text, field->subfields[i].value);
    }
    fuzz_put(text, SLICE("\x1e"));
}

bool marc_write(struct fuzz_text *text, const struct marc *marc)
{
    size_t first = first_written(marc);

    if (!can_write(marc))
        return false;
    put_leader(text, marc);
    put_directory(text, marc);
    for (size_t i = first; i < marc->fields.count; i++)
        put_field(text, &marc->fields.at[i]);
    for (size_t i = 0; i < first; i++)
        put_field(text, &marc->fields.at[i]);
    fuzz_put(text, SLICE("\x1d"));
    return true;
}

static void put_escaped(struct fuzz_text *text, struct slice value)
{
    for (size_t i = 0; i < value.len; i++) {
        switch (value.at[i]) {
        case '<':
            fuzz_put(text, SLICE("&lt;"));
            break;
        case '>':
            fuzz_put(text, SLICE("&gt;"));
            break;
        case '&':
            fuzz_put(text, SLICE("&amp;"));
            break;
        case '"':
            fuzz_put(text, SLICE("&quot;"));
            break;
        default:
            fuzz_put(text, (struct slice){value.at + i, 1});
        }
    }
}

void marc_write_xml_begin(struct fuzz_text *text)
{
    fuzz_put(text, SLICE("<collection>"));
}

void marc_write_xml_end(struct fuzz_text *text)
{
    fuzz_put(text, SLICE("</collection>"));
}

static void put_attribute(struct fuzz_text *text, const char *name,
                          struct slice value)
{
    fuzz_put(text, SLICE(" "));
    fuzz_put(text, slice_of(name));
    fuzz_put(text, SLICE("=\""));
    put_escaped(text, value);
    fuzz_put(text, SLICE("\""));
}

static void put_control(struct fuzz_text *text, const struct marc_field *field)
{
    fuzz_put(text, SLICE("<controlfield"));
    put_attribute(text, "tag", slice_of(field->tag));
    fuzz_put(text, SLICE(">"));
    put_escaped(text, field->value);
    fuzz_put(text, SLICE("</controlfield>"));
}

static void put_data(struct fuzz_text *text, const struct marc_field *field)
{
    fuzz_put(text, SLICE("<datafield"));
    put_attribute(text, "tag", slice_of(field->tag));
    put_attribute(text, "ind1", (struct slice){field->indicator, 1});
    put_attribute(text, "ind2", (struct slice){field->indicator + 1, 1});
    fuzz_put(text, SLICE(">"));
    for (size_t i = 0; i < field->subfield_count; i++) {
        fuzz_put(text, SLICE("<subfield"));
        put_attribute(text, "code",
                      (struct slice){&field->subfields[i].code, 1});
        fuzz_put(text, SLICE(">"));
        put_escaped(text, field->subfields[i].value);
        fuzz_put(text, SLICE("</subfield>"));
    }
    fuzz_put(text, SLICE("</datafield>"));
}

void marc_write_xml(struct fuzz_text *text, const struct marc *marc)
{
    fuzz_put(text, SLICE("<record><leader>"));
    put_leader(text, marc);
    fuzz_put(text, SLICE("</leader>"));
    for (size_t i = 0; i < marc->fields.count; i++)
        if (is_control(&marc->fields.at[i]))
            put_control(text, &marc->fields.at[i]);
        else
            put_data(text, &marc->fields.at[i]);
    fuzz_put(text, SLICE("</record>"));
}

void marc_write_fields(struct fuzz_text *text, const struct marc *marc)
{
    struct marc fields = {.fields = {marc->fields.at, marc->fields.count, 0}};
    struct record record = {.marc = &fields};

    fuzz_put_parsed(text, &record);
    fuzz_put(text, SLICE("\n"));
}
