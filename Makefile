# One line a task; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help build run test check bench study fixtures clean

help: ## list the tasks
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

build: ## build the binary that `make run` uses
	cargo build --locked

run: build ## run the national barometer on the shipped, synthetic waves; the output is in out/national
	cargo run --locked --quiet -- run pipelines/national.yaml

test: ## run every test, on the build that `make run` uses
	cargo test --locked

check: ## what continuous integration does: format, lint, tests
	bash .ci/run

bench: ## time every stage of the national run
	cargo bench --locked --profile dev

study: ## simulate: do intervals cover, do tests keep their level; writes docs/study.md
	cargo run --locked --quiet --example study

fixtures: ## write the synthetic waves and the delivery files again, byte for byte
	cargo run --locked --quiet --example generate
	cargo run --locked --quiet --example deliver

clean: ## remove the build and the output
	cargo clean
	rm -rf out
