# A thin face: each target makes sure that the tools are there, then runs one program.
# Standard output holds only what that program answers; set-up speaks on standard error.

# The programs' own exit codes are gone here: make ends 0 or 2.
python := .venv/bin/python
node := .tools/node/bin/node
# Node runs the sources as they are: nothing is built for it.
typescript := generated_client/typescript/src/cli

# Values, not code: recipes read them from the environment, so that no quoting can go wrong.
CLIENT ?= python
PORT ?= 8080
ONLY ?=
ARGS ?=
PAGES ?= examples/pages
FORMAT ?= table
APPLY ?=
BASE_URL ?=
LIVE ?=
MAX_PAID ?=
STRICT ?=
DRY_RUN ?=
OUT ?=
KNOWN ?=
export CLIENT PORT ONLY PAGES FORMAT APPLY BASE_URL LIVE MAX_PAID STRICT DRY_RUN OUT KNOWN

# What an active environment leaves behind would lead the tools to its packages.
unexport PYTHONHOME PYTHONPATH PYTHONSAFEPATH PYTHONSTARTUP PYTHONOPTIMIZE PYTHONWARNINGS
unexport PYTHONINSPECT VIRTUAL_ENV __PYVENV_LAUNCHER__

# `make generate test` means first one, then the other, with -j too.
.NOTPARALLEL:
.PHONY: help setup node go runtimes demo generate test test-long check look validate wire trace names parity mock drift bench lock clean conform strength peers

help:
	@echo 'make demo                    regenerate the clients and run every model against the mock API'
	@echo 'make generate                write generated_client/ from spec/'
	@echo 'make test                    the contract tests; ARGS="-k word" is handed to pytest'
	@echo 'make test-long               the same with many more generated cases'
	@echo 'make check                   lint, types, import rules, "generated code is fresh"'
	@echo 'make look                    screenshots of the pages in out/ and docs/, into out/look/'
	@echo 'make -s validate CLIENT=python   check requests: NDJSON in, NDJSON out'
	@echo 'make -s wire CLIENT=python   the exact bodies of requests: NDJSON in, NDJSON out'
	@echo 'make -s trace CLIENT=python-sync   a client on a virtual clock: NDJSON in, NDJSON out'
	@echo 'make -s names CLIENT=python   what files are saved as: NDJSON in, NDJSON out'
	@echo 'make parity                  the same cases through the clients of every language, and a page'
	@echo 'make mock PORT=8080          the mock API on 127.0.0.1, until it is stopped'
	@echo 'make -s drift PAGES=folder   saved docs pages against spec/; FORMAT=json, APPLY=1'
	@echo 'make conform BASE_URL=http://127.0.0.1:8080   does this server keep the contract?'
	@echo 'make strength                how many lies and mutants the conformance checker notices'
	@echo 'make bench ONLY=name         the benchmarks, or one of them'
	@echo 'make peers                   only get what the benchmarks measure against'
	@echo 'make setup                   only make the tools ready; every target does so by itself'
	@echo 'make lock                    compile the lock files anew (maintainers)'
	@echo 'make clean                   remove out/ and caches; "rm -rf .venv .tools" removes the tools'

setup:
	@sh tools/bootstrap

node:
	@sh tools/bootstrap --node

go:
	@sh tools/bootstrap --go

# Deno and Bun: the TypeScript client is tested under them too.
runtimes: node
	@$(python) -m tools.runtimes

demo: setup
	@$(python) -m generator generate
	@$(python) examples/demo.py

generate: setup
	@$(python) -m generator generate
	@$(python) -m tools.models_table

# More than four workers gain nothing: the tests are short and wait on few things.
test: node go runtimes
	@MODELLIX_PROFILE=ci $(python) -m pytest -n auto --maxprocesses 4 $(ARGS)

test-long: node go runtimes
	@MODELLIX_PROFILE=long $(python) -m pytest -o faulthandler_timeout=3600 -n auto --maxprocesses 4 $(ARGS)

check: node go
	@$(python) -m tools.check

look: node
	@$(python) -m tools.look

validate: setup
	@case "$$CLIENT" in \
	python) exec $(python) -m modellix_client.check ;; \
	typescript) sh tools/bootstrap --node && exec $(node) $(typescript)/check.ts ;; \
	go) sh tools/bootstrap --go && $(python) -m tools.golang && exec .tools/go/modellix validate ;; \
	*) echo "make validate: there is no CLIENT=$$CLIENT; there are: python, typescript, go" >&2; exit 2 ;; \
	esac

wire: setup
	@case "$$CLIENT" in \
	python) exec $(python) -m modellix_client.wire ;; \
	typescript) sh tools/bootstrap --node && exec $(node) $(typescript)/wire.ts ;; \
	go) sh tools/bootstrap --go && $(python) -m tools.golang && exec .tools/go/modellix wire ;; \
	*) echo "make wire: there is no CLIENT=$$CLIENT; there are: python, typescript, go" >&2; exit 2 ;; \
	esac

names: setup
	@case "$$CLIENT" in \
	python) exec $(python) -m modellix_client.names ;; \
	typescript) sh tools/bootstrap --node && exec $(node) $(typescript)/names.ts ;; \
	go) sh tools/bootstrap --go && $(python) -m tools.golang && exec .tools/go/modellix names ;; \
	*) echo "make names: there is no CLIENT=$$CLIENT; there are: python, typescript, go" >&2; exit 2 ;; \
	esac

trace: setup
	@case "$$CLIENT" in \
	python-sync|python-async) exec $(python) -m modellix_client.trace --client "$$CLIENT" ;; \
	typescript) sh tools/bootstrap --node && exec $(node) $(typescript)/trace.ts ;; \
	go) sh tools/bootstrap --go && $(python) -m tools.golang && exec .tools/go/modellix trace ;; \
	*) echo "make trace: there is no CLIENT=$$CLIENT; there are: python-sync, python-async, typescript, go" >&2; exit 2 ;; \
	esac

parity: node go
	@exec $(python) -m contract_tests parity

# exec: the signal that ends the recipe reaches the mock API itself.
mock: setup
	@exec $(python) -m contract_tests mock --port "$$PORT"

drift: setup
	@exec $(python) -m generator drift "$$PAGES" --format "$$FORMAT" $${APPLY:+--apply}

# The key comes from MODELLIX_API_KEY. Values are handed on quoted, whatever they hold.
conform: setup
	@exec $(python) -m contract_tests conform --base-url "$$BASE_URL" \
	$${LIVE:+--live} $${MAX_PAID:+--max-paid "$$MAX_PAID"} $${STRICT:+--strict} \
	$${DRY_RUN:+--dry-run} $${OUT:+--out "$$OUT"} $${KNOWN:+--known "$$KNOWN"}

strength: setup
	@exec $(python) -m contract_tests strength

bench: node go
	@exec $(python) -m benchmarks $${ONLY:+--only "$$ONLY"}

# What the benchmarks measure against; `make bench` gets it by itself, the tests never do.
peers: node go
	@exec $(python) -m benchmarks --peers

lock:
	@sh tools/bootstrap --lock

clean:
	@rm -rf out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -path ./.venv -prune -o -path ./.tools -prune -o -name __pycache__ -type d -prune \
	-exec rm -rf {} +
