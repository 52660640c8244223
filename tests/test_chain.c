/*
 * The engine with stages of the test's own: order, counters, stages that keep or
 * make batches, and a failure in every hook of every section, under every number
 * of threads. Nobody may hang (the test's time is short), leak, or lose the
 * error.
 */
#include "../pipeline/chain_wire.h"

#include <check.h>
#include <sched.h>

Suite *chain_suite(void);

#define BLOCKS 60 /* more than any pool has batches */

enum hook { HOOK_NONE, HOOK_OPEN, HOOK_WORK, HOOK_FINISH };

/* What the stages of the chain in hand do, and what they saw. */
static struct {
    enum stage_section section; /* of the stage that fails */
    enum hook hook;
    unsigned at;       /* the call that fails, from 0 */
    bool silent;       /* fails without an error: the stage's bug */
    bool arena;        /* not the hook but an allocation fails */
    atomic_uint calls; /* of that hook */
    atomic_uint opened, closed, finished;
    unsigned read, seen; /* blocks at the head, batches at the tail */
    bool in_order;
    atomic_int stop;
    unsigned stop_at; /* block that sets stop; 0: none */
} play;

static int fails(struct stage *stage, enum hook hook)
{
    if (stage->type->section != play.section || play.hook != hook ||
        atomic_fetch_add(&play.calls, 1) != play.at)
        return 0;
    if (play.silent)
        return -1;
    return error_set(stage->error, ERROR_STORE, "broken on purpose");
}

static int play_open(struct stage *stage)
{
    atomic_fetch_add(&play.opened, 1);
    return fails(stage, HOOK_OPEN);
}

static void play_close(struct stage *stage)
{
    (void)stage;
    atomic_fetch_add(&play.closed, 1);
}

static int play_finish(struct stage *stage)
{
    atomic_fetch_add(&play.finished, 1);
    return fails(stage, HOOK_FINISH);
}

static int head_read(struct stage *stage, struct batch *batch)
{
    if (fails(stage, HOOK_WORK) != 0)
        return -1;
    if (play.stop_at && play.read == play.stop_at)
        play.stop = 1;
    batch->sequence = play.read++;
    batch->last = play.read == BLOCKS;
    return 0;
}

/* Batches leave the workers in any order. */
static int worker_process(struct stage *stage, struct batch *batch)
{
    for (uint64_t i = 0; i < batch->sequence % 3; i++)
        sched_yield();
    if (fails(stage, HOOK_WORK) != 0) {
        if (!play.arena) {
            stage_release(stage, batch);
            return -1;
        }
        *stage->error = (struct error){.kind = ERROR_NONE};
        batch->arena.failed = true;
    }
    return stage_emit(stage, batch);
}

static int tail_process(struct stage *stage, struct batch *batch)
{
    play.in_order &= batch->sequence == play.seen++;
    stage_release(stage, batch);
    return fails(stage, HOOK_WORK);
}

#define TYPE(variable, text, where, in, out)                           \
    static const struct stage_type variable = {.name = text,           \
                                               .summary = "of a test", \
                                               .section = where,       \
                                               .takes = in,            \
                                               .gives = out,           \
                                               .state_size = 16,       \
                                               .open = play_open,      \
                                               .finish = play_finish,  \
                                               .close = play_close,

TYPE(head, "head", SECTION_HEAD, BATCH_NONE, BATCH_SLICES).read = head_read,
}
;
TYPE(worker, "worker", SECTION_WORK, BATCH_SLICES, BATCH_KEYED).process =
    worker_process,
}
;
TYPE(tail, "tail", SECTION_TAIL, BATCH_KEYED, BATCH_NONE).process =
    tail_process,
}
;

static const unsigned thread_counts[] = {1, 2, 3, 4, 8, 40};
#define THREADS (int)(sizeof thread_counts / sizeof *thread_counts)

static int run(const struct wiring *wiring, unsigned threads,
               struct chain_report *report, struct error *error)
{
    struct job job = {.config = NULL};
    struct file file = {.name = "none"};

    *error = (struct error){.kind = ERROR_NONE};
    play.in_order = true;
    return chain_run_wired(wiring, &job, &file, threads, &play.stop, report,
                           error);
}

static const struct wiring three = {{&head, &worker, &tail}, 3};

