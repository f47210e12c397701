# make demo and make test are all a newcomer needs.
GO ?= go
LINT_VERSION := v2.15.0
LINT := $(shell $(GO) env GOPATH)/bin/golangci-lint
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
FUZZTIME ?= 60s
LDFLAGS := -s -w -X main.version=$(VERSION)

.PHONY: build demo test lint docs bench profile fuzz calibrate clean

build: ## the program, without cgo, as bin/salescoach
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o bin/salescoach ./cmd/salescoach

demo: build ## the main job on the embedded demo data: tables here, pictures and files in demo/
	bin/salescoach demo --out demo

test: ## every test
	$(GO) test ./...

lint: $(LINT) ## what the code must look like; the arrows between packages
	$(LINT) run ./...

$(LINT):
	$(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)

docs: ## every example in README and docs, run and compared; the schemas against real output
	$(GO) test ./cmd/salescoach -run 'TestDocs|TestSchema' -count=1

bench: build ## speed: the whole program beside its peers, then benchmarks of the parts
	testdata/bench/run.sh
	$(GO) test ./pkg/csvscan ./pkg/ingest ./pkg/crm ./pkg/stats ./pkg/chart -run '^$$' -bench . -benchmem -benchtime 3x

profile: ## the profile that the compiler goes by, taken anew over the data of make bench
	SALESCOACH_BENCH=$${BENCH_DATA:-/tmp/salescoach-bench}/10000000 GOMAXPROCS=1 $(GO) test -trimpath ./pkg/ingest -run '^$$' \
	  -bench 'Read$$' -benchtime 4x -cpuprofile $(CURDIR)/cmd/salescoach/default.pgo -o /dev/null

fuzz: ## every fuzzer for FUZZTIME
	GO=$(GO) testdata/fuzz.sh $(FUZZTIME) ./pkg/csvscan ./pkg/crm

calibrate: ## coverage of intervals and honesty of tiers on simulated teams, recomputed
	SALESCOACH_CALIBRATE=1 $(GO) test ./pkg/golden -run Calibrate -v -count=1

clean:
	rm -rf bin demo
