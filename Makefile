# Builds bibload. `make help` lists the targets.
#
# Settings come first; each can be given on the command line:
# make CC=clang PREFIX=/usr. Only `run` and `check` ever install anything, and
# only when packages are missing, by the one command they print.

PREFIX = /usr/local
CC = gcc
CFLAGS = -O3 -g
# Calls from file to file cost a tenth of an import's time; sanitizers and other
# compilers go without.
LTO = $(if $(FLAVOUR),,$(if $(filter gcc%,$(CC)),-flto=auto))
WERROR = $(if $(filter true,$(CI)),1)
JOBS = -j$(shell nproc 2>/dev/null || echo 2)
# asan or tsan: a build of its own under build/, with that sanitizer; valgrind: one
# that it can watch; coverage: one that counts what runs
FLAVOUR =
# of make fuzz: for each of these inputs, so many of them; FUZZ_FLAVOUR=bare goes
# without sanitizers, several times as fast
FUZZ_FLAVOUR = fuzz
FUZZ = input csv marcxml marc config
RUNS = 10000000

PACKAGES = gcc libc6-dev pkg-config sqlite3 libcsv-dev libxml2-dev \
    libsqlite3-dev zlib1g-dev check libinih-dev libutf8proc-dev \
    libsodium-dev libxxhash-dev libdeflate-dev libyaz-dev strace
# libcsv has no .pc file
MODULES = libxml-2.0 sqlite3 zlib libdeflate libsodium libutf8proc libxxhash \
    inih yaz
HEADERS = csv.h ini.h libdeflate.h libxml/parser.h sodium.h sqlite3.h utf8proc.h \
    xxhash.h yaz/yaz-iconv.h zlib.h

WARNINGS = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
    $(if $(filter 1,$(WERROR)),-Werror)
SANITIZE_asan = -fsanitize=address,undefined -fno-sanitize-recover=all \
    -fno-omit-frame-pointer
SANITIZE_tsan = -fsanitize=thread
# Of make fuzz. A step of 0 from NULL, as over an empty slice, is harmless.
SANITIZE_fuzz = $(SANITIZE_asan) -fno-sanitize=pointer-overflow
SANITIZE_coverage = --coverage -fprofile-update=atomic
SANITIZE = $(SANITIZE_$(FLAVOUR))
# What a fuzzer is to explore: the program, not the tests.
COVERAGE = $(if $(filter fuzz bare,$(FLAVOUR)),\
    -fsanitize-coverage=inline-8bit-counters$(,)pc-table)

BUILD = build$(FLAVOUR:%=/%)
BINARY = $(if $(FLAVOUR),$(BUILD)/bibload,bibload)
RUNNER = $(BUILD)/check

# ---------------------------------------------------------------- no settings

, := ,

pkg_cflags := $(shell pkg-config --cflags $(MODULES) 2>/dev/null)
pkg_libs := $(shell pkg-config --libs $(MODULES) 2>/dev/null)
check_cflags = $(shell pkg-config --cflags check 2>/dev/null)
check_libs = $(shell pkg-config --libs check 2>/dev/null)

compile = $(CC) -std=gnu11 -D_GNU_SOURCE $(CPPFLAGS) $(pkg_cflags) $(WARNINGS) \
    $(CFLAGS) $(LTO) $(SANITIZE) -pthread -MMD -MP
link = $(CC) $(CFLAGS) $(LTO) $(WARNINGS) $(SANITIZE) $(LDFLAGS) -pthread
libraries = $(pkg_libs) -lcsv -lm $(LDLIBS)