START_TEST(test_order)
{
    unsigned threads = thread_counts[_i];
    struct chain_report report;
    struct error error;

    ck_assert_int_eq(run(&three, threads, &report, &error), 0);
    ck_assert(play.in_order);
    ck_assert_uint_eq(play.seen, BLOCKS);
    ck_assert_uint_eq(atomic_load(&play.opened), atomic_load(&play.closed));
    ck_assert_uint_eq(atomic_load(&play.opened), atomic_load(&play.finished));
    ck_assert_uint_eq(report.count, 3);
    ck_assert_ptr_eq(report.stage[1].type, &worker);
    for (size_t i = 0; i < report.count; i++)
        ck_assert_uint_eq(report.stage[i].batches, BLOCKS);
}
END_TEST

/* ---- failures ---- */

static const struct failure {
    const char *what;
    enum stage_section section;
    enum hook hook;
    unsigned at;
    bool silent, arena;
    const char *stage; /* that the error names */
} failures[] = {
    {"the head can't open", SECTION_HEAD, HOOK_OPEN, 0, false, false, "head"},
    {"the first read fails", SECTION_HEAD, HOOK_WORK, 0, false, false, "head"},
    {"the last read fails", SECTION_HEAD, HOOK_WORK, BLOCKS - 1, false, false,
     "head"},
    {"the head can't finish", SECTION_HEAD, HOOK_FINISH, 0, false, false,
     "head"},
    {"a worker can't open", SECTION_WORK, HOOK_OPEN, 0, false, false, "worker"},
    {"a worker fails at once", SECTION_WORK, HOOK_WORK, 0, false, false,
     "worker"},
    {"a worker fails in the middle", SECTION_WORK, HOOK_WORK, BLOCKS / 2, false,
     false, "worker"},
    {"a worker fails on the last batch", SECTION_WORK, HOOK_WORK, BLOCKS - 1,
     false, false, "worker"},
    {"a worker can't finish", SECTION_WORK, HOOK_FINISH, 0, false, false,
     "worker"},
    {"an allocation in a worker fails unseen", SECTION_WORK, HOOK_WORK, 7,
     false, true, "worker"},
    {"the tail can't open", SECTION_TAIL, HOOK_OPEN, 0, false, false, "tail"},
    {"the tail fails at once", SECTION_TAIL, HOOK_WORK, 0, false, false,
     "tail"},
    {"the tail fails while others wait for batches", SECTION_TAIL, HOOK_WORK,
     BLOCKS / 2, false, false, "tail"},
    {"the tail fails on the last batch", SECTION_TAIL, HOOK_WORK, BLOCKS - 1,
     false, false, "tail"},
    {"the tail can't finish", SECTION_TAIL, HOOK_FINISH, 0, false, false,
     "tail"},
    {"a stage fails and does not say why", SECTION_TAIL, HOOK_WORK, 3, true,
     false, ""},
};
#define FAILURES (int)(sizeof failures / sizeof *failures)

START_TEST(test_failure)
{
    const struct failure *failure = &failures[_i / THREADS];
    unsigned threads = thread_counts[_i % THREADS];
    struct chain_report report;
    struct error error;

    play.section = failure->section;
    play.hook = failure->hook;
    play.at = failure->at;
    play.silent = failure->silent;
    play.arena = failure->arena;
    ck_assert_msg(run(&three, threads, &report, &error) == -1, "%s, %u threads",
                  failure->what, threads);
    ck_assert_msg(error_is_set(&error), "%s, %u threads", failure->what,
                  threads);
    ck_assert_str_eq(error.stage, failure->stage);
    if (!failure->silent && !failure->arena)
        ck_assert_str_eq(error.text, "broken on purpose");
    ck_assert_uint_eq(atomic_load(&play.opened), atomic_load(&play.closed));
}
END_TEST

START_TEST(test_stop)
{
    unsigned threads = thread_counts[_i];
    struct chain_report report;
    struct error error;

    play.stop_at = 5;
    ck_assert_int_eq(run(&three, threads, &report, &error), -1);
    ck_assert_int_eq(error.kind, ERROR_INTERRUPTED);
    ck_assert_uint_eq(play.read, 6); /* the batch in hand, and no other */
    ck_assert_uint_le(play.seen, 6);
    ck_assert_uint_eq(atomic_load(&play.opened), atomic_load(&play.closed));
}
END_TEST

/* ---- stages that keep batches, or make more of one ---- */

struct keeper {
    struct batch *kept;
};

static int keeper_process(struct stage *stage, struct batch *batch)
{
    struct keeper *keeper = stage->state;
    struct batch *out = keeper->kept;

    keeper->kept = batch;
    return out ? stage_emit(stage, out) : 0;
}

