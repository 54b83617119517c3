# tongket: `make report` makes the sample reports, `make test` runs all tests, `make help` lists the rest.
# Everything made goes to out/; what is missing on a fresh Debian 12 is installed first.

ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc) --output-sync=target --no-print-directory
endif
SHELL = /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL = all

# A second build beside the first changes these four (test-sanitize). What only tests is built once.
BUILD    = out/build
PROGRAM  = out/bin/tongket
SANITIZE =
STAGE    =
TESTING  = out/build

PREFIX   = /usr/local
sysconfdir = $(PREFIX)/etc
FONTS    = /usr/share/fonts/truetype/liberation2
CFLAGS   = -O2 -g
# What dpkg-buildflags gives with hardening=+all, whoever sets CFLAGS; only the sanitized build goes without.
HARDEN   = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection $(CONTROL) -fPIE -Werror=format-security
CLOSED   = -pie -Wl,-z,relro -Wl,-z,now $(MARKED)
ifeq ($(shell uname -m),x86_64)
CONTROL  = -fcf-protection
# Debian's start files of the C library bear no mark of it, and one object without takes it from the whole program.
MARKED   = -Wl,-z,ibt -Wl,-z,shstk
endif
WARNINGS = -Wall -Wextra -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wformat=2 -Wundef -Werror
COMPILE  = $(CC) -std=gnu11 -ffile-prefix-map='$(CURDIR)=.' $(CFLAGS) $(HARDEN) $(OPTIMIZE) $(WARNINGS) $(SANITIZE) -Isrc $(INCLUDES) @$(BUILD)/cflags -MMD -MP
LINK     = $(CC) $(CFLAGS) $(SANITIZE) $(CLOSED) $(LDFLAGS) -Wl,--as-needed -o $@ $(filter %.o,$^) @$(BUILD)/libs
MODULES  = glib-2.0 json-glib-1.0 yaml-0.1 cairo pangocairo pangoft2 fontconfig libpng libdeflate expat minizip libcrypto
LIBS     = -lcsv -lxlsxwriter -lz -lm

# Each line is one sample report: TEMPLATE DATA... and options.
REPORTS = \
    'ky-luat samples --period 2022..2024 --as-of 2024-08-31' \
    'ky-luat samples --period 2021-09-01..2024-08-31 --unit 34.342' \
    'xep-loai-nam samples --period 2024 --office samples/van-phong.yaml --as-of 2024-12-31' \
    'trinh-do samples --period 2024' \
    'can-bo samples --period 2024' \
    'tong-hop-thang samples --period 2024-08' \
    'xep-loai-nam samples/2025 --period 2025'

