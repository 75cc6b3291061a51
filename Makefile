# Two doors for people in a hurry; everything behind them is plain Meson (see CONTRIBUTING.md).
#   make run    install what is missing, build, and open the demo
#   make test   install what the tests need, build with warnings as errors, run all tests

BUILD = _build

.PHONY: run test bench format install clean

run:
	@sh .ci/install.sh run
	@sh .ci/build.sh "$(BUILD)"
	@sh .ci/demo.sh "$(BUILD)"

test:
	@sh .ci/install.sh test
	@sh .ci/build.sh "$(BUILD)" -Dwerror=true
	@sh .ci/test.sh "$(BUILD)"

bench:
	@sh .ci/install.sh bench
	@sh .ci/build.sh "$(BUILD)"
	meson test -C "$(BUILD)" --benchmark --verbose

format:
	clang-format -i $$(git ls-files '*.c' '*.h')

install:
	@sh .ci/build.sh "$(BUILD)"
	meson install -C "$(BUILD)"

clean:
	rm -rf "$(BUILD)"