sources := $(wildcard pipeline/*.c stages/*.c)
tests := $(wildcard tests/test_*.c)
fuzz_sources := $(filter-out tests/fuzz/fuzz_entry.c,$(wildcard tests/fuzz/*.c))
test_sources := tests/check_main.c $(tests) $(wildcard tests/support/*.c) \
    $(fuzz_sources)
sql := $(wildcard stages/*.sql) $(sort $(wildcard stages/reports/*.sql))
scripts := $(wildcard .ci/run tests/*.sh tests/bench/*.sh tests/faults/*.sh \
    tests/fuzz/*.sh)

# The tests let these fail, where the linker can put itself between.
wrapped = arena_alloc arena_zero arena_copy arena_join arena_number arena_printf \
    list_grow malloc calloc realloc strdup read pread write fsync fdatasync \
    ftruncate lseek rename mkdir mkstemp fchmod stat lstat fstat realpath poll \
    glob open fcntl fopen fdopen open_memstream fread getline fwrite fputs fputc \
    csv_fwrite fflush fclose fprintf pthread_create pthread_mutex_init pthread_cond_init \
    sqlite3_step sqlite3_prepare_v2 sqlite3_prepare_v3 sqlite3_exec \
    sqlite3_bind_int64 sqlite3_bind_null sqlite3_bind_double sqlite3_bind_text
wrap = $(if $(LTO),,$(wrapped:%=-Wl,--wrap=%))

objects := $(sources:%.c=$(BUILD)/%.o) $(BUILD)/embedded.o
# The sweeps' own: what is loaded before bibload, and the program that runs it. A
# sanitizer has allocations of its own, and is swept without.
preloaded := $(addprefix tests/faults/,memory.c paths.c calls.c stops.c \
    steady.c streams.c server.c)
sweeper := $(addprefix tests/faults/,sweep.c judge.c kept.c disturbed.c tree.c \
    database_text.c)
sweeps = $(if $(FLAVOUR),,$(BUILD)/faults/preload.so $(BUILD)/faults/sweep)
engine := $(filter-out $(BUILD)/pipeline/main.o,$(objects))
test_objects := $(test_sources:%.c=$(BUILD)/%.o)
power := $(BUILD)/faults/power_record.so $(BUILD)/faults/power_disk
fuzz_objects := $(fuzz_sources:%.c=$(BUILD)/%.o) \
    $(BUILD)/tests/support/bench_stage.o
fuzzers := $(FUZZ:%=$(BUILD)/fuzz_%)

missing := $(shell command -v dpkg-query >/dev/null 2>&1 && \
    for p in $(PACKAGES); do \
        dpkg-query -W -f='$${Status}' $$p 2>/dev/null | \
        grep -q 'ok installed' || echo $$p; done)
apt = env DEBIAN_FRONTEND=noninteractive apt-get
install_line = $(1) sh -c \
    '$(apt) update && $(apt) install -y --no-install-recommends $(missing)'
advice = $(if $(missing),as root: $(call install_line,),install: $(PACKAGES))

.PHONY: all run check check-asan check-tsan check-valgrind watched check-built \
    coverage coverage-built packages style bench faults faults-kill faults-memory \
    faults-io faults-power fuzz fuzz-tools fuzzers hostile install clean help \
    FORCE
.DELETE_ON_ERROR:

all: $(BINARY)

$(BINARY): $(objects)
	$(link) -o $@ $(objects) $(libraries)

$(RUNNER): $(engine) $(test_objects) | $(power)
	$(link) $(wrap) -o $@ $(engine) $(test_objects) $(libraries) $(check_libs)

$(BUILD)/%.o: %.c | $(BUILD)/ready
	@mkdir -p $(@D)
	$(compile) $(COVERAGE) -c -o $@ $<

$(BUILD)/tests/%.o: tests/%.c | $(BUILD)/ready
	@mkdir -p $(@D)
	$(compile) $(check_cflags) $(if $(wrap),-DWRAPPED) -I$(BUILD) \
	    -c -o $@ $<

# What is recorded of an import, and a disk after a power cut; never instrumented.
plain = $(CC) -std=gnu11 -D_GNU_SOURCE $(CPPFLAGS) $(pkg_cflags) $(WARNINGS) \
    $(CFLAGS) -pthread
$(power): $(wildcard tests/faults/*.[ch]) | $(BUILD)/ready
	@mkdir -p $(@D)
	$(plain) $(if $(filter %.so,$@),-fPIC -shared) -o $@ $(if \
	    $(filter %.so,$@),$(addprefix tests/faults/,power_record.c power_calls.c \
	    streams.c),$(addprefix tests/faults/power_,disk.c events.c content.c))

tool = $(CC) -std=gnu11 -D_GNU_SOURCE $(CPPFLAGS) $(WARNINGS) -O2 -g

$(BUILD)/faults/preload.so: $(preloaded) $(wildcard tests/faults/*.h) | $(BUILD)/ready
	@mkdir -p $(@D)
	$(tool) -fPIC -fno-builtin -shared -o $@ $(preloaded) $(LDFLAGS) -ldl

$(BUILD)/faults/sweep: $(sweeper) $(wildcard tests/faults/*.h) | $(BUILD)/ready
	@mkdir -p $(@D)
	$(tool) -o $@ $(sweeper) $(LDFLAGS) -lsqlite3 -lxxhash

$(BUILD)/embedded.o: $(BUILD)/embedded.c | $(BUILD)/ready
	$(compile) -I. -c -o $@ $<

$(BUILD)/tests/check_main.o: $(BUILD)/suites.def

# The lists are made anew each time, and replaced only when they differ: a file
# that was taken away is noticed too.
replace = if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(BUILD)/embedded.c: FORCE
	@mkdir -p $(@D)
	@awk -f stages/embed.awk $(sql) > $@.new
	@$(replace)

$(BUILD)/suites.def: FORCE
	@mkdir -p $(@D)
	@printf 'SUITE(%s)\n' $(tests:tests/test_%.c=%) > $@.new
	@$(replace)

# Says what to install before the compiler says it in its own way.
$(BUILD)/ready: Makefile
	@mkdir -p $(@D)
	@printf '#include <%s>\n' stdio.h $(HEADERS) | \
	    $(CC) $(CPPFLAGS) $(pkg_cflags) -E -o /dev/null - 2>/dev/null || \
	    { echo 'bibload needs more to build; $(subst ','\'',$(advice))' >&2; \
	    exit 1; }
	@touch $@

-include $(objects:.o=.d) $(test_objects:.o=.d)

packages:
ifneq ($(missing),)
	@if [ "$$(id -u)" = 0 ]; then set -x; $(call install_line,); \
	elif command -v sudo >/dev/null; then set -x; $(call install_line,sudo); \
	else echo 'Missing packages; $(subst ','\'',$(advice))' >&2; exit 1; fi
endif

# A second make, because what was just installed changes the settings above.
run: packages
	@$(MAKE) --no-print-directory $(JOBS) all
	./$(BINARY) run -c config.ini || [ $$? -eq 1 ]

check: packages
	@$(MAKE) --no-print-directory $(JOBS) all $(RUNNER) $(sweeps)
	@$(MAKE) --no-print-directory check-built

check-built:
	@BIBLOAD=./$(BINARY) TOOLS=$(BUILD)/faults \
	    SWEEP=$(filter %/sweep,$(sweeps)) CK_DEFAULT_TIMEOUT=$${CK_DEFAULT_TIMEOUT:-120} \
	    ASAN_OPTIONS=allocator_may_return_null=1 \
	    TSAN_OPTIONS=allocator_may_return_null=1 ./$(RUNNER)

check-asan check-tsan: check-%:
	@$(MAKE) --no-print-directory FLAVOUR=$* CFLAGS='-O1 -g' check

# Hours; tests that measure time and memory don't measure there.
check-valgrind: packages
	@command -v valgrind >/dev/null || { echo 'make check-valgrind needs \
	valgrind; as root: apt-get install valgrind' >&2; exit 1; }
	@$(MAKE) --no-print-directory FLAVOUR=valgrind \
	    CFLAGS='-O1 -g -DSANITIZED=1' watched

watched: $(BINARY) $(RUNNER)
	tests/valgrind.sh $(BUILD)

# Without optimising: what the compiler joins or drops can't be counted. Wherever a
# call can be made to fail, it fails once.
coverage:
	@$(MAKE) --no-print-directory FLAVOUR=coverage CFLAGS='-O0 -g' \
	    coverage-built

coverage-built: packages
	@$(MAKE) --no-print-directory $(JOBS) all $(RUNNER)
	find $(BUILD) -name '*.gcda' -delete
	@result=0; \
	FAIL_STEP=$${FAIL_STEP:-1} CK_DEFAULT_TIMEOUT=3600 \
	    $(MAKE) --no-print-directory check-built || result=$$?; \
	tests/coverage.sh $(BUILD) || result=$$?; exit $$result

style:
	clang-format --dry-run -Werror $(wildcard pipeline/*.[ch] stages/*.[ch] \
	    tests/*.[ch] tests/*/*.[ch])
	clang-tidy --quiet --warnings-as-errors='*' $(sources) -- -std=gnu11 \
	    -D_GNU_SOURCE $(pkg_cflags)
	cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr \
	    --enable=warning,performance,portability -D_GNU_SOURCE \
	    --suppress=missingIncludeSystem $(sources)
	shellcheck -x $(scripts)
	shellcheck -s sh $(wildcard tests/cli/*.sh)

bench: all
	tests/bench/run.sh

# Hostile input at its full size: gigabytes through pipes.
hostile: all $(RUNNER)
	@BIBLOAD=./$(BINARY) HOSTILE_WHOLE=1 HOSTILE_SHOW=1 CK_INCLUDE_TAGS=hostile \
	    CK_DEFAULT_TIMEOUT=$${CK_DEFAULT_TIMEOUT:-600} ./$(RUNNER)

# Sweeps that take hours; docs/RELIABILITY.md has their results.
faults: faults-kill faults-memory faults-io faults-power

# STEP=1 TWICE=5 of the calls; SEED=1 KILLS=200 RECORDS=6000 of the moments
faults-kill: all
	tests/faults/kill.sh
	tests/faults/random.sh
	for error in EIO ENOSPC EINTR; do \
	    FAULT=error=$$error tests/faults/kill.sh || exit 1; done

# SEED=1 STATES=5000
faults-power: all $(power)
	BIBLOAD=./$(BINARY) TOOLS=$(BUILD)/faults tests/faults/power.sh

faults-memory faults-io: faults-%: all $(sweeps)
	tests/faults/sweep.sh $*
# Millions of inputs that nobody wrote; docs/RELIABILITY.md has the results.
# make fuzz FUZZ=csv RUNS=100000
fuzz: fuzz-tools
	@$(MAKE) --no-print-directory FLAVOUR=$(FUZZ_FLAVOUR) CC=clang \
	    CFLAGS='-O2 -g' $(JOBS) fuzzers
	for name in $(FUZZ); do \
	    tests/fuzz/run.sh build/$(FUZZ_FLAVOUR)/fuzz_$$name $(RUNS) || exit 1; done

fuzzers: $(fuzzers)

fuzz-tools:
	@mkdir -p build
	@printf 'int LLVMFuzzerTestOneInput(char *a, long n) {return *a < n;}' | \
	    clang -fsanitize=fuzzer,address -x c -o build/fuzz-probe - || \
	    { echo 'make fuzz needs clang and its run-time library; as root:' \
	    'apt-get install clang libclang-rt-14-dev' >&2; exit 1; }
	@rm build/fuzz-probe

.SECONDARY: $(FUZZ:%=$(BUILD)/tests/fuzz/entry_%.o)

# Of the program only what is called: what a fuzzer looks at after every input
# grows with the rest.
$(BUILD)/fuzz.a: $(fuzz_objects) $(engine)
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/entry_%.o $(BUILD)/fuzz.a
	$(link) -fsanitize=fuzzer -o $@ $^ $(libraries)

$(BUILD)/tests/fuzz/entry_%.o: tests/fuzz/fuzz_entry.c | $(BUILD)/ready
	@mkdir -p $(@D)
	$(compile) -DFUZZ_FUNCTION=fuzz_$* -c -o $@ $<

install: all
	install -D -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/bibload
	for page in $(wildcard docs/*.1); do install -D -m 644 $$page \
	    $(DESTDIR)$(PREFIX)/share/man/man1/$${page##*/}; done