SOURCES = $(sort $(wildcard src/*.c src/*/*.c))
TESTS   = $(sort $(wildcard tests/unit/test_*.c))
CODE    = $(sort $(wildcard src/*.[ch] src/*/*.[ch] tests/*/*.[ch]))
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY = $(filter-out $(BUILD)/src/main.o,$(OBJECTS))
UNIT    = $(patsubst %.c,$(TESTING)/%.o,$(wildcard tests/unit/*.c tests/gallery/cases.c)) $(LIBRARY)
GALLERY = $(patsubst %.c,$(TESTING)/%.o,$(wildcard tests/gallery/*.c)) $(LIBRARY)
RUN     = tests/stage.sh $(STAGE)

.PHONY: all report
all: $(PROGRAM) ## Build out/bin/tongket (default)

report: $(PROGRAM) ## Make the sample reports in out/reports
	@mkdir -p out/reports
	@set -e; for line in $(REPORTS); do \
	    made=$$($(PROGRAM) report $$line --out out/reports); \
	    printf '%s\n' "$$made" | sed -n 's/.*\.\(xlsx\|html\)$$/Open &/p'; \
	done

# ---- build ----

$(PROGRAM): $(OBJECTS)
	@mkdir -p $(@D)
	@echo "$(CC) -o $@"; $(LINK)

$(BUILD)/unit: $(UNIT)
	@echo "$(CC) -o $@"; $(LINK) $$(pkg-config --libs cunit)

$(BUILD)/gallery: $(GALLERY)
	@echo "$(CC) -o $@"; $(LINK)

$(BUILD)/%.o: %.c $(BUILD)/cflags $(BUILD)/libs
	@mkdir -p $(@D)
	@echo "$(CC) $<"; $(COMPILE) -c -o $@ $<

# The list of suites: one a file tests/unit/test_NAME.c.
$(TESTING)/tests/unit/main.o: $(TESTING)/suites.def
$(TESTING)/tests/%.o: INCLUDES = -I$(TESTING)
# Tests run once or twice: the compiler's time is what counts.
$(TESTING)/tests/%.o: OPTIMIZE = -O0 -U_FORTIFY_SOURCE
$(TESTING)/suites.def: FORCE
	@mkdir -p $(@D)
	@printf 'SUITE(%s)\n' $(TESTS:tests/unit/test_%.c=%) >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

# What goes through every pixel and byte of a picture, also where the rest is not optimized.
$(addprefix $(BUILD)/src/write/,palette.o deflate.o draw.o): OPTIMIZE = -O2
# Places of marks are written as they are found: gathering eight of them in one register takes longer.
$(BUILD)/src/read/scan.o: OPTIMIZE = -fno-tree-slp-vectorize

# pkg-config is asked only here: it may itself have to be installed first.
$(BUILD)/cflags: Makefile | deps
	@mkdir -p $(@D)
	@flags=$$(pkg-config --cflags $(MODULES)); \
	    ! pkg-config --exists libpq || flags="$$flags -DTONGKET_LIBPQ $$(pkg-config --cflags libpq)"; echo "$$flags" >$@

$(BUILD)/libs: Makefile | deps
	@mkdir -p $(@D)
	@flags=$$(pkg-config --libs $(MODULES)) && \
	    { ! pkg-config --exists libpq || flags="$$flags $$(pkg-config --libs libpq)"; echo "$$flags $(LIBS)"; } >$@

-include $(wildcard $(BUILD)/src/*.d $(BUILD)/src/*/*.d $(BUILD)/tests/*/*.d)

.PHONY: deps FORCE
deps: ## Install the packages that are missing (Debian 12)
	@src/dist/install-dependencies.sh build $(if $(filter deps test% torture fuzz bench format,$(MAKECMDGOALS)),test) \
	    $(if $(filter lint,$(MAKECMDGOALS)),lint)

# ---- tests: see tests/README.md ----

STAGES = unit gallery golden encodings tables recount summaries histories provinces public claims why persons $(if $(wildcard tests/fault/sweep.sh),fault) same cron hardening instructions layers format functions state house sanitize

.PHONY: test $(addprefix test-,unit gallery golden encodings tables recount summaries histories provinces public claims why persons fault same cron hardening instructions layers format functions state house sanitize)
test: $(STAGES:%=test-%) ## Run all tests
	@tests/count.sh

test-unit: $(BUILD)/unit ## Unit tests (CUnit)
	@$(RUN)unit $(BUILD)/unit

test-gallery: $(BUILD)/gallery $(PROGRAM) ## The page of all charts that the README shows is what is drawn now
	@$(RUN)gallery tests/gallery.sh $(BUILD)/gallery $(FONTS)

test-golden: $(PROGRAM) ## Command lines with pinned output; UPDATE=1 pins anew
	@$(RUN)golden tests/golden.sh $(PROGRAM) $(CASES)

test-encodings: $(PROGRAM) ## The samples in every encoding and dialect give the same tables
	@$(RUN)encodings tests/encodings.sh $(PROGRAM)

test-tables: $(PROGRAM) ## The reader against Python's csv on random tables
	@$(RUN)tables tests/tables.sh

test-recount: $(PROGRAM) ## Every counted cell against sqlite3
	@$(RUN)recount tests/recount.sh $(PROGRAM)

test-summaries: $(PROGRAM) ## Random rows split into exports and summaries make the same tables and pictures
	@$(RUN)summaries tests/summaries.py $(PROGRAM) 6

test-histories: $(PROGRAM) ## Random histories of units on the maps of many days
	@$(RUN)histories tests/histories/check.py $(PROGRAM)

test-provinces: $(PROGRAM) ## Random provinces that are not clean, and one fault in the rows of each
	@$(RUN)provinces tests/provinces/check.py $(PROGRAM)

test-public: $(PROGRAM) ## What public books of random actions give away
	@$(RUN)public tests/public/all.sh $(PROGRAM)

test-claims: $(PROGRAM) ## Sentences made from tables, true ones and changed ones
	@$(RUN)claims tests/claims/check.py $(PROGRAM) samples

test-why: $(PROGRAM) ## The rows that `why` names make the cell
	@$(RUN)why tests/why.sh $(PROGRAM)

test-persons: $(PROGRAM) ## Names and numbers of persons planted in all data are printed nowhere
	@$(RUN)persons tests/persons.py $(PROGRAM)

test-fault: $(PROGRAM) ## Failing system calls leave the old report whole
	@$(RUN)fault tests/fault/sweep.sh $(PROGRAM)

test-same: $(PROGRAM) ## The same bytes in other locales, time zones, folders and moments
	@$(RUN)same tests/same.sh $(PROGRAM)

test-cron: $(PROGRAM) ## A job under a fake clock, 14 months
	@$(RUN)cron tests/cron.sh $(PROGRAM)

test-hardening: $(PROGRAM) ## The program is hardened as Debian's packages are
	@$(RUN)hardening tests/hardening.sh $(PROGRAM)

test-instructions: $(PROGRAM) ## Instructions a row; UPDATE=1 notes them anew
	@$(RUN)instructions tests/instructions.sh $(PROGRAM)

test-layers: ## No include upwards, one user a library
	@$(RUN)layers tests/layers.sh

test-format: | deps ## clang-format 14 changes nothing
	@$(RUN)format tests/format.sh $(CODE)

test-functions: ## No function over 60 lines, no file over 400
	@$(RUN)functions tests/functions.sh $(CODE)

test-state: $(OBJECTS) ## No mutable file-level variable
	@$(RUN)state tests/state.sh $(OBJECTS)

test-house: ## Size of src/, and over how many files a fact is spread
	@$(RUN)house tests/house.sh

test-sanitize: $(BUILD)/unit | deps ## All unit tests and golden ones under ASan and UBSan
	@$(MAKE) BUILD=out/build/asan PROGRAM=out/asan/tongket CFLAGS='-O1 -g -fno-omit-frame-pointer' HARDEN= \
	    SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all' STAGE=sanitize- CASES= \
	    test-unit test-golden

# Stages that need more than `make test` installs, and tools by hand: there when their script is.
OUTER = $(wildcard tests/dist.sh tests/office.sh tests/page.sh tests/postgres.sh)
TOOLS = $(wildcard tests/fault/torture.sh tests/fuzz/fuzz.sh)
.PHONY: $(OUTER:tests/%.sh=test-%) $(basename $(notdir $(TOOLS)))

$(OUTER:tests/%.sh=test-%): test-%: tests/%.sh $(PROGRAM)
	@$(RUN)$* $< $(PROGRAM)

$(basename $(notdir $(TOOLS))): $(PROGRAM)
	@$(filter %/$@.sh,$(TOOLS)) $(PROGRAM)

.PHONY: gallery bench
bench: $(PROGRAM) | deps ## Beside pandas, R, DuckDB, Polars …, checked and timed in turns; ARGS='--size full'
	@tests/bench/bench.py $(PROGRAM) $(ARGS)

gallery: $(BUILD)/gallery ## Draw every kind of chart in every awkward case
	@$(BUILD)/gallery out/gallery $(FONTS)
	@echo "Open out/gallery/index.html"

# ---- install and upkeep ----

.PHONY: install uninstall deb clean format lint help
install: $(PROGRAM) ## Install to $(DESTDIR)$(PREFIX), the monthly job to $(DESTDIR)$(sysconfdir)
	@src/dist/install.sh install $(PROGRAM) '$(DESTDIR)' '$(PREFIX)' '$(sysconfdir)'

uninstall: ## Remove what install put there
	@src/dist/install.sh uninstall $(PROGRAM) '$(DESTDIR)' '$(PREFIX)' '$(sysconfdir)'

deb: $(PROGRAM) ## Pack out/tongket_VERSION_ARCHITECTURE.deb
	@src/dist/deb.sh $(PROGRAM) out

clean: ## Remove out/
	rm -rf out

format: | deps ## Format all code
	@tests/format.sh --write $(CODE)

lint: $(BUILD)/cflags $(BUILD)/suites.def | deps ## clang-tidy over all code
	@clang-tidy --quiet $(SOURCES) -- -std=gnu11 -Isrc $$(cat $(BUILD)/cflags)

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 24
