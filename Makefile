# pulumi-resource-utm. `make help` says what each target does.
#
# Everything that is made lies below build/ (and the release binary in bin/). Sources are found by wildcard:
# a new file in provider/, proto/ or tests/unit/ needs no line here.
#
#   BUILD=release|asan|tsan|fuzz|analyze   which flags; each has a folder of its own below build/
#   CC=clang                          the other compiler; also in a folder of its own
#   OUT=folder                        another place than build/

VERSION ?= 0.1.0
BUILD ?= release
OUT ?= build
DEMO ?= network
PYTEST_FLAGS ?=
FUZZ_SECONDS ?= 60

ifeq ($(origin CC),default)
CC := gcc
endif
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

clang := $(findstring clang,$(notdir $(CC)))
# The linker's driver is the C++ compiler beside $(CC): gRPC is C++ inside.
CXX_LINK := $(if $(clang),$(subst clang,clang++,$(CC)),$(subst gcc,g++,$(CC)))
profile := $(BUILD)$(if $(clang),-clang)
out := $(OUT)/$(profile)
proto_out := $(OUT)/proto

# ---- flags ---------------------------------------------------------------------------------------------------

standard := -std=c17 -D_GNU_SOURCE
warnings := -Wall -Wextra -Wno-missing-field-initializers -Wpedantic -Wshadow -Wconversion -Werror -Wmissing-prototypes -Wvla -Wwrite-strings
includes := -Iprovider -I$(proto_out)
defines := -DPLUGIN_VERSION='"$(VERSION)"'
hardening := -fstack-protector-strong -fstack-clash-protection -fcf-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
link_hardening := -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack

ifeq ($(BUILD),release)
optimise := -O2 -g $(hardening)
else ifeq ($(BUILD),asan)
optimise := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all -DARENA_EACH_ALONE
link_extra := -fsanitize=address,undefined
else ifeq ($(BUILD),tsan)
optimise := -O1 -g -fno-omit-frame-pointer -fsanitize=thread
link_extra := -fsanitize=thread
else ifeq ($(BUILD),fuzz) # libFuzzer: with clang
sanitizers := address,undefined,float-cast-overflow
optimise := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,$(sanitizers) -fno-sanitize-recover=all -DARENA_EACH_ALONE
link_extra := -fsanitize=$(sanitizers)
else ifeq ($(BUILD),analyze)
optimise := -O2 -g $(if $(clang),,-fanalyzer)
else
$(error BUILD=$(BUILD): release, asan, tsan, fuzz or analyze)
endif

compile := $(standard) $(optimise) -fPIE -ffunction-sections -fdata-sections -pthread $(includes) $(defines)
compile_ours := $(compile) $(warnings) -include base/banned.h
compile_proto := $(compile) -Wall -Wextra -Werror

# ---- what is linked ------------------------------------------------------------------------------------------
# gRPC and what it drags in: static, which takes the start from 16 ms to 2 ms. libcurl and libcrypto are not
# linked at all: provider/aws loads them at the first AWS call, for a process that only previews needs neither.
# ThreadSanitizer can only leave a library out of its reports when it is a shared one.

ifeq ($(BUILD),tsan)
grpc_libs := -lgrpc_unsecure -lgpr
else
library_folder = $(dir $(shell $(CC) -print-file-name=libgrpc_unsecure.a))
absl_libs = $(patsubst $(library_folder)lib%.a,-l%,$(filter-out %_test_util.a,$(wildcard $(library_folder)libabsl_*.a)))
grpc_libs = -Wl,-Bstatic -lgrpc_unsecure -lgpr -laddress_sorting -lupb -lre2 -lcares -lz \
            -Wl,--start-group $(absl_libs) -Wl,--end-group -Wl,-Bdynamic
endif
basic_libs := -Wl,-Bstatic -lprotobuf-c -ljansson -lz -Wl,-Bdynamic -ldl -lpthread -lm
link_flags := $(link_hardening) $(link_extra) -Wl,--gc-sections -Wl,--as-needed -pthread -static-libstdc++ -static-libgcc