static int keeper_finish(struct stage *stage)
{
    struct keeper *keeper = stage->state;
    struct batch *out = keeper->kept;

    keeper->kept = NULL;
    return out ? stage_emit(stage, out) : 0;
}

/* Two batches of each: one that it takes, and the one it was given. */
static int doubler_process(struct stage *stage, struct batch *batch)
{
    struct batch *second = stage_take(stage);

    if (!second) {
        stage_release(stage, batch);
        return -1;
    }
    second->sequence = batch->sequence * 2;
    batch->sequence = batch->sequence * 2 + 1;
    if (stage_emit(stage, second) == 0)
        return stage_emit(stage, batch);
    stage_release(stage, batch);
    return -1;
}

static const struct stage_type keeper_type = {
    .name = "keeper",
    .section = SECTION_HEAD,
    .takes = BATCH_SLICES,
    .gives = BATCH_SLICES,
    .state_size = sizeof(struct keeper),
    .process = keeper_process,
    .finish = keeper_finish,
};
static const struct stage_type doubler_type = {
    .name = "doubler",
    .section = SECTION_HEAD,
    .takes = BATCH_SLICES,
    .gives = BATCH_SLICES,
    .process = doubler_process,
};

START_TEST(test_keep_and_double)
{
    static const struct wiring five = {
        {&head, &keeper_type, &doubler_type, &worker, &tail}, 5};
    struct chain_report report;
    struct error error;

    ck_assert_int_eq(run(&five, thread_counts[_i], &report, &error), 0);
    ck_assert(play.in_order);
    ck_assert_uint_eq(play.seen, 2 * BLOCKS);
}
END_TEST

/* ---- wiring ---- */

static const struct wrong {
    const char *names[6];
    const char *text[3]; /* that the error holds */
} wrongs[] = {
    {{"read", "parse_csv"}, {"parse_csv", "read"}},
    {{"read", "load"}, {"stage load can't follow stage read"}},
    {{"read", "cut_csv", "parse_marcxml", "map_csv"},
     {"map_csv", "parse_marcxml", "CSV cells"}},
    {{"read", "cut_csv", "parse_csv", "map_csv", "key"}, {"key", "map_csv"}},
    {{"read", "cut_csv", "cut_csv"}, {"cut_csv can't follow stage cut_csv"}},
    {{"cut_csv", "parse_csv"}, {"cut_csv", "can't be the first"}},
    {{"read", "cut_cvs"}, {"there is no stage cut_cvs"}},
};

START_TEST(test_wiring)
{
    const struct wrong *wrong = &wrongs[_i];
    struct error error = {.kind = ERROR_NONE};
    struct wiring wiring;

    ck_assert_int_eq(wire_find(wrong->names, &wiring, &error), -1);
    ck_assert_int_eq(error.kind, ERROR_USAGE);
    for (size_t i = 0; i < 3 && wrong->text[i]; i++)
        ck_assert_msg(strstr(error.text, wrong->text[i]) != NULL,
                      "\"%s\" in: %s", wrong->text[i], error.text);
}
END_TEST

START_TEST(test_wiring_of_formats)
{
    static const enum format formats[] = {FORMAT_CSV, FORMAT_MARCXML,
                                          FORMAT_MARC};

    for (size_t i = 0; i < 3; i++) {
        struct error error = {.kind = ERROR_NONE};
        struct wiring wiring;

        ck_assert_int_eq(wire_find(chain_names(formats[i]), &wiring, &error),
                         0);
        ck_assert_uint_eq(wiring.count, 8);
    }
    ck_assert_ptr_null(chain_names(FORMAT_AUTO));
}
END_TEST

Suite *chain_suite(void)
{
    Suite *suite = suite_create("chain");
    TCase *wiring = tcase_create("wiring");
    TCase *running = tcase_create("running");
    TCase *failing = tcase_create("failing");

    tcase_add_loop_test(wiring, test_wiring, 0,
                        (int)(sizeof wrongs / sizeof *wrongs));
    tcase_add_test(wiring, test_wiring_of_formats);
    suite_add_tcase(suite, wiring);
    tcase_add_loop_test(running, test_order, 0, THREADS);
    tcase_add_loop_test(running, test_keep_and_double, 0, THREADS);
    tcase_add_loop_test(running, test_stop, 0, THREADS);
    suite_add_tcase(suite, running);
    tcase_add_loop_test(failing, test_failure, 0, FAILURES * THREADS);
    suite_add_tcase(suite, failing);
    return suite;
}
