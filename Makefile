# supervise: build with PGXS. Nothing here is edited to add a kernel, a model, a
# scalar, an SQL fragment or a test: every list is a wildcard.
#
#   make            build the module and the install script
#   make install    install into the server that pg_config names (DESTDIR works)
#   make check      every test, in throwaway clusters, nothing installed in the system
#   make lint       layout, completeness, formatting
#   make docs       regenerate docs/reference from the --| blocks, and the dashboards
#   make bench      the benchmarks (minutes; see regress/bench/README.md)

OWN_GOALS := check lint docs bench

ifneq (,$(filter $(OWN_GOALS),$(MAKECMDGOALS)))

# These run before PostgreSQL's headers need be there, so they do not read PGXS.
.PHONY: $(OWN_GOALS)
check:
	@bash regress/run
lint:
	@perl regress/lint
docs:
	@perl docs/generate
	@perl dashboards/generate
bench:
	@bash regress/bench/run

else

EXTENSION = supervise
EXTVERSION := $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" supervise.control)

MODULE_big = supervise
OBJS := $(patsubst %.c,%.o,$(sort $(wildcard src/*.c src/core/*.c src/scalar/*.c src/model/*.c)))
SV_HEADERS := $(wildcard src/*.h src/core/*.h src/scalar/*.h)

# State: types, changed only by sql/upgrade/A--B.sql.
# Code: functions, aggregates, views; CREATE OR REPLACE, whole in every update script.
SQL_STATE := $(sort $(wildcard sql/[123]*.sql))
WORKSPACE_SCRIPT = sql/generated/60-workspace-script.sql
WORKSPACE_PARTS := $(sort $(wildcard sql/workspace/*.sql sql/workspace/upgrade/*.sql))
# The templates of models: rows, replaced whole by every update script.
CATALOGUE_SCRIPT = sql/generated/70-catalogue-rows.sql
CATALOGUE_PARTS := $(sort $(wildcard catalogue/*.sql))
SQL_CODE := $(sort $(wildcard sql/[4-9]*.sql)) $(WORKSPACE_SCRIPT) $(CATALOGUE_SCRIPT)
UPGRADES := $(patsubst sql/upgrade/%.sql,supervise--%.sql,$(wildcard sql/upgrade/*.sql))

DATA_built = supervise--$(EXTVERSION).sql $(UPGRADES)
EXTRA_CLEAN = supervise--*.sql sql/generated

REGRESS := $(sort $(basename $(notdir $(wildcard regress/sql/*.sql))))
REGRESS_OPTS = --inputdir=regress
ISOLATION := $(sort $(basename $(notdir $(wildcard regress/specs/*.spec))))
ISOLATION_OPTS = --inputdir=regress --outputdir=.

PG_CONFIG ?= pg_config
PG_CPPFLAGS += -I$(srcdir)/src
# Evidence must not depend on the machine: no contraction, no fast math.
PG_CFLAGS += -ffp-contract=off -Wextra -Wno-unused-parameter -Wno-sign-compare -Wno-missing-field-initializers
ifdef WERROR
PG_CFLAGS += -Werror
endif

PGXS := $(shell $(PG_CONFIG) --pgxs)
ifeq (,$(PGXS))
$(error pg_config not found: install postgresql-server-dev-15, or run make check, which installs what it needs)
endif
include $(PGXS)

$(OBJS): $(SV_HEADERS)

$(WORKSPACE_SCRIPT): $(WORKSPACE_PARTS) sql/assemble
	mkdir -p sql/generated
	bash sql/assemble workspace $(WORKSPACE_PARTS) > $@.tmp && mv $@.tmp $@

$(CATALOGUE_SCRIPT): $(CATALOGUE_PARTS) sql/assemble catalogue
	mkdir -p sql/generated
	bash sql/assemble catalogue $(CATALOGUE_PARTS) > $@.tmp && mv $@.tmp $@

supervise--$(EXTVERSION).sql: $(SQL_STATE) $(SQL_CODE) supervise.control sql/assemble
	bash sql/assemble install $(SQL_STATE) $(SQL_CODE) > $@.tmp && mv $@.tmp $@

$(UPGRADES): supervise--%.sql: sql/upgrade/%.sql $(SQL_CODE) sql/assemble
	bash sql/assemble update $< $(SQL_CODE) > $@.tmp && mv $@.tmp $@

endif