# ---- sources by room -----------------------------------------------------------------------------------------
# Each room is an archive. A unit test is linked with its room and the rooms that room may use (the same table
# that `make lint` holds the includes against), so it builds while a room further left does not.

rooms := plugin components resources schema value aws rpc base
may_use = $(shell sed -n 's/^$(1)://p' tests/lint/rooms.txt)

sources := $(sort $(shell find provider -name '*.c'))
objects := $(sources:%.c=$(out)/obj/%.o)
main_object := $(out)/obj/provider/main.o

proto_files := $(sort $(shell cd proto 2>/dev/null && find . -name '*.proto' | sed 's|^\./||'))
wellknown := $(addprefix google/protobuf/,struct any empty timestamp)
wellknown_from := $(firstword $(patsubst %/google/protobuf/struct.proto,%,$(wildcard /usr/include/google/protobuf/struct.proto /usr/local/include/google/protobuf/struct.proto)))
proto_stems := $(proto_files:.proto=) $(wellknown)
proto_headers := $(proto_stems:%=$(proto_out)/%.pb-c.h)
proto_objects := $(proto_stems:%=$(out)/obj/proto/%.pb-c.o)

unit_sources := $(sort $(wildcard tests/unit/*/test_*.c))
fuzz_sources := $(sort $(wildcard tests/fuzz/fuzz_*.c))
unit_programs := $(unit_sources:tests/unit/%.c=$(out)/unit/%) $(fuzz_sources:tests/fuzz/%.c=$(out)/unit/fuzz/%)
support_sources := $(sort $(wildcard tests/unit/support/*.c))
support_objects := $(support_sources:%.c=$(out)/obj/%.o)

ifeq ($(profile)$(OUT),releasebuild)
binary := bin/pulumi-resource-utm
else
binary := $(out)/pulumi-resource-utm
endif

.PHONY: all
all: $(binary)

# ---- generated C ---------------------------------------------------------------------------------------------

$(proto_out)/%.pb-c.c $(proto_out)/%.pb-c.h: proto/%.proto
	@mkdir -p $(proto_out)
	@echo "  PROTO   $<"
	@protoc-c -Iproto -I$(wellknown_from) --c_out=$(proto_out) $<

$(proto_out)/google/protobuf/%.pb-c.c $(proto_out)/google/protobuf/%.pb-c.h: $(wellknown_from)/google/protobuf/%.proto
	@mkdir -p $(proto_out)
	@echo "  PROTO   $<"
	@protoc-c -I$(wellknown_from) --c_out=$(proto_out) $<

# schema.json inside the binary: `extern const char schema_json[]; extern const size_t schema_json_length;`
$(out)/obj/schema_json.S: Makefile
	@mkdir -p $(@D)
	@printf '%s\n' '.section .rodata' '.balign 16' '.globl schema_json' '.type schema_json, @object' 'schema_json:' \
	    '.incbin "schema.json"' '1: .byte 0' '.size schema_json, . - schema_json' '.balign 8' '.globl schema_json_length' \
	    '.type schema_json_length, @object' 'schema_json_length: .quad 1b - schema_json' '.size schema_json_length, 8' \
	    '.section .note.GNU-stack,"",@progbits' > $@

$(out)/obj/schema_json.o: $(out)/obj/schema_json.S schema.json
	@echo "  EMBED   schema.json"
	@$(CC) -c $< -o $@

# ---- compile and link ----------------------------------------------------------------------------------------

# Changes only when the flags do; every object depends on it.
$(out)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(subst ','\'',$(compile_ours)) $(link_flags)' | cmp -s - $@ || echo '$(CC) $(subst ','\'',$(compile_ours)) $(link_flags)' > $@
.PHONY: FORCE
FORCE:

$(out)/obj/provider/%.o: provider/%.c $(out)/flags | $(proto_headers)
	@mkdir -p $(@D)
	@echo "  CC      $<"
	@$(CC) $(compile_ours) -MMD -MP -c $< -o $@

$(out)/obj/tests/unit/%.o: tests/unit/%.c $(out)/flags | $(proto_headers)
	@mkdir -p $(@D)
	@echo "  CC      $<"
	@$(CC) $(compile_ours) -Itests/unit -MMD -MP -c $< -o $@

$(out)/obj/proto/%.o: $(proto_out)/%.c $(out)/flags | $(proto_headers)
	@mkdir -p $(@D)
	@echo "  CC      $<"
	@$(CC) $(compile_proto) -MMD -MP -c $< -o $@

room_objects = $(filter $(out)/obj/provider/$(1)/%,$(objects)) \
               $(if $(filter schema,$(1)),$(if $(wildcard schema.json),$(out)/obj/schema_json.o))

define room_rules
$(out)/lib/$(1).a: $$(call room_objects,$(1)) $(out)/lists/$(1)
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcsD $$@ $$(filter %.o,$$^)

# Changes when a file of the room comes or goes: an archive would keep what was in it.
$(out)/lists/$(1): FORCE
	@mkdir -p $$(@D)
	@echo '$(call room_objects,$(1))' | cmp -s - $$@ || echo '$(call room_objects,$(1))' > $$@

uses_$(1) := $(1) $(call may_use,$(1))
unit_$(1) := $(filter $(out)/unit/$(1)/%,$(unit_programs))
$$(unit_$(1)): $(out)/unit/%: $(out)/obj/tests/unit/%.o $(out)/lib/support.a $$(uses_$(1):%=$(out)/lib/%.a) $(out)/lib/proto.a
	@mkdir -p $$(@D)
	@echo "  LINK    $$@"
	@$(CXX_LINK) $(link_flags) -o $$@ $$< -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group \
	    $$(if $$(filter rpc,$$(uses_$(1))),$$(grpc_libs)) $(basic_libs) -lcmocka
endef
$(foreach room,$(rooms),$(eval $(call room_rules,$(room))))

$(out)/lib/support.a: $(support_objects)
	@mkdir -p $(@D)
	@rm -f $@
	@ar rcsD $@ $^

$(out)/lib/proto.a: $(proto_objects)
	@mkdir -p $(@D)
	@rm -f $@
	@ar rcsD $@ $^

$(binary): $(main_object) $(rooms:%=$(out)/lib/%.a) $(out)/lib/proto.a
	@mkdir -p $(@D)
	@echo "  LINK    $@"
	@$(CXX_LINK) $(link_flags) -o $@ $< -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(grpc_libs) $(basic_libs)

unit_wanted := $(if $(ROOM),$(filter $(out)/unit/$(ROOM)/%,$(unit_programs)),$(unit_programs))
# A judge is a program tests/judges/NAME/judge.c that goes through published cases.
judge_sources := $(sort $(wildcard tests/judges/*/judge.c))
judge_programs := $(judge_sources:tests/judges/%/judge.c=$(out)/judges/%)
$(out)/obj/tests/judges/%.o: tests/judges/%.c $(out)/flags | $(proto_headers)
	@mkdir -p $(@D)
	@echo "  CC      $<"
	@$(CC) $(compile_ours) -Itests/judges -Itests -MMD -MP -c $< -o $@
