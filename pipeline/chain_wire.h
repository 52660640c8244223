/* How chain_run.c has a chain wired (chain.c). Nothing else but the chain's
 * tests includes it. */
#ifndef BIBLOAD_CHAIN_WIRE_H
#define BIBLOAD_CHAIN_WIRE_H

#include "chain_section.h"

struct wiring {
    const struct stage_type *types[CHAIN_STAGES_MAX];
    size_t count;
};

/* The stages of these names, checked to fit together. */
int wire_find(const char *const *names, struct wiring *wiring,
              struct error *error);
/* Instances of the section's stages, not opened yet. */
void wire_section(struct chain *chain, struct section *section,
                  enum stage_section which, const struct wiring *wiring);
void wire_report(const struct chain *chain, struct chain_report *report);

/* chain_run once its stages are found. Tests hand in stages of their own. */
int chain_run_wired(const struct wiring *wiring, struct job *job,
                    struct file *file, unsigned threads, const atomic_int *stop,
                    struct chain_report *report, struct error *error);

#endif