clean:
	rm -rf build bibload

help:
	@echo 'make              build ./bibload'
	@echo 'make run          install what is missing, build, import fixtures/'
	@echo '                  as config.ini says, print the report'
	@echo 'make check        install what is missing, build, run every test'
	@echo 'make check-asan   the same with address and undefined sanitizers'
	@echo 'make check-tsan   the same with the thread sanitizer'
	@echo 'make check-valgrind  the same under valgrind, the programs too'
	@echo 'make coverage     which lines and branches the tests run'
	@echo 'make style        clang-format, clang-tidy, cppcheck, shellcheck'
	@echo 'make bench        measure against the peers'
	@echo 'make faults       all of these, hours; or one of them:'
	@echo 'make faults-kill  kill imports at every system call, or let it fail, and'
	@echo '                  at random moments: STEP=1 TWICE=5 KILLS=200'
	@echo 'make faults-memory  let every allocation fail: STEP=1'
	@echo 'make faults-io    let every call fail, or move fewer bytes: STEP=1'
	@echo 'make faults-power cut the power: SEED=1 STATES=5000'
	@echo 'make fuzz         millions of inputs that nobody wrote; FUZZ= RUNS='
	@echo 'make hostile      hostile input at its full size'
	@echo 'make install      DESTDIR= PREFIX=/usr/local'
	@echo 'make clean        take away what was built'