judge_support := $(patsubst %.c,$(out)/obj/%.o,$(wildcard tests/judges/support/*.c))
# Endpoint rules of every service that the calls judge calls; it is linked with them instead of the provider's.
calls_rules := $(out)/obj/tests/judges/calls/endpoint_tables.o
$(calls_rules:.o=.c): tests/judges/calls/services.txt $(wildcard scripts/models/*.py)
	@mkdir -p $(@D)
	@scripts/in-env python scripts/models/endpoints.py --services $< --output $@
$(calls_rules): $(calls_rules:.o=.c) provider/aws/endpoint/rules.h provider/aws/endpoint/partitions.h $(out)/flags
	@echo "  CC      $<"
	@$(CC) $(compile_ours) -c $< -o $@
$(out)/judges/calls: $(calls_rules) $(out)/obj/tests/judges/calls/differences.o
$(judge_programs): $(out)/judges/%: $(out)/obj/tests/judges/%/judge.o $(judge_support) $(out)/lib/support.a $(out)/lib/aws.a $(out)/lib/base.a
	@mkdir -p $(@D)
	@echo "  LINK    $@"
	@$(CXX_LINK) $(link_flags) -o $@ $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(basic_libs)
.PHONY: judge-programs
judge-programs: $(judge_programs)

# A fuzz target is a program tests/fuzz/fuzz_NAME.c: with its corpus an ordinary unit test (ROOM=fuzz), with libFuzzer a
# program of `make fuzz`.
fuzz_programs := $(fuzz_sources:tests/fuzz/%.c=$(out)/fuzz/%)
fuzz_support := $(patsubst %.c,$(out)/obj/%.o,$(filter-out %/driver.c,$(wildcard tests/fuzz/support/*.c)))
fuzz_archives := $(patsubst %,$(out)/lib/%.a,$(filter-out plugin components resources,$(rooms)) proto)
$(out)/obj/tests/fuzz/%.o: tests/fuzz/%.c $(out)/flags | $(proto_headers)
	@mkdir -p $(@D)
	@echo "  CC      $<"
	@$(CC) $(compile_ours) -Itests/fuzz -MMD -MP -c $< -o $@
link_fuzz = @mkdir -p $(@D) && echo "  LINK    $@" && $(CXX_LINK) $(link_flags) $(1) -o $@ $(filter %.o,$^) \
	    -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(basic_libs)
$(out)/unit/fuzz/%: $(out)/obj/tests/fuzz/%.o $(fuzz_support) $(out)/obj/tests/fuzz/support/driver.o $(fuzz_archives)
	$(call link_fuzz)
$(fuzz_programs): $(out)/fuzz/%: $(out)/obj/tests/fuzz/%.o $(fuzz_support) $(fuzz_archives)
	$(call link_fuzz,-fsanitize=fuzzer)
.PHONY: fuzz-programs
fuzz-programs: $(fuzz_programs)

.PHONY: unit-programs
unit-programs: $(unit_wanted)

# ---- what a user calls ---------------------------------------------------------------------------------------
# A target that needs the tools calls scripts/deps first, and then make again: what was missing when this make read
# its files is there for the second one. What fails hides nothing: a target goes on to its end, and fails there.

again := $(MAKE) --no-print-directory
in_env := scripts/in-env
workers ?= $(shell echo $$((2 * $$(nproc))))
pytest := $(in_env) python -m pytest -c tests/pytest.ini -n $(workers) $(PYTEST_FLAGS)
tarball := $(OUT)/release/pulumi-resource-utm-v$(VERSION)-linux-amd64.tar.gz

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'
	@echo
	@echo '  BUILD=release|asan|tsan|fuzz|analyze  CC=gcc|clang  DEMO=<folder of examples/>  ROOM=<room: only its unit tests>'
	@echo '  PYTEST_FLAGS="-k name"  workers=<pytest processes>'

.PHONY: deps
deps: ## install what building, demo and tests need (says what; Debian and Ubuntu)
	@scripts/deps all

.PHONY: demo demo-down
demo: ## build, start a local AWS, and run pulumi up on examples/$DEMO
	@scripts/deps demo
	@$(again) release
	@scripts/demo up $(DEMO) $(abspath $(tarball)) $(VERSION)
demo-down: ## pulumi destroy, stop the local AWS, remove what the demo made
	@scripts/demo down

.PHONY: test test-unit test-contract test-plugin test-stack test-sdk judges
test: ## every test but the long ones (make soak)
	@scripts/deps all
	@$(again) all
	@$(again) -k test-unit test-contract test-plugin test-stack test-sdk judges
test-unit: ## the C rooms, by cmocka (ROOM=aws: one room)
	@scripts/deps all
	@$(again) unit-programs
	@scripts/run-unit $(unit_wanted)
test-contract: ## schema.json, proto/ and generated tables against what is published
	@scripts/deps all
	@$(pytest) $(wildcard tests/schema tests/proto tests/models)
test-plugin: ## the binary without the engine, by gRPC
	@scripts/deps all
	@$(again) all
	@$(pytest) tests/plugin
test-stack: ## the binary under the real pulumi CLI, against the local AWS; and the local AWS itself
	@scripts/deps all
	@$(again) all
	@(cd tests/emulator && UTM_EMULATOR_PYTHON="$$(sed -n 's/^VENV_EMULATOR := //p' ../../build/deps/paths.mk)/bin/python" \
	    ../../$(in_env) python -m pytest -q -p no:cacheprovider tests); first=$$?; \
	$(pytest) tests/stack && exit $$first
test-sdk: ## SDKs from schema.json: generated and compiled
	@scripts/deps all
	@$(pytest) tests/sdk
judges: ## published test cases, a line for each judge: name, passed, total; credentials and retries beside botocore's
	@scripts/deps all
	@$(again) judge-programs all
	@$(in_env) scripts/judges $(filter-out %/retry,$(judge_programs)); first=$$?; \
	$(pytest) -q tests/judges && exit $$first

.PHONY: sanitize sanitize-asan sanitize-tsan valgrind
sanitize: ## units under ASan, UBSan, LSan and under TSan; plugin tests against the ASan binary
	@scripts/deps all
	@$(again) -k sanitize-asan sanitize-tsan
sanitize-asan:
	@$(again) BUILD=asan unit-programs all
	@$(asan_options) scripts/run-unit $(unit_programs:$(out)/%=$(OUT)/asan/%); first=$$?; \
	$(asan_options) UTM_BINARY=$(abspath $(OUT)/asan/pulumi-resource-utm) $(pytest) -m "not figure and not soak" tests/plugin && exit $$first
sanitize-tsan:
	@$(again) BUILD=tsan unit-programs all
	@$(tsan_options) scripts/run-unit $(unit_sources:tests/unit/%.c=$(OUT)/tsan/unit/%)

# Under the engine nobody sees what a sanitizer prints: it goes to files, and there must be none.
.PHONY: sanitize-faults
sanitize-faults: ## the fault tests with the ASan and UBSan binary, and with the TSan one
	@scripts/deps all
	@$(again) BUILD=asan all
	@$(again) BUILD=tsan all
	@rm -rf $(reports) && mkdir -p $(reports)
	@status=0; \
	ASAN_OPTIONS=$(asan_flags):log_path=$(abspath $(reports))/asan UBSAN_OPTIONS=$(ubsan_flags):log_path=$(abspath $(reports))/ubsan \
	    UTM_BINARY=$(abspath $(OUT)/asan/pulumi-resource-utm) $(pytest) -m "$(faults_wanted)" $(fault_tests) || status=1; \
	TSAN_OPTIONS=$(tsan_flags):log_path=$(abspath $(reports))/tsan \
	    UTM_BINARY=$(abspath $(OUT)/tsan/pulumi-resource-utm) $(pytest) -m "$(faults_wanted)" $(fault_tests) || status=1; \
	if [ -n "$$(ls $(reports))" ]; then tail -n +1 $(reports)/*; status=1; fi; \
	exit $$status
fault_tests := $(sort $(wildcard tests/stack/test_faults*.py))
faults_wanted := not figure and not soak
reports := $(OUT)/sanitizer-reports
asan_flags := detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1
ubsan_flags := print_stacktrace=1
tsan_flags := ignore_noninstrumented_modules=1:second_deadlock_stack=1
asan_options := ASAN_OPTIONS=$(asan_flags) UBSAN_OPTIONS=$(ubsan_flags)
tsan_options := TSAN_OPTIONS=$(tsan_flags)

.PHONY: fuzz fuzz-minimise
fuzz: ## each parser under libFuzzer for FUZZ_SECONDS, two at a time (FUZZ=xml: one; FUZZ_SEED=1: the same inputs again)
	@scripts/deps all
	@$(again) BUILD=fuzz CC=clang fuzz-programs
	@$(in_env) scripts/fuzz run $(FUZZ_SEED:%=--seed %) $(FUZZ_SECONDS) $(fuzz_wanted)
fuzz-minimise: # tests/fuzz/corpus from all that the runs have found
	@$(again) BUILD=fuzz CC=clang fuzz-programs
	@$(in_env) scripts/fuzz minimise $(fuzz_wanted)
fuzz_wanted := $(if $(FUZZ),$(OUT)/fuzz-clang/fuzz/fuzz_$(FUZZ),$(fuzz_sources:tests/fuzz/%.c=$(OUT)/fuzz-clang/fuzz/%))
valgrind: ## units under valgrind
	@scripts/deps all
	@$(again) unit-programs
	@scripts/run-unit --wrap 'valgrind -q --max-threads=2000 --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=99' $(unit_programs)

.PHONY: soak soak-tests
soak: ## what takes hours: all the faults, the fault tests with sanitizers, and every parser fuzzed for 10 minutes
	@scripts/deps all
	@$(again) all
	@$(again) -k soak-tests sanitize-faults fuzz FUZZ_SECONDS=600
soak-tests:
	@$(pytest) -m soak tests/plugin tests/stack

.PHONY: lint
lint: ## formats, findings, include directions, lengths, shell, Python, schema
	@scripts/deps all
	@$(again) -s $(proto_headers)
	@OUT=$(OUT) $(in_env) scripts/lint

# Every header by itself, and every file under clang-tidy; again only when it or what it includes has changed.
alone := $(patsubst %.h,$(OUT)/lint/%.h.ok,$(shell find provider -name '*.h' -not -name banned.h))
tidied := $(patsubst %.c,$(OUT)/lint/%.c.ok,$(filter-out provider/aws/model/%,$(sources)))
tidy_flags := $(standard) $(includes) $(defines) -include base/banned.h
.PHONY: headers-alone tidy
headers-alone: $(alone)
tidy: $(tidied)
$(OUT)/lint/%.h.ok: %.h | $(proto_headers)
	@mkdir -p $(@D)
	@echo '#include "$(<:provider/%=%)"' | $(CC) $(standard) $(warnings) $(includes) $(defines) -MMD -MP -MT $@ -MF $@.d \
	    -fsyntax-only -x c - && touch $@
$(OUT)/lint/%.c.ok: %.c .clang-tidy | $(proto_headers)
	@mkdir -p $(@D)
	@$(CC) $(tidy_flags) -MM -MP -MT $@ -MF $@.d $<
	@clang-tidy --quiet $< -- $(tidy_flags) 2> $@.log || { cat $@.log; false; }
	@touch $@
-include $(alone:=.d) $(tidied:=.d)

.PHONY: bench
bench: ## start time, memory, AWS calls, wall time: a table
	@scripts/deps all
	@$(again) all
	@$(in_env) python scripts/bench.py

.PHONY: models
models: ## make provider/aws/model/, provider/aws/endpoint/tables.c and tests/unit/resources/filters.txt again from what AWS publishes
	@scripts/deps all
	@$(in_env) python scripts/models/generate.py
	@$(in_env) python scripts/models/endpoints.py
	@$(in_env) python scripts/models/filters.py

.PHONY: release install
release: $(tarball) ## the tarball that `pulumi plugin install` takes
$(tarball): $(binary)
	@mkdir -p $(@D)/tarball
	@strip -o $(@D)/tarball/pulumi-resource-utm $(binary)
	@tar -C $(@D)/tarball --owner=0 --group=0 --mtime=@0 --sort=name -czf $@ pulumi-resource-utm
	@ls -l $@ | awk '{ print $$9, $$5, "bytes" }'
install: ## into the plugin cache of your own Pulumi, by its CLI
	@scripts/deps demo
	@$(again) release
	@$(in_env) pulumi plugin install resource utm $(VERSION) --file $(tarball) --reinstall

.PHONY: clean
clean: ## remove what was built (the caches outside stay; stop a demo first)
	@rm -rf $(filter-out $(OUT)/deps $(OUT)/demo,$(wildcard $(OUT)/*)) bin

.SECONDARY:
-include $(fuzz_sources:%.c=$(out)/obj/%.d) $(fuzz_support:.o=.d)
-include $(judge_programs:$(out)/judges/%=$(out)/obj/tests/judges/%/judge.d) $(out)/obj/tests/judges/calls/differences.d
-include $(objects:.o=.d) $(proto_objects:.o=.d) $(support_objects:.o=.d) $(unit_sources:%.c=$(out)/obj/%.d)
